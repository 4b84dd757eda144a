"""Input that is deep, doubling, recursive or full of markup."""

# ruff: noqa: E501 -- TypeScript stands on one line in these tables

from __future__ import annotations

import re
import time
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from tsbind.diff import Report, compare
from tsbind.diff.formats import FORMATS

from .builders import diff, kinds, package

EVIL = [
    "</code></pre><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "](javascript:alert(1)) ![x](y) <b> @someone #1 `code` ```` ~~~",
    "]]> & &lt; \x00\x1b[31m\u202e",
    "::error::x\r\n::set-output name=a::b",
]


def evil_report(text: str) -> Report:
    literal = (
        text.replace("\\", "\\\\").replace("'", "\\'").replace("\r", "\\r").replace("\n", "\\n")
    )
    doc = text.replace("*/", "* /").replace("\r", " ").replace("\n", " ")
    old = f"export interface A {{\n /** {doc} */\n '{literal}': string; b: 'x' }}"
    new = (
        f"export interface A {{\n /** @deprecated {doc} */\n '{literal}': number; b: '{literal}' }}"
    )
    return compare(package(old), package(new), docs=True)


class Tags(HTMLParser):
    """Collects tags and their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, [name for name, _ in attrs]))


@pytest.mark.parametrize("text", EVIL)
def test_text_from_upstream_is_text_in_html(text: str) -> None:
    plain, page = Tags(), Tags()
    plain.feed(FORMATS["html"](diff("export type A = 1", "export type A = 2")))
    html = FORMATS["html"](evil_report(text))
    page.feed(html)
    assert {tag for tag, _ in page.tags} <= {tag for tag, _ in plain.tags} | {
        "details",
        "summary",
        "ul",
        "li",
    }
    assert sum(tag == "script" for tag, _ in page.tags) == 1
    assert not [names for _, names in page.tags if any(name.startswith("on") for name in names)]
    assert "\x1b" not in html
    assert "\u202e" not in html


@pytest.mark.parametrize("text", EVIL)
def test_text_from_upstream_is_text_elsewhere(text: str) -> None:
    report = evil_report(text)
    assert "\x1b" not in FORMATS["text"](report)
    assert all(line.startswith("::") for line in FORMATS["github"](report).splitlines())
    assert "::set-output" not in re.findall(r"^::[a-z-]+", FORMATS["github"](report), re.MULTILINE)
    assert ElementTree.fromstring(FORMATS["junit"](report)).tag == "testsuites"
    outside = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", FORMATS["markdown"](report))
    assert not re.search(r"(?<!\\)<\w", outside)


def test_deep_types_are_compared() -> None:
    def deep(inner: str) -> str:
        return f"export interface A {{ a: {'Array<' * 120}{inner}{'>' * 120} }}"

    assert kinds(diff(deep("string"), deep("number"))) == {"type_changed"}
    assert kinds(diff(deep("string"), deep("string"))) == set()


def test_aliases_that_double_cost_little() -> None:
    def bomb(leaf: str) -> str:
        lines = [f"export type T0 = {leaf};"]
        lines += [f"export type T{n} = {{ a: T{n - 1}; b: T{n - 1} }};" for n in range(1, 40)]
        return "\n".join(lines)

    start = time.perf_counter()
    assert "type_changed" in kinds(diff(bomb("string"), bomb("number")))
    assert kinds(diff(bomb("string"), bomb("string"))) == set()
    assert time.perf_counter() - start < 20


def test_renamed_types_that_double_cost_little() -> None:
    def bomb(prefix: str, leaf: str) -> str:
        lines = [f"export type {prefix}0 = {{ leaf: {leaf} }};"]
        lines += [
            f"export type {prefix}{n} = {{ a{prefix}: {prefix}{n - 1}; b: {prefix}{n - 1}; c: {prefix}{n - 1} }};"
            for n in range(1, 25)
        ]
        return "\n".join([*lines, f"export interface Root {{ root: {prefix}24 }}"])

    start = time.perf_counter()
    assert kinds(diff(bomb("Old", "string"), bomb("New", "number")))
    assert time.perf_counter() - start < 30


def test_recursive_types_end() -> None:
    old = "export interface A { next: A | null; x: B } export type B = A[] | B[];"
    new = "export interface A { next: A; x: B } export type B = A[] | B[] | string;"
    assert {"nullable_removed", "union_member_added"} <= kinds(diff(old, new))


def test_a_union_of_many_members_is_compared_in_time() -> None:
    def many(count: int) -> str:
        return "export type A = " + " | ".join(f"'v{n}'" for n in range(count))

    start = time.perf_counter()
    report = diff(many(10_000), many(10_001))
    assert [c.content for c in report.changes] == ["'v10000'"]
    assert time.perf_counter() - start < 20
