"""The first page of a reference: what there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from textwrap import shorten

from tsbind.docs.context.context import Context
from tsbind.docs.context.links import Target
from tsbind.docs.context.pages import Book, Code, Link, OperationSection, Page
from tsbind.docs.reference.types import REQUIRED

_ABOUT = 70
"""Characters that say what a link leads to."""


def home_page(made: Context, pages: Iterable[Page]) -> Page:
    """The first page: what there is."""
    known = {page.path: page for page in pages}
    lists = (
        ("Client", [Link(p.title, Target(p.path)) for p in known.values() if "/" not in p.path]),
        ("Resources", list(_top_resources(known))),
        ("Helpers", [_below(p, "helpers/") for p in known.values() if _is_helper(p)]),
        ("Types", [_below(p, "types/") for p in known.values() if _is_top_folder(p)]),
    )
    return Page(
        "index",
        f"{made.package.source.name} {made.package.source.version} for Python",
        "index",
        summary=_counts(made),
        start=tuple(_start(made, known.values())),
        lists=tuple((heading, tuple(links)) for heading, links in lists if links),
    )


def with_unread(book: Book, unread: Mapping[str, tuple[str, ...]]) -> Book:
    """The reference whose first page says what could not be read, by version, of its release."""
    lines = unread.get(book.version, ())
    pages = (replace(p, unread=lines) if p.path == "index" else p for p in book.pages)
    return replace(book, pages=tuple(pages)) if lines else book


def _start(made: Context, pages: Iterable[Page]) -> Iterator[Code]:
    """What the client needs, and a first call: upstream's own example, or the first `create`."""
    if made.package.client is None:
        return
    source = made.package.source
    commands = "$ pip install httpx2"
    if source.integrity:
        spec = f"{source.name}@{source.version}"
        commands = f"$ tsbind generate {spec} --out {made.import_name}\n{commands}"
    yield Code("Install", "console", commands)
    found = (operation for page in pages for operation in page.operations)
    calls = [operation for operation in found if operation.verb and operation.examples]
    best = min(calls, key=_distance, default=None)
    if best is not None:
        yield Code("A first call", "python", best.examples[0].text)


def _distance(operation: OperationSection) -> tuple[bool, bool, bool, int]:
    """How far a method is from a good first example.

    That is upstream's own example of the `create` with most parameters, some of them required.
    """
    rows = [row for _, group in operation.rows for row in group]
    return (
        operation.deprecated is not None,
        operation.name != "create" or not operation.examples[0].upstream,
        not any(REQUIRED in row.badges for row in rows),
        -len(rows),
    )


def _counts(made: Context) -> str:
    """One sentence of what there is."""
    methods = len(made.package.operations)
    client = made.package.client
    types = f"{len(made.plan.places):,} types"
    if client is None:
        return f"{types}."
    names = f"`from {made.import_name} import {client.name}, Async{client.name}`"
    return f"{methods:,} methods and {types}; {names}."


def _top_resources(known: Mapping[str, Page]) -> Iterator[Link]:
    tree = _tree({p.path for p in known.values() if _is_resource(p)})
    for resource, page in tree:
        if resource.count("/") == 1:
            below = [r.rpartition("/")[2] for r, _ in tree if r.rpartition("/")[0] == resource]
            about = known[page].summary.partition(". ")[0] or ", ".join(below)
            name = f"client.{resource.rpartition('/')[2]}"
            yield Link(name, Target(page), shorten(about, _ABOUT, placeholder="…"))


def _is_resource(page: Page) -> bool:
    return page.path.startswith("resources/") and page.kind != "operation"


def _is_helper(page: Page) -> bool:
    return page.kind == "types" and page.path.startswith("helpers/")


def _is_top_folder(page: Page) -> bool:
    return page.kind == "index" and page.path.startswith("types") and page.path.count("/") < 3


def _below(page: Page, folder: str) -> Link:
    if page.kind == "index":
        return Link(page.title, Target(page.path))
    names = ", ".join(section.name for section in page.types)
    title = page.path.removeprefix(folder).replace("/", ".")
    return Link(title, Target(page.path), shorten(names, _ABOUT, placeholder="…"))


def resource_tree(book: Book) -> list[tuple[str, str]]:
    """Each resource and the page it has: its own, or the list of what is below it."""
    return _tree({page.path for page in book.pages if _is_resource(page)})


def _tree(paths: set[str]) -> list[tuple[str, str]]:
    found = {path: path for path in paths if not path.endswith("/index")}
    for path in paths:
        resource = path.removesuffix("/index")
        if resource != "resources":
            found.setdefault(resource, path)
    return sorted(found.items())
