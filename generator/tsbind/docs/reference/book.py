"""The pages of a release: one for each resource, one for each module of types, and lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from textwrap import shorten

from tsbind.docs.context.context import Context, context
from tsbind.docs.context.links import Target
from tsbind.docs.context.pages import Book, Link, OperationSection, Page, TypeSection
from tsbind.docs.context.spelled import resource_page
from tsbind.docs.context.upstream_text import upstream_line
from tsbind.docs.reference.clients import client_pages
from tsbind.docs.reference.helper_pages import brought_by, helper_pages
from tsbind.docs.reference.home import home_page
from tsbind.docs.reference.operations import operation_section
from tsbind.docs.reference.types import type_section
from tsbind.model.declarations import Package
from tsbind.python.methods.naming import python_accessor


def plan_book(package: Package, import_name: str, history: Mapping[str, str] | None = None) -> Book:
    """All pages of the reference of ``package``, imported as ``import_name``.

    ``history`` says what is known of the past of a place (see `tsbind.docs.releases.past`).
    """
    return book_of(context(package, import_name, history))


def book_of(made: Context) -> Book:
    """The pages of a context."""
    brought = brought_by(made)
    pages = [*_resource_pages(made), *_type_pages(made)]
    if brought is not None:
        pages += helper_pages(made, brought)
    pages += _folder_pages(pages)
    pages += client_pages(made)
    pages.append(home_page(made, pages))
    source = made.package.source
    return Book(
        name=source.name,
        version=source.version,
        package=made.import_name,
        license=source.license,
        # Only sources stand in a repository: what is built from them is made for the release.
        sources=f"{source.repository}{source.root}/" if source.repository and source.root else "",
        pages=tuple(sorted(pages, key=lambda page: page.path)),
        targets=made.targets,
    )


def _type_pages(made: Context) -> Iterator[Page]:
    modules: defaultdict[str, list[TypeSection]] = defaultdict(list)
    for id_, place in made.plan.places.items():
        declaration = made.index.get(id_)
        if declaration is not None:
            modules["/".join(place.module)].append(type_section(made, declaration))
    for path, sections in modules.items():
        first = sections[0]
        yield Page(path, first.name, "types", upstream_line(first.doc), types=tuple(sections))


def _resource_pages(made: Context) -> Iterator[Page]:
    found: defaultdict[str, list[OperationSection]] = defaultdict(list)
    for accessor in dict.fromkeys(o.accessor for o in made.package.operations):
        section = operation_section(made, made.operations[accessor])
        found[resource_page(accessor)].append(section)
    docs = {d.id: d.doc for d in made.package.types if d.is_resource}
    for path, sections in found.items():
        operation = made.operations[sections[0].accessor]
        accessor = python_accessor(operation.accessor.rpartition(".")[0])
        page = Page(
            path=path,
            title=f"client.{accessor}" if accessor else "client",
            kind="resource",
            summary=upstream_line(docs.get(operation.resource, "")),
        )
        if path in made.large_resources:
            links = tuple(_link(made, section) for section in sections)
            yield replace(page, lists=(("Methods", links),))
            yield from (_operation_page(made, section) for section in sections)
        else:
            yield replace(page, operations=tuple(sections))


def _operation_page(made: Context, section: OperationSection) -> Page:
    path = made.targets[section.accessor].page
    return Page(path, section.call, "operation", operations=(section,))


def _link(made: Context, section: OperationSection) -> Link:
    """A line of the list of methods: what it is called, its request, what it does."""
    about = " ".join(filter(None, (section.verb, section.path)))
    summary = upstream_line(section.doc)
    text = f"{about} · {summary}" if about and summary else about or summary
    return Link(section.name, made.targets[section.accessor], shorten(text, 140, placeholder="…"))


def _folder_pages(pages: Iterable[Page]) -> Iterator[Page]:
    """An index for each folder: its sub-folders and its pages."""
    folders: defaultdict[str, list[Page]] = defaultdict(list)
    for page in pages:
        if page.kind != "operation":
            folders[page.folder].append(page)
            for parent in PurePosixPath(page.folder).parents:
                folders[str(parent)]
    folders.pop(".", None)
    for folder in sorted(folders):
        below = sorted(f for f in folders if f.rpartition("/")[0] == folder)
        lists = {
            "Folders": [Link(f"{f.rpartition('/')[2]}/", Target(f"{f}/index")) for f in below],
            "Pages": sorted(
                (Link(p.title, Target(p.path)) for p in folders[folder]), key=lambda k: k.text
            ),
        }
        shown = tuple((title, tuple(links)) for title, links in lists.items() if links)
        yield Page(f"{folder}/index", folder.replace("/", "."), "index", lists=shown)
