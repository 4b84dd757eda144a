"""Sites of several releases side by side, with a switch between them and their changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path

from tsbind.diff import compare
from tsbind.diff.formats import FORMATS
from tsbind.diff.judging import PYTHON
from tsbind.diff.judging.readers import for_reader
from tsbind.docs.context.naming import import_name as customary_name
from tsbind.docs.context.pages import Book
from tsbind.docs.output.guide import Changes, Guide
from tsbind.docs.output.site import site_files
from tsbind.docs.reference.book import plan_book
from tsbind.docs.releases.change_links import change_links
from tsbind.docs.releases.past import past
from tsbind.model.declarations import Package

CHANGES = "changes"


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person chose about a site."""

    guides: tuple[Guide, ...] = ()
    data: Mapping[str, str] = field(default_factory=dict[str, str])
    """Files that the guides link to."""
    templates: Path | None = None
    unread: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """What could not be read of each release, by version."""
    reader: str = PYTHON
    """Whose program the changes are weighed for."""


def book_with_past(packages: Sequence[Package], import_name: str) -> Book:
    """The reference of the last of ``packages``; the earlier ones tell its past."""
    known = past(packages) if len(packages) > 1 else None
    return plan_book(packages[-1], import_name, known)


def release_books(packages: Sequence[Package], import_name: str) -> list[Book]:
    """The reference of each package, in ascending order."""
    return [book_with_past(packages[: end + 1], import_name) for end in range(len(packages))]


def site_with_past(book: Book, packages: Sequence[Package], choices: Choices) -> dict[str, str]:
    """The site of the last of ``packages``, with a page of what each of them changed."""
    pages = [
        _changes_of(packages, number, choices, f"{CHANGES}/{packages[number].source.version}")
        for number in range(len(packages) - 2, 0, -1)
    ]
    newest = [replace(page, earlier=tuple(pages)) for page in _changes(packages, -1, choices)]
    guides = (*choices.guides, *newest, *pages)
    return {**site_files(book, guides=guides, overrides=choices.templates), **choices.data}


def release_sites(
    books: Sequence[Book], packages: Sequence[Package], choices: Choices
) -> dict[str, str]:
    """One site for one book; for several, in ascending order, a folder for each version."""
    if len(books) == 1:
        return site_with_past(books[0], packages[-1:], choices)
    guides = [
        (*choices.guides, *_changes(packages, number, choices)) for number in range(len(packages))
    ]
    versions = {
        book.version: frozenset([*(p.path for p in book.pages), *(g.path for g in own)])
        for book, own in zip(books, guides, strict=True)
    }
    files = {"index.html": _redirect(books[-1].version)}
    for book, own in zip(books, guides, strict=True):
        made = site_files(book, versions=versions, guides=own, overrides=choices.templates)
        made.update(choices.data)
        files.update({f"{book.version}/{path}": text for path, text in made.items()})
    return files


def _changes(packages: Sequence[Package], number: int, choices: Choices) -> list[Changes]:
    """The page of what a release changed against the one before it."""
    if number % len(packages) == 0:
        return []
    return [_changes_of(packages, number, choices, CHANGES)]


def _changes_of(packages: Sequence[Package], number: int, choices: Choices, path: str) -> Changes:
    older, newer = packages[number - 1], packages[number]
    title = f"Changes in {newer.source.version}"
    report = for_reader(compare(older, newer), choices.reader)
    versions = (older.source.version, newer.source.version)
    unread = tuple(line for v in versions for line in choices.unread.get(v, ()))
    links = change_links(
        newer, customary_name(newer.source.name), "/".join([".."] * path.count("/"))
    )
    report = replace(report, links=links, unread=unread)
    return Changes(path, title, f"# {title}\n\n{FORMATS['markdown'](report)}", report)


def _redirect(version: str) -> str:
    url = escape(f"{version}/index.html")
    return (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        f'<meta http-equiv="refresh" content="0; url={url}">\n<title>{escape(version)}</title>\n'
        f'<p><a href="{url}">The reference of {escape(version)}</a></p>\n</html>\n'
    )
