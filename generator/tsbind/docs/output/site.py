"""The reference as a static site: HTML pages, a style sheet, a script and a search index."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from textwrap import shorten
from urllib.parse import quote

from markupsafe import Markup

from tsbind.diff.formats.html import report_values
from tsbind.diff.formats.layout import headline
from tsbind.docs.context.environment import asset, render_docs
from tsbind.docs.context.links import Pieces, Target
from tsbind.docs.context.pages import Book, Page
from tsbind.docs.context.spelled import resource_of_page
from tsbind.docs.context.upstream_text import upstream_html, upstream_line, visible
from tsbind.docs.output.guide import Changes, Guide, guide_html
from tsbind.docs.output.highlight import highlighted
from tsbind.docs.output.markdown import relative_path
from tsbind.docs.output.menu import Entry, Places, menu
from tsbind.docs.output.search import search_index
from tsbind.docs.reference.home import resource_tree

_SUMMARY = 110
"""Characters that say what a nested type is."""
ASSETS = ("finder.js", "icon.svg", "site.css", "site.js")
_LISTS = (
    ("Overview", "index"),
    ("Client", "client"),
    ("Errors", "errors"),
    ("Types", "types/index"),
    ("Helpers", "helpers/index"),
    ("Pagination", "pagination"),
)


@dataclass(frozen=True)
class Site:
    """What every page of a site says."""

    title: str
    name: str
    version: str
    license: str
    sources: str = ""
    """Where the files that positions name can be read; empty where unknown."""
    versions: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    """Versions of the sites beside this one, this one included, and the pages each has."""
    places: Places = field(default_factory=Places)


def site_files(
    book: Book,
    *,
    versions: Mapping[str, frozenset[str]] | None = None,
    guides: Sequence[Guide] = (),
    overrides: Path | None = None,
) -> dict[str, str]:
    """The whole site by path; ``versions`` are those of sites beside this one, and their pages."""
    earlier = _earlier(guides)
    site = Site(
        title=f"{book.package}",
        name=book.name,
        version=book.version,
        license=book.license,
        sources=book.sources,
        versions=versions or {},
        places=Places(
            tuple(resource_tree(book)),
            tuple(_lists(book)),
            tuple(guide for guide in guides if guide.path not in earlier),
        ),
    )
    files = {f"assets/{name}": asset(name, overrides) for name in ASSETS}
    if any(isinstance(guide, Changes) for guide in guides):
        files["assets/changes.js"] = asset("report.js", folder="diff")
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

    made = render_docs(
        "docs/html/page.html.j2",
        overrides,
        page=page,
        href=href,
        code=_code(href),
        doc=_doc,
        summary=_summary,
        upstream_place=_upstream_place(site.sources),
        guides=[_link(page.path, g) for g in site.places.guides if not isinstance(g, Changes)],
        news=[
            (_link(page.path, guide), headline(guide.report))
            for guide in site.places.guides
            if isinstance(guide, Changes) and page.path == "index"
        ],
        highlighted=highlighted,
        crumbs=tuple(_crumbs(page)),
        **_frame(site, page.path, page.title),
    )
    return visible(made)


def _earlier(guides: Sequence[Guide]) -> frozenset[str]:
    """The paths of pages that another page leads to, so that the menu need not."""
    return frozenset(one.path for g in guides if isinstance(g, Changes) for one in g.earlier)


def _guide(site: Site, guide: Guide, overrides: Path | None) -> str:
    if isinstance(guide, Changes):
        values = report_values(guide.report) | _frame(site, guide.path, guide.title)
        links = [_link(guide.path, one) for one in guide.earlier]
        return render_docs(
            "docs/html/changes.html.j2", overrides, folder="diff/", earlier=links, **values
        )
    body = Markup(guide_html(guide))  # noqa: S704 - markdown-it-py with raw HTML switched off
    return render_docs(
        "docs/html/guide.html.j2", overrides, body=body, **_frame(site, guide.path, guide.title)
    )


def _frame(site: Site, path: str, title: str) -> dict[str, object]:
    return {
        "site": site,
        "path": path,
        "title": title,
        "root": "../" * path.count("/"),
        "menu": tuple(menu(site.places, path)),
        "versions": tuple(_versions(site, path)),
    }


def _lists(book: Book) -> Iterator[tuple[str, str]]:
    paths = {page.path for page in book.pages}
    for title, path in _LISTS:
        if path in paths:
            yield title, path


def _versions(site: Site, path: str) -> Iterator[Entry]:
    """The same page of each version, or its first page where it has no such page."""
    for version, pages in reversed(list(site.versions.items())):
        known = (one for one in (path, resource_of_page(path)) if one in pages)
        page = next(known, "index")
        href = f"{'../' * (path.count('/') + 1)}{version}/{page}.html"
        yield Entry(version, href, current=version == site.version)


def _crumbs(page: Page) -> Iterator[Entry]:
    path = resource_of_page(page.path)
    parts = path.split("/")
    for end in range(1, len(parts)):
        folder = "/".join(parts[:end])
        if f"{folder}/index" != page.path:
            yield Entry(parts[end - 1], f"{relative_path(page.path, f'{folder}/index')}.html")
    if path != page.path:
        yield Entry(parts[-1], f"{relative_path(page.path, path)}.html")


def _link(path: str, guide: Guide) -> Entry:
    return Entry(guide.title, f"{relative_path(path, guide.path)}.html")


def _summary(text: str) -> str:
    return shorten(upstream_line(text), _SUMMARY, placeholder="…")


def _doc(text: str) -> Markup:
    return Markup(upstream_html(text))  # noqa: S704 - made of escaped text and known tags only


def _upstream_place(sources: str) -> Callable[[str], Markup]:
    """What shows ``file:line:column``, as a link where upstream's files can be read."""

    def shown(place: str) -> Markup:
        text = f"<code>{escape(place)}</code>"
        if sources:
            file, _, rest = place.partition(":")
            line = rest.partition(":")[0]
            url = f"{sources}{quote(file)}" + (f"#L{line}" if line else "")
            text = f'<a href="{escape(url)}" rel="noopener nofollow">{text}</a>'
        return Markup(text)  # noqa: S704 - escaped above

    return shown


def _code(href: Callable[[Target], str]) -> Callable[[Pieces], Markup]:
    def code(pieces: Pieces) -> Markup:
        parts: list[str] = []
        for text, target in pieces:
            if target is None:
                parts.append(highlighted(visible(text), "python"))
            else:
                shown = escape(visible(text))
                parts.append(f'<a href="{escape(href(target))}">{shown}</a>')
        return Markup("".join(parts))  # noqa: S704 - every part is escaped above

    return code
