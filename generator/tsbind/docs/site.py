"""The reference as a static site: HTML pages, a style sheet, a script and a search index."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from markupsafe import Markup

from tsbind.docs.book import resource_tree
from tsbind.docs.environment import asset, render_docs
from tsbind.docs.guide import Guide, guide_html
from tsbind.docs.links import Pieces, Target
from tsbind.docs.markdown import relative_path
from tsbind.docs.pages import Book, Page
from tsbind.docs.search import search_index
from tsbind.docs.upstream_text import upstream_html, visible

ASSETS = ("icon.svg", "site.css", "site.js")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu, or a breadcrumb."""

    text: str
    href: str
    depth: int = 0
    current: bool = False


@dataclass(frozen=True)
class Site:
    """What every page of a site says."""

    title: str
    name: str
    version: str
    license: str
    versions: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    """Versions of the sites beside this one, this one included, and the pages each has."""
    guides: tuple[Guide, ...] = ()
    resources: tuple[tuple[str, str], ...] = ()
    """Each resource (``resources/beta/threads``) and its page, parents first."""


def site_files(
    book: Book,
    *,
    versions: Mapping[str, frozenset[str]] | None = None,
    guides: Sequence[Guide] = (),
    overrides: Path | None = None,
) -> dict[str, str]:
    """The whole site by path; ``versions`` are those of sites beside this one, and their pages."""
    site = Site(
        title=f"{book.package}",
        name=book.name,
        version=book.version,
        license=book.license,
        versions=versions or {},
        guides=tuple(guides),
        resources=tuple(resource_tree(book)),
    )
    files = {f"assets/{name}": asset(name, overrides) for name in ASSETS}
    files["assets/search.js"] = search_index(book, guides)
    for page in book.pages:
        files[f"{page.path}.html"] = _page(site, page, overrides)
    for guide in guides:
        files[f"{guide.path}.html"] = _guide(site, guide, overrides)
    return files


def _page(site: Site, page: Page, overrides: Path | None) -> str:
    def href(target: Target) -> str:
        path = "" if target.page == page.path else f"{relative_path(page.path, target.page)}.html"
        return path + (f"#{target.anchor}" if target.anchor else "")

    return render_docs(
        "html/page.html.j2",
        overrides,
        page=page,
        href=href,
        code=_code(href),
        doc=_doc,
        crumbs=tuple(_crumbs(page)),
        **_frame(site, page.path, page.title),
    )


def _guide(site: Site, guide: Guide, overrides: Path | None) -> str:
    body = Markup(guide_html(guide))  # noqa: S704 - markdown-it-py with raw HTML switched off
    return render_docs(
        "html/guide.html.j2", overrides, body=body, **_frame(site, guide.path, guide.title)
    )


def _frame(site: Site, path: str, title: str) -> dict[str, object]:
    return {
        "site": site,
        "path": path,
        "title": title,
        "root": "../" * path.count("/"),
        "menu": tuple(_menu(site, path)),
        "versions": tuple(_versions(site, path)),
    }


def _menu(site: Site, path: str) -> Iterator[Entry]:
    """Guides, the resources at the top with the current branch, and the types."""

    def entry(text: str, page: str, depth: int = 0) -> Entry:
        href = f"{relative_path(path, page)}.html"
        return Entry(text, href, depth, page == path)

    for guide in site.guides:
        yield entry(guide.title, guide.path)
    if site.resources:
        yield entry("Resources", "resources/index")
    for resource, page in site.resources:
        parent, _, name = resource.rpartition("/")
        if parent == "resources" or path.startswith(f"{parent}/") or path == parent:
            yield entry(name, page, min(resource.count("/"), 3))
    yield entry("Types", "types/index")


def _versions(site: Site, path: str) -> Iterator[Entry]:
    """The same page of each version, or its first page where it has no such page."""
    for version, pages in reversed(list(site.versions.items())):
        page = path if path in pages else "index"
        href = f"{'../' * (path.count('/') + 1)}{version}/{page}.html"
        yield Entry(version, href, current=version == site.version)


def _crumbs(page: Page) -> Iterator[Entry]:
    parts = page.path.split("/")
    for end in range(1, len(parts)):
        folder = "/".join(parts[:end])
        if f"{folder}/index" != page.path:
            yield Entry(parts[end - 1], f"{relative_path(page.path, f'{folder}/index')}.html")


def _doc(text: str) -> Markup:
    return Markup(upstream_html(text))  # noqa: S704 - made of escaped text and known tags only


def _code(href: Callable[[Target], str]) -> Callable[[Pieces], Markup]:
    def code(pieces: Pieces) -> Markup:
        parts: list[str] = []
        for text, target in pieces:
            shown = escape(visible(text))
            parts.append(f'<a href="{escape(href(target))}">{shown}</a>' if target else shown)
        return Markup("".join(parts))  # noqa: S704 - every part is escaped above

    return code
