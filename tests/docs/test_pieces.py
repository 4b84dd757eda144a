"""Parts of pages: colours, the menu, what modules of helpers define, lines of Python."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from docs.test_small import TYPES, small
from tsbind.cli import main
from tsbind.docs.context.python_source import Call, Expression, laid, statement
from tsbind.docs.output.guide import Guide
from tsbind.docs.output.highlight import highlighted
from tsbind.docs.output.markdown import relative_path
from tsbind.docs.output.menu import Places, menu
from tsbind.docs.reference.handwritten import reachable, read_written
from tsbind.docs.releases.sites import Choices, book_with_past, site_with_past
from tsbind.model.codec import to_json

TAG = re.compile(r'<i class="t[123]">|</i>')


@pytest.mark.parametrize(
    ("source", "target", "path"),
    [
        ("a/groups/index", "a/groups", "../groups"),
        ("a/groups", "a/groups/index", "groups/index"),
        ("index", "types/index", "types/index"),
        ("types/beta/x", "index", "../../index"),
        ("types/beta/x", "types/y", "../y"),
        ("types/x", "types/y", "y"),
    ],
)
def test_paths_from_page_to_page(source: str, target: str, path: str) -> None:
    assert relative_path(source, target) == path


@pytest.mark.parametrize("language", ["python", "json", "", "ts"])
@given(text=st.text(max_size=80) | st.text("\"'\\<>&i={}: 0123.truefrom\n", max_size=60))
def test_colours_change_no_text(language: str, text: str) -> None:
    html = highlighted(text, language)
    assert unescape(TAG.sub("", html)) == text.replace("\r\n", "\r\n")
    assert "<" not in TAG.sub("", html)


def test_colours() -> None:
    assert highlighted('for x in "a<b":', "python") == (
        '<i class="t1">for</i> x <i class="t1">in</i> <i class="t2">"a&lt;b"</i>:'
    )
    assert highlighted('{"a": "b", "c": -1.5, "d": null}', "json") == (
        '{"a": <i class="t2">"b"</i>, "c": <i class="t3">-1.5</i>, "d": <i class="t1">null</i>}'
    )


def test_menu_shows_the_branch_of_the_page() -> None:
    resources = (
        ("resources/a", "resources/a"),
        ("resources/a/b", "resources/a/b"),
        ("resources/c", "resources/c"),
        ("resources/c/d", "resources/c/d"),
    )
    places = Places(resources, (("Overview", "index"),), (Guide("guide/x", "X", ""),))
    groups = dict(menu(places, "resources/a/b"))
    assert list(groups) == ["Reference", "Resources", "Guide"]
    assert [(e.text, e.depth, e.current) for e in groups["Resources"]] == [
        ("a", 0, False),
        ("b", 1, True),
        ("c", 0, False),
    ]
    assert groups["Guide"][0].href == "../../guide/x.html"
    assert [heading for heading, _ in menu(Places(), "index")] == []


MODULES = {
    "lib/streams.py": '''
from typing import TYPE_CHECKING, Union
from ..types.shared import Thing
from .base import _Base as Parent

if TYPE_CHECKING:
    OnlyChecked = Union[Thing, None]


class Stream(Parent):
    """A stream."""

    size: int
    """How many."""

    def each(self, one: Thing, *, two: int = 1) -> Event:
        """Each."""

    def _hidden(self) -> None: ...


class AsyncStream(Parent):
    """The other half."""


class Event:
    """An event."""


def loose(a: OnlyChecked) -> None:
    """Alone."""


class Unreached:
    """Of no use."""
''',
    "lib/base.py": '''
class _Base:
    @property
    def response(self) -> str:
        """Inherited."""
''',
}


def test_what_modules_define() -> None:
    found = read_written(MODULES)
    # A base is known by its own name, not by the one it is imported under.
    assert found["Stream"].imports["Parent"] == (("lib", "base"), "_Base")
    shown = {one.name: one for one in reachable(found, ["Stream", "loose", "AsyncStream"])}
    assert set(shown) == {"Stream", "loose", "Event", "OnlyChecked"}
    assert [(m.name, m.type, m.doc) for m in shown["Stream"].members] == [
        ("size", "int", "How many."),
        ("each", "(one: Thing, *, two: int=1) -> Event", "Each."),
    ]
    assert shown["OnlyChecked"].checked
    assert shown["Stream"].imports["Thing"] == (("types", "shared"), "Thing")


def test_lines_of_python() -> None:
    call = Call("await client.a.b", ("x",), (("c", {"d": [1, Expression("e")]}),))
    assert laid("y = ", call) == 'y = await client.a.b("x", c={"d": [1, e]})'
    long = Call("client." + "very_long_name." * 5 + "create", ("x",))
    assert statement("made = ", long) == [
        "very_long_name = (\n"
        "    client.very_long_name.very_long_name.very_long_name.very_long_name.very_long_name\n"
        ")",
        'made = very_long_name.create("x")',
    ]


def test_the_past_of_one_release() -> None:
    later = TYPES.replace("name: string;", "name: string;\n  /** New. */\n  fresh?: string;")
    packages = [small(), small("1.1.0", later)]
    files = site_with_past(book_with_past(packages, "demo"), packages, Choices())
    assert "since 1.1.0" in files["types/thing_params.html"]
    assert "since 1.1.0" in files["resources/things.html"]
    assert "fresh" in files["changes.html"]
    assert "since" not in files["types/thing.html"]


def test_the_page_of_changes_can_be_filtered_and_leads_to_the_fields_and_earlier_pages() -> None:
    versions = ("1.0.0", "1.1.0", "1.2.0")
    packages = [
        small(version, TYPES.replace("name: string;", f"name: string;\n  {fields}"))
        for version, fields in zip(versions, ("", "a?: string;", "a?: string; b?: 1;"), strict=True)
    ]
    files = site_with_past(book_with_past(packages, "demo"), packages, Choices())
    newest, earlier = files["changes.html"], files["changes/1.1.0.html"]
    for page, field, root in ((newest, "b", ""), (earlier, "a", "../")):
        assert f'href="{root}types/thing_params.html#ThingParams"' in page
        assert f'<script src="{root}assets/changes.js" defer></script>' in page
        assert 'name="severity" value="breaking"' in page
        assert page.count("<article") == 1
        assert f">{field}?: " in page
        assert f"{field}: " in page.partition('<pre class="python">')[2]
    assert '<a href="changes/1.1.0.html">Changes in 1.1.0</a>' in newest
    assert "changes/1.1.0.html" not in files["index.html"]
    assert '<a href="changes.html">Changes in 1.2.0</a>' in files["index.html"]
    assert "assets/changes.js" in files
    assert "assets/changes.js" not in site_with_past(
        book_with_past(packages[:1], "demo"), packages[:1], Choices()
    )


def test_since_is_for_the_registry(tmp_path: Path) -> None:
    model = tmp_path / "model.json"
    model.write_text(to_json(small()), "utf-8")
    command = ["docs", str(model), "--since", "0.9.0", "--out", str(tmp_path / "out")]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 2
    assert "one release of the registry" in done.output
