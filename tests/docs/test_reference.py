"""The reference of real releases: everything is there once, every link leads somewhere."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from html.parser import HTMLParser

import pytest

from docs.conftest import VERSIONS, Release
from tsbind.docs.context.links import Target
from tsbind.docs.output.markdown import markdown_files
from tsbind.python.types.build import plan_types

pytestmark = [
    pytest.mark.registry,
    pytest.mark.parametrize("any_release", VERSIONS, indirect=True),
]
KB, MB = 1000, 1_000_000


class Anchors(HTMLParser):
    """The ids of a page, its links, and its tags."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.tags: Counter[str] = Counter()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags[tag] += 1
        if given.get("id"):
            self.ids[str(given["id"])] += 1
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        loaded = given.get("src") or (given.get("href") if tag == "link" else None)
        if loaded:
            self.loaded.append(loaded)


def test_every_declaration_is_on_exactly_one_page(any_release: Release) -> None:
    placed = plan_types(any_release.model).places
    book = any_release.book
    found = Counter(Target(page.path, t.name) for page in book.pages for t in page.types)
    assert {id_ for id_ in placed if found[book.targets[id_]] != 1} == set()
    assert len(placed) > 300


def test_every_operation_is_on_exactly_one_page(any_release: Release) -> None:
    found = Counter(o.accessor for page in any_release.book.pages for o in page.operations)
    accessors = {o.accessor for o in any_release.model.operations}
    assert {accessor for accessor in accessors if found[accessor] != 1} == set()


def test_every_name_of_a_declaration_is_a_link(any_release: Release) -> None:
    names = {t.name for page in any_release.book.pages for t in page.types}
    loose: Counter[str] = Counter()
    for page in any_release.book.pages:
        for item in (t for t in page.types if t.kind != "page" and t.place):
            for pieces in (item.definition, *(row.type for row in item.rows)):
                for text, target in pieces:
                    bare = re.sub(r"\"(?:[^\"\\]|\\.)*\"", "", text)
                    if target is None:
                        loose.update(names & set(re.findall(r"\w+", bare)))
    # Words of Python's own that upstream also uses as names.
    assert set(loose) <= {"Literal", "Union", "Any", "Iterable", "Mapping", "FileTypes"}


def test_no_link_of_the_site_is_broken(any_release: Release) -> None:
    pages = {
        path: Anchors(text) for path, text in any_release.site.items() if path.endswith("html")
    }
    broken: list[tuple[str, str]] = []
    for path, page in pages.items():
        for link in page.links:
            if link.startswith(("http://", "https://")):
                continue
            target, _, anchor = link.partition("#")
            there = posixpath.normpath(posixpath.join(posixpath.dirname(path), target or "."))
            there = path if not target else there
            if there in any_release.site and there not in pages:
                continue
            if there not in pages or (anchor and anchor not in pages[there].ids):
                broken.append((path, link))
    assert broken == []


def test_ids_are_unique_and_nothing_is_loaded_from_elsewhere(any_release: Release) -> None:
    for path, text in any_release.site.items():
        if not path.endswith(".html"):
            continue
        page = Anchors(text)
        assert [i for i, n in page.ids.items() if n > 1] == [], path
        loaded = [
            posixpath.normpath(posixpath.join(posixpath.dirname(path), u)) for u in page.loaded
        ]
        assert [u for u in loaded if u not in any_release.site] == [], path


def test_sizes(any_release: Release) -> None:
    sizes = {path: len(text.encode()) for path, text in any_release.site.items()}
    pages = {path: size for path, size in sizes.items() if path.endswith(".html")}
    assert {path: size for path, size in pages.items() if size > 300 * KB} == {}
    assert sum(sizes.values()) < 60 * MB
    assert sizes["assets/search.js"] < 2 * MB


def test_no_link_of_the_markdown_is_broken(any_release: Release) -> None:
    files = markdown_files(any_release.book)
    headings = {path: github_slugs(text) for path, text in files.items()}
    broken: list[tuple[str, str]] = []
    for path, text in files.items():
        for link in re.findall(r"\]\(([^()<>\s]+\.md(?:#[^()\s]*)?)\)", text):
            target, _, anchor = link.partition("#")
            there = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
            if there not in files or (anchor and anchor not in headings[there]):
                broken.append((path, link))
    assert broken == []
    pages = {f"{page.path}.md" for page in any_release.book.pages}
    assert len(pages) == len(any_release.book.pages)
    assert files.keys() == pages | {".gitattributes"}


def github_slugs(text: str) -> set[str]:
    found: set[str] = set()
    counts: Counter[str] = Counter()
    fenced = False
    for line in text.splitlines():
        if line.lstrip().startswith("```"):
            fenced = not fenced
        if fenced or not re.match(r"#{1,6} ", line):
            continue
        title = line.lstrip("#").strip().replace("\\", "")
        slug = re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
        found.add(f"{slug}-{counts[slug]}" if counts[slug] else slug)
        counts[slug] += 1
    return found


def test_the_page_the_project_began_with(any_release: Release) -> None:
    id_ = "resources/beta/threads/threads.ts#ThreadCreateAndRunStreamParams"
    target = any_release.book.targets[id_]
    assert target == Target(
        "types/beta/thread_create_and_run_stream_params", "ThreadCreateAndRunStreamParams"
    )
    page = next(p for p in any_release.book.pages if p.path == target.page)
    section = next(t for t in page.types if t.name == target.anchor)
    rows = {row.name: row for row in section.rows}
    assert [b.text for b in rows["assistant_id"].badges] == ["required"]
    assert "optional" in [b.text for b in rows["instructions"].badges]
    assert "nullable" in [b.text for b in rows["instructions"].badges]
    assert rows["assistant_id"].doc
    thread = next(t for text, t in rows["thread"].type if text == "Thread")
    nested = next(
        t for p in any_release.book.pages for t in p.types if Target(p.path, t.name) == thread
    )
    assert target in [link.target for link in nested.used_by]
