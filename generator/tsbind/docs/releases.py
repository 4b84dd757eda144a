"""Sites of several releases side by side, with a switch between them and their changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from tsbind.diff import compare
from tsbind.diff.formats import FORMATS
from tsbind.docs.book import plan_book
from tsbind.docs.guide import Guide
from tsbind.docs.past import past
from tsbind.docs.site import site_files
from tsbind.model.declarations import Package

CHANGES = "changes"


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person chose about a site."""

    import_name: str
    guides: tuple[Guide, ...] = ()
    data: Mapping[str, str] = field(default_factory=dict[str, str])
    """Files that the guides link to."""
    templates: Path | None = None


def release_sites(packages: Sequence[Package], choices: Choices) -> dict[str, str]:
    """One site for one package; for several, in ascending order, a folder for each version."""
    if len(packages) == 1:
        book = plan_book(packages[0], choices.import_name)
        made = site_files(book, guides=choices.guides, overrides=choices.templates)
        return {**made, **choices.data}
    books = [
        plan_book(package, choices.import_name, past(packages[: number + 1]))
        for number, package in enumerate(packages)
    ]
    guides = [(*choices.guides, *_changes(packages, number)) for number in range(len(packages))]
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


def _changes(packages: Sequence[Package], number: int) -> list[Guide]:
    """The page of what a release changed against the one before it."""
    if number == 0:
        return []
    report = compare(packages[number - 1], packages[number])
    title = f"Changes in {packages[number].source.version}"
    return [Guide(CHANGES, title, f"# {title}\n\n{FORMATS['markdown'](report)}")]


def _redirect(version: str) -> str:
    url = escape(f"{version}/index.html")
    return (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        f'<meta http-equiv="refresh" content="0; url={url}">\n<title>{escape(version)}</title>\n'
        f'<p><a href="{url}">The reference of {escape(version)}</a></p>\n</html>\n'
    )
