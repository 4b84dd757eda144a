"""The reference as Markdown, readable as it stands in a repository."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from pathlib import Path

from tsbind.docs.context.environment import render_docs
from tsbind.docs.context.links import Pieces, Target, plain
from tsbind.docs.context.pages import Book, Page
from tsbind.docs.context.upstream_text import visible
from tsbind.docs.output.guide import slugs
from tsbind.docs.output.upstream_markdown import (
    fenced,
    markdown_code,
    markdown_text,
    upstream_markdown,
)
from tsbind.render.header import gitattributes

_FENCE = re.compile(r"\s*(?:[-+*]\s+|\d+\.\s+)?(`{3,})")


def markdown_files(book: Book, overrides: Path | None = None) -> dict[str, str]:
    """Each page of ``book`` as ``path.md``, and what git has to know of them."""
    anchors = {page.path: _slugs(page) for page in book.pages}
    pages = {f"{page.path}.md": _render(page, anchors, overrides) for page in book.pages}
    return {".gitattributes": gitattributes(), **pages}


def _render(page: Page, anchors: dict[str, dict[str, str]], overrides: Path | None) -> str:
    def href(target: Target) -> str:
        path = relative_path(page.path, target.page)
        slug = anchors.get(target.page, {}).get(target.anchor, "")
        return f"{path}.md" + (f"#{slug}" if slug else "")

    return _laid_out(page, href, _code(href), overrides)


def markdown_text_of(page: Page) -> str:
    """One page without links, for reading where it cannot be clicked."""
    return _laid_out(page, None, lambda pieces: markdown_code(plain(pieces)), None)


def _laid_out(
    page: Page,
    href: Callable[[Target], str] | None,
    code: Callable[[Pieces], str],
    overrides: Path | None,
) -> str:
    text = render_docs(
        "docs/markdown/page.md.j2",
        overrides,
        page=page,
        heading=heading(page),
        href=href,
        code=code,
        doc=upstream_markdown,
        text=markdown_text,
        span=markdown_code,
        fenced=fenced,
        plain=plain,
        visible=visible,
    )
    return _tidy(visible(text))


def heading(page: Page) -> str:
    """The first heading: never that of a section, which site tools would number differently."""
    return page.path.replace("/", ".") if page.types else page.title


def _code(href: Callable[[Target], str]) -> Callable[[Pieces], str]:
    """A function that writes pieces as code, links outside of the code spans."""

    def code(pieces: Pieces) -> str:
        parts: list[str] = []
        for text, target in pieces:
            span = markdown_code(text)
            parts.append(f"[{span}]({href(target)})" if target else span)
        return "".join(parts).replace("``", "` `") if len(parts) > 1 else "".join(parts)

    return code


def _tidy(text: str) -> str:
    """One blank line at most in a row, but for what stands in blocks of code."""
    lines: list[str] = []
    fence = ""
    for line in text.strip().split("\n"):
        opened = _FENCE.match(line)
        if opened and not fence:
            fence = opened[1]
        elif fence and line.strip() == fence:
            fence = ""
        elif not fence and not line.strip() and lines and not lines[-1].strip():
            continue
        lines.append(line)
    return "\n".join(lines) + "\n"


def relative_path(source: str, target: str) -> str:
    """The path of page ``target`` as page ``source`` links to it."""
    # A page may be called like the folder of another, so the folders alone are compared.
    folder, name = posixpath.split(target)
    up = posixpath.relpath(folder or ".", posixpath.dirname(source) or ".")
    return posixpath.normpath(posixpath.join(up, name))


def _slugs(page: Page) -> dict[str, str]:
    """The anchors GitHub gives the headings of ``page``, by anchor of the plan."""
    names = [o.name for o in page.operations] + [section.name for section in page.types]
    _, *found = slugs([heading(page), *names])
    return dict(zip(names, found, strict=True))
