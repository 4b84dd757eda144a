"""Layout: whatever is nested how deeply, black leaves it alone."""

from __future__ import annotations

import black
from hypothesis import given, settings
from hypothesis import strategies as st

from tsbind.python.spelling.layout import Code, call, display, either, entry, lay, subscript

_names = st.text("abcdefghij", min_size=1, max_size=30).map(str.title)
_types = st.recursive(
    _names,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map(lambda i: subscript("list", *i)),
        st.lists(inner, min_size=2, max_size=5).map(lambda i: either(lambda: "Union", *i)),
    ),
    max_leaves=12,
)
_values = st.recursive(
    _names,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map(lambda i: call("wire.array", *i)),
        st.lists(inner, min_size=1, max_size=3).map(
            lambda i: display(*(entry(f'"{n}"', code) for n, code in enumerate(i)))
        ),
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(_types)
def test_annotations(code: Code) -> None:
    source = f"class X:\n    {lay('x: ', code, depth=1)}\n"
    assert black.format_str(source, mode=black.Mode()) == source


@settings(max_examples=200, deadline=None)
@given(_types)
def test_parameters(code: Code) -> None:
    line = lay("x: ", code, " = omit,", depth=1)
    source = f"def f(\n    *,\n    {line}\n) -> None: ...\n"
    assert black.format_str(source, mode=black.Mode()) == source


@settings(max_examples=200, deadline=None)
@given(_values)
def test_calls(code: Code) -> None:
    source = f"x = wire.fields(\n    {lay('y=', code, ',', depth=1)}\n)\n"
    assert black.format_str(source, mode=black.Mode()) == source
