"""Docstrings: upstream's text to the letter, whatever it holds, and stable under black."""

from __future__ import annotations

import ast
import doctest
import inspect

import black
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2.filters import do_indent

from tsbind.python.literals import docstring, without_prompts
from tsbind.python.methods.methods import summary
from tsbind.render.environment import RenderedFile
from tsbind.render.formatting import formatted

HOSTILE = [
    'Ends with a "quote"',
    '"quoted" at the start',
    'three """ in the middle',
    'quotes in a row """"""" of seven',
    '"""',
    '"',
    "'''",
    "ends with a backslash \\",
    "odd run \\\\\\",
    'backslash quote \\"',
    'backslash quotes \\"""',
    "tab\there",
    "bell \x07 null \x00 escape \x1b[31m",
    "separators \u2028 \u2029 \x85 end",
    "CR\ralone",
    "CRLF\r\nhere",
    "{{ jinja }} {% raw %}",
    "# -*- coding: rot13 -*-",
    "bidi \u202e\u2066 controls",
    "<script>alert(1)</script>",
    ".. code-block:: python\n\n    import os",
    ">>> 1/0\nTraceback",
    "# type: ignore\n# noqa",
    "*/ after",
    "<<<<<<< HEAD\n=======\n>>>>>>> other",
    "List:\n\n- one\n  more\n- two",
    "Head:\n  all further\n  lines are indented",
    "  starts with blanks",
    "trailing blanks   \nhere",
    "blank lines\n\n\n\nbetween",
    "\nstarts with a newline",
    "ends with a newline\n",
    "f'{1}' %s \\N{BULLET} \\x41 \\u0041",
    "日本語 é 😀",
    "x" * 370_000,
]


def indented(text: str, depth: int) -> str:
    """As a template writes it."""
    return do_indent(docstring(text), 4 * depth)


def _read_back(text: str, depth: int) -> str:
    margin = "    " * (depth - 1)
    head = "".join(f"{'    ' * level}class C{level}:\n" for level in range(depth - 1))
    source = f"{head}{margin}class X:\n{margin}    {indented(text, depth)}\n"
    tree = ast.parse(source)
    node = next(n for n in ast.walk(tree) if isinstance(n, ast.ClassDef) and n.name == "X")
    found = ast.get_docstring(node, clean=False)
    assert found is not None
    return found


def _is_kept(text: str, depth: int) -> bool:
    found = _read_back(text, depth)
    return without_prompts(text) in (found, inspect.cleandoc(found))


def _runs(text: str) -> bool:
    """Whether `doctest` finds something to run in the docstring, or in the text it came from."""
    found = _read_back(text, 1)
    return any(doctest.DocTestParser().get_examples(t) for t in (found, inspect.cleandoc(found)))


@pytest.mark.parametrize(
    "text",
    [
        ">>> 1/0",
        "An example:\n\n>>> 1/0\nTraceback",
        "    >>> 1/0",
        "\t>>> 1/0",
        "a\n  >>>1/0",
        "```\n>>> import os\n... more\n```",
        "two\n>>> 1\n\n>>> 2",
    ],
)
def test_no_text_is_a_doctest(text: str) -> None:
    assert not _runs(text)
    assert "\\>>>" in _read_back(text, 1)


def test_arrows_inside_a_line_stay() -> None:
    assert _read_back("a >>> b", 1) == "a >>> b"


@settings(max_examples=300)
@given(st.text(alphabet="> \n\t\r\x0c.1", min_size=1))
def test_no_text_at_all_is_a_doctest(text: str) -> None:
    assert not _runs(text)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("text", HOSTILE, ids=lambda t: ascii(t[:30]))
@pytest.mark.parametrize("depth", [1, 2])
def test_the_docstring_is_the_text(text: str, depth: int) -> None:
    assert _is_kept(text, depth)


@pytest.mark.parametrize("text", HOSTILE[:-1], ids=lambda t: ascii(t[:30]))
def test_black_leaves_it_alone(text: str) -> None:
    source = f"class X:\n    {indented(text, 1)}\n\n    x: int\n"
    assert black.format_str(source, mode=black.Mode()) == source


def test_it_is_readable_where_it_can_be() -> None:
    assert indented("One.\n\nTwo.", 1) == '"""One.\n\n    Two.\n    """'
    assert docstring("One.") == '"""One."""'
    assert docstring("") == ""


@settings(max_examples=300)
@given(st.text(alphabet="\"\\ \n\t\r\x0c\x85\u2028ab'{#", min_size=1))
def test_any_text_is_kept(text: str) -> None:
    assert _is_kept(text, 1)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="\"\\ \n\tab'", min_size=1))
def test_black_leaves_any_text_alone(text: str) -> None:
    source = f"class X:\n    {indented(text, 1)}\n\n    x: int\n"
    assert black.format_str(source, mode=black.Mode()) == source


def test_the_formatters_keep_the_text() -> None:
    texts = HOSTILE[:-1]
    classes = [
        f"class C{n}:\n    {indented(text, 1)}\n\n    x: int\n    {indented(text, 1)}\n"
        for n, text in enumerate(texts)
    ]
    made = formatted({"a.py": RenderedFile("\n\n".join(classes), "")})["a.py"]
    found = [node for node in ast.parse(made).body if isinstance(node, ast.ClassDef)]
    for node, text in zip(found, texts, strict=True):
        attribute = node.body[-1]
        assert isinstance(attribute, ast.Expr)
        assert isinstance(attribute.value, ast.Constant)
        for doc in (ast.get_docstring(node, clean=False), attribute.value.value):
            assert without_prompts(text) in (doc, inspect.cleandoc(str(doc)))
    assert black.format_str(made, mode=black.Mode()) == made


@pytest.mark.parametrize(
    ("text", "beginning"),
    [
        ("", ""),
        ("One.", "One."),
        ("One\nline more.\n\nTwo.", "One\nline more."),
        ("One of:\n\n- a\n- b\n\nTwo.", "One of:\n\n- a\n- b"),
        ("One of:\n\nthose:\n\n- a\n\nTwo.", "One of:\n\nthose:\n\n- a"),
        ("```\na\n\nb\n```\n\nTwo.", "```\na\n\nb\n```"),
        ("```\nnever\n\nclosed", "```\nnever\n\nclosed"),
        ("All that follows:", "All that follows:"),
    ],
)
def test_a_summary_is_the_first_paragraph_and_what_it_announces(text: str, beginning: str) -> None:
    assert summary(text) == beginning
