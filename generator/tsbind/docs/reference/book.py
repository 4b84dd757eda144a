"""The pages of a release: one for each resource, one for each module of types, and lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from textwrap import shorten

from tsbind.docs.context.context import Context, context
from tsbind.docs.context.links import Target
from tsbind.docs.context.pages import Book, Link, OperationSection, Page
from tsbind.docs.context.spelled import python_accessor, resource_page
from tsbind.docs.context.upstream_text import upstream_line
from tsbind.docs.reference.clients import client_pages
from tsbind.docs.reference.helper_pages import brought_by, helper_pages
from tsbind.docs.reference.home import home_page
from tsbind.docs.reference.operations import operation_section
from tsbind.docs.reference.types import type_section
from tsbind.model.declarations import Declaration, Package
from tsbind.model.operations import Operation


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


def types_page(made: Context, module: str, declarations: Iterable[Declaration]) -> Page:
    """The page of one module of types."""
    sections = tuple(type_section(made, declaration) for declaration in declarations)
    return Page(
        path=module,
        title=sections[0].name,
        kind="types",
        summary=upstream_line(sections[0].doc),
        types=sections,
    )


def _type_pages(made: Context) -> Iterator[Page]:
    for module, declarations in _by_module(made).items():
        yield types_page(made, module, declarations)


def _by_module(made: Context) -> dict[str, list[Declaration]]:
    modules: dict[str, list[Declaration]] = {}
    for id_, target in made.targets.items():
        declaration = made.index.get(id_) if id_ in made.plan.places else None
        if declaration is not None:
            modules.setdefault(target.page, []).append(declaration)
    return modules


def _resource_pages(made: Context) -> Iterator[Page]:
    found: dict[str, list[Operation]] = {}
    for operation in made.package.operations:
        found.setdefault(resource_page(operation.accessor), []).append(operation)
    docs = {d.id: d.doc for d in made.package.types if d.is_resource}
    for path, operations in found.items():
        sections = _sections(made, operations)
        accessor = python_accessor(operations[0].accessor.rpartition(".")[0])
        page = Page(
            path=path,
            title=f"client.{accessor}" if accessor else "client",
            kind="resource",
            summary=upstream_line(docs.get(operations[0].resource, "")),
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


def _sections(made: Context, operations: Iterable[Operation]) -> list[OperationSection]:
    sections: dict[str, OperationSection] = {}
    for operation in operations:
        if operation.accessor not in sections:
            sections[operation.accessor] = operation_section(made, operation)
    return list(sections.values())


def _folder_pages(pages: list[Page]) -> list[Page]:
    """An index for each folder: its sub-folders and its pages."""
    folders: dict[str, list[Page]] = {}
    pages = [page for page in pages if page.kind != "operation"]
    for page in pages:
        parts = page.path.split("/")
        for end in range(1, len(parts)):
            folders.setdefault("/".join(parts[:end]), [])
        folders[page.folder].append(page)
    result: list[Page] = []
    for folder, inside in folders.items():
        below = [f for f in folders if f.rpartition("/")[0] == folder]
        lists = (
            (
                "Folders",
                tuple(
                    Link(f"{f.rpartition('/')[2]}/", Target(f"{f}/index")) for f in sorted(below)
                ),
            ),
            (
                "Pages",
                tuple(Link(p.title, Target(p.path)) for p in sorted(inside, key=lambda p: p.title)),
            ),
        )
        page = Page(f"{folder}/index", folder.replace("/", "."), "index")
        result.append(replace(page, lists=tuple(one for one in lists if one[1])))
    return result
