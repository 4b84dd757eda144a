from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsbind.python.names import PythonName
from tsbind.python.placement import Module
from tsbind.python.spelling.expression import (
    Code,
    Expression,
    Import,
    call,
    display,
    entry,
    imports_of,
    keyword,
    operands_of,
    sequence,
    subscript,
    text_of,
    union,
)
from tsbind.python.spelling.import_statements import import_block, lazy_imports

HERE: Module = tuple(map(PythonName, ("types", "beta", "thread")))
UNION = Expression("Union", frozenset({Import("typing", "Union", "Union")}))


def named(name: str) -> Expression:
    return Expression(name, frozenset({Import(f".types.{name.lower()}", name, name)}))


atoms = st.sampled_from(["None", "str", *map(named, ("A", "B", "C", "D"))])
codes = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map(lambda items: union(items, lambda: UNION)),
        st.lists(inner, min_size=1, max_size=3).map(lambda items: subscript("list", *items)),
        st.lists(inner, max_size=3).map(lambda items: call(named("F"), *items)),
        st.lists(inner, max_size=3).map(lambda items: sequence(*items)),
        inner.map(lambda item: display(entry('"key"', item))),
        inner.map(lambda item: call("f", keyword("x", item))),
    ),
    max_leaves=12,
)


@given(codes)
def test_an_expression_is_python_and_imports_every_name_in_it(code: Code) -> None:
    tree = ast.parse(text_of(code), mode="eval")
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    wanted = names - {"str", "list", "f"}
    assert wanted == {one.local for one in imports_of(code)}


@given(st.lists(codes, min_size=1, max_size=5))
def test_a_union_has_each_operand_once(items: list[Code]) -> None:
    texts = [text_of(o) for o in operands_of(union(items, lambda: UNION))]
    assert len(texts) == len(set(texts))
    assert set(texts) == {text_of(o) for item in items for o in operands_of(item)}


def test_a_name_in_quotes_is_no_operand() -> None:
    made = union(['"Later"', named("A")], lambda: UNION)
    assert text_of(made) == 'Union["Later", A]'
    assert Import("typing", "Union", "Union") in imports_of(made)
    assert text_of(union([made, "None"], lambda: UNION)) == 'Union["Later", A, None]'


def test_import_statements_are_grouped_and_sorted() -> None:
    imports = [
        Import("builtins"),
        Import("typing", "Literal", "Literal"),
        Import("typing", "Any", "_Any"),
        Import("collections.abc", "Iterable", "Iterable"),
        Import("httpx2", "URL", "URL"),
        Import("._runtime.omit", "omit", "omit"),
        Import("._runtime.omit", "Omit", "Omit"),
        Import(".types.beta.run", "Run", "Run"),
        Import(".types.beta.runs.step", "Step", "RunStep"),
        Import(".types.lazy", "Lazy", "Lazy", lazy=True),
    ]
    block = import_block(imports, HERE)
    assert [str(s) for s in block.standard] == [
        "import builtins",
        "from collections.abc import Iterable",
        "from typing import Any as _Any, Literal",
    ]
    assert [str(s) for s in block.others] == ["from httpx2 import URL"]
    assert [str(s) for s in block.package] == [
        "from ..._runtime.omit import Omit, omit",
        "from .run import Run",
        "from .runs.step import Step as RunStep",
    ]
    assert [(row.local, row.place) for row in lazy_imports(imports, HERE)] == [("Lazy", "..lazy")]


@pytest.mark.parametrize(
    ("module", "statement"),
    [(("_client",), "from . import name"), (("types", "a"), "from .. import name")],
)
def test_the_package_itself_is_imported_from(module: tuple[str, ...], statement: str) -> None:
    here = tuple(map(PythonName, module))
    (found,) = import_block([Import(".", "name", "name")], here).package
    assert str(found) == statement
