"""Lines between the marks of a feature are written with it alone, and a part has what it uses."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tsbind.packs import templates_root
from tsbind.render.environment import RenderedFile
from tsbind.render.features import features_of, optional, with_features
from tsbind.render.whole import with_all_features, without_unneeded

RUNTIME = templates_root() / "runtime"
MARKED = """\
a = 1
# with pages
from .pages import P
    # with streams
    b = 2
    # end streams
# end pages
# without pages
c = 3
# end pages
"""
WRITTEN = [
    (None, "a = 1\nfrom .pages import P\n    b = 2\n"),
    (set(), "a = 1\nc = 3\n"),
    ({"pages"}, "a = 1\nfrom .pages import P\n"),
    ({"streams"}, "a = 1\nc = 3\n"),
]


@pytest.mark.parametrize(("present", "text"), WRITTEN)
def test_marked_lines(present: set[str] | None, text: str) -> None:
    assert with_features(MARKED, present) == text


def test_text_without_marks_is_the_same() -> None:
    assert with_features("x = '# with pages'\n", set()) == "x = '# with pages'\n"


def test_lines_that_name_a_module_become_optional() -> None:
    text = "from .._runtime.pages import P\nfrom .a import B"
    assert with_features(optional(text), set()) == "from .a import B"
    assert with_features(optional(text, "streams"), set()) == text
    assert with_features(optional('"P",', place="._runtime.pages:Q"), {"pages"}) == '"P",\n'


def test_the_feature_that_defines_a_name() -> None:
    text = "# with pages\nclass P(X): ...\n# end pages\n# with streams\nS: T = 1\n# end streams\n"
    assert [features_of(text, name) for name in "PSX"] == [["pages"], ["streams"], []]


def modules(*chosen: str) -> set[str]:
    files = {
        "__init__.py": optional("from ._runtime.pages import P") + "\n",
        "_runtime/core.py": "# with pages\nfrom .pages import P\n# end pages\n"
        "# with raw_views\nfrom .raw_views import R\n# end raw_views\n"
        "# with multipart\nfrom .multipart import M\n# end multipart\n"
        "# with streams\nfrom .streams import S\nclass Streamed: ...\n# end streams\n",
        "_runtime/pages.py": "P = 1\n# with streams\nfrom .streams import S\n# end streams\n",
        "_runtime/streams.py": "S = 1\n",
        "_runtime/raw_views.py": "R = 1\n",
        "_runtime/multipart.py": "M = 1\n",
        "a.py": "\n".join(("from ._runtime import core", *chosen)),
    }
    rendered = {path: RenderedFile(text, "") for path, text in files.items()}
    return {path.removesuffix(".py") for path in without_unneeded(rendered)} - {"__init__", "a"}


PAGES, STREAMED = "from ._runtime.pages import P", "from ._runtime.core import Streamed"
USES = [
    ((), set[str]()),
    ((PAGES,), {"pages"}),
    ((STREAMED,), {"streams"}),
    ((PAGES, STREAMED), {"pages", "streams"}),
    (("x.with_raw_response.create()",), {"raw_views"}),
    (("E = Endpoint(multipart=True)",), {"multipart"}),
]


@pytest.mark.parametrize(("lines", "found"), USES)
def test_a_part_has_the_features_it_uses(lines: tuple[str, ...], found: set[str]) -> None:
    assert modules(*lines) == {f"_runtime/{name}" for name in ("core", *found)}


def test_what_is_no_python_is_left_to_the_formatter() -> None:
    """It knows the template."""
    assert modules("this is no Python") == set()


def marks(text: str) -> list[tuple[str, str]]:
    return re.findall(r"^[ \t]*# (with|without|end) (\w+)$", text, re.MULTILINE)


@pytest.mark.parametrize("path", sorted(RUNTIME.glob("*.py")), ids=lambda path: path.stem)
def test_marks_of_the_runtime(path: Path) -> None:
    """Each is closed, names a module there is, and leaves Python on both sides."""
    text = path.read_text()
    open_: list[str] = []
    for mark, name in marks(text):
        assert (RUNTIME / f"{name}.py").exists()
        if mark == "end":
            assert open_.pop() == name
        else:
            open_.append(name)
    assert open_ == []
    for present in (None, set[str]()):
        written = with_features(text, present)
        ast.parse(written)
        assert marks(written) == []


def test_a_whole_package_has_no_marks() -> None:
    written = with_all_features({"a.py": RenderedFile(MARKED, "t")})
    assert marks(written["a.py"].text) == []
