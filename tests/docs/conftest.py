"""Books of releases, planned once a session, and their sites on disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from support.once import resolve_once
from support.releases import Release as Client
from tsbind.docs.context.context import Context, context
from tsbind.docs.context.pages import Book, OperationSection
from tsbind.docs.output.guide import read_guides
from tsbind.docs.output.site import site_files
from tsbind.docs.reference.book import book_of, plan_book
from tsbind.model.declarations import Package
from tsbind.sources import SourceTree

NEWEST = "7.57.0"
VERSIONS = ("4.52.0", NEWEST)
GUIDES = Path(__file__).resolve().parents[2] / "docs"


@dataclass(frozen=True)
class Release:
    """A release as modelled, its pages, and the files of its site."""

    model: Package
    book: Book
    site: Mapping[str, str]


@pytest.fixture(scope="session")
def release_of(openai_tree: Callable[[str], SourceTree]) -> Callable[[str], Release]:
    """The reference of a version of npm ``openai``."""

    @cache
    def get(version: str) -> Release:
        model, _ = resolve_once(openai_tree(version))
        book = plan_book(model, "openai_bindings")
        pages, data = read_guides(GUIDES)
        return Release(model, book, {**site_files(book, guides=pages), **data})

    return get


@pytest.fixture(scope="session")
def any_release(request: pytest.FixtureRequest, release_of: Callable[[str], Release]) -> Release:
    """The version a test is parametrized with."""
    return release_of(request.param)


@pytest.fixture(scope="session")
def newest_site(
    release_of: Callable[[str], Release], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The site of the newest release on disk."""
    root = tmp_path_factory.mktemp("site")
    for path, text in release_of(NEWEST).site.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8"))
    return root


@dataclass(frozen=True)
class Documented:
    """The reference of a release whose package can be imported from ``folder``."""

    made: Context
    book: Book
    folder: Path

    @property
    def sections(self) -> list[OperationSection]:
        """All methods, of all pages."""
        return [section for page in self.book.pages for section in page.operations]


@pytest.fixture(scope="session", params=VERSIONS)
def documented(request: pytest.FixtureRequest, client_of: Callable[..., Client]) -> Documented:
    """Each version, generated and planned once."""
    client = client_of(f"openai@{request.param}")
    made = context(client.model, client.package.name)
    return Documented(made, book_of(made), client.folder)
