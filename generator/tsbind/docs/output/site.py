"""The reference as a static site: HTML pages, a style sheet, a script and a search index."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
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
_LISTS = {
    "index": "Overview",
    "client": "Client",
    "errors": "Errors",
    "types/index": "Types",
    "helpers/index": "Helpers",
    "pagination": "Pagination",
}


def site_files(
    book: Book,
    *,
    versions: Mapping[str, frozenset[str]] | None = None,
    guides: Sequence[Guide] = (),
    overrides: Path | None = None,
) -> dict[str, str]:
    """The whole site by path; ``versions`` are those of sites beside this one, and their pages."""
    changes = [guide for guide in guides if isinstance(guide, Changes)]
    # The menu need not lead to pages that another page lists.
    earlier = {one.path for guide in changes for one in guide.earlier}
    paths = {page.path for page in book.pages}
    places = Places(
        tuple(resource_tree(book)),
        tuple((title, path) for path, title in _LISTS.items() if path in paths),
        tuple(guide for guide in guides if guide.path not in earlier),
    )
    site = _Site(book, places, versions or {}, overrides)
    files = {f"assets/{name}": asset(name, overrides) for name in ASSETS}
    if changes:
        files["assets/changes.js"] = asset("report.js", folder="diff")
    files["assets/search.js"] = search_index(book, guides)
    files |= {f"{page.path}.html": site.page(page) for page in book.pages}
    files |= {f"{guide.path}.html": site.guide(guide) for guide in guides}
    return files | {
        "404.html": site.laid_out("missing.html.j2", "404", "No such page", digest=_digest)
    }


@dataclass(frozen=True)
class _Site:
    """What every page of a site is laid out with."""

    book: Book
    places: Places
    versions: Mapping[str, frozenset[str]]
    overrides: Path | None

    def laid_out(self, template: str, path: str, title: str, **values: object) -> str:
        """The page at ``path``: its own values in the frame of all pages."""
        frame = {
            "book": self.book,
            "path": path,
            "title": title,
            "root": "../" * path.count("/"),
            "menu": menu(self.places, path),
            "versions": tuple(self._versions(path)),
        }
        return render_docs(f"docs/html/{template}", self.overrides, **values, **frame)

    def page(self, page: Page) -> str:
        """A page of the reference."""

        def href(target: Target) -> str:
            path = "" if target.page == page.path else _url(page.path, target.page)
            return path + (f"#{target.anchor}" if target.anchor else "")

        is_home = page.path == "index"
        made = self.laid_out(
            "page.html.j2",
            page.path,
            page.title,
            page=page,
            href=href,
            code=_code(href),
            doc=_doc,
            summary=_summary,
            upstream_place=_upstream_place(self.book.sources),
            guides=[g for g in self.places.guides if is_home and not isinstance(g, Changes)],
            news=[
                (guide, headline(guide.report))
                for guide in self.places.guides
                if is_home and isinstance(guide, Changes)
            ],
            highlighted=highlighted,
            crumbs=tuple(_crumbs(page)),
        )
        return visible(made)

    def guide(self, guide: Guide) -> str:
        """A page of prose, or of what a release changed."""
        if isinstance(guide, Changes):
            values = report_values(guide.report)
            del values["title"]
            links = [Entry(one.title, _url(guide.path, one.path)) for one in guide.earlier]
            return self.laid_out(
                "changes.html.j2", guide.path, guide.title, folder="diff/", earlier=links, **values
            )
        body = Markup(guide_html(guide))  # noqa: S704 - markdown-it-py with raw HTML switched off
        return self.laid_out("guide.html.j2", guide.path, guide.title, body=body)

    def _versions(self, path: str) -> Iterator[Entry]:
        """The same page of each version, or its first page where it has no such page."""
        for version, pages in reversed(list(self.versions.items())):
            known = (one for one in (path, resource_of_page(path)) if one in pages)
            href = f"{'../' * (path.count('/') + 1)}{version}/{next(known, 'index')}.html"
            yield Entry(version, href, current=version == self.book.version)


def _digest(script: str) -> str:
    """How a content security policy names a script that stands in the page."""
    return b64encode(sha256(script.encode()).digest()).decode()


def _url(source: str, target: str) -> str:
    return f"{relative_path(source, target)}.html"


def _crumbs(page: Page) -> Iterator[Entry]:
    path = resource_of_page(page.path)
    parts = path.split("/")
    for end in range(1, len(parts)):
        folder = "/".join(parts[:end])
        if f"{folder}/index" != page.path:
            yield Entry(parts[end - 1], _url(page.path, f"{folder}/index"))
    if path != page.path:
        yield Entry(parts[-1], _url(page.path, path))


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
