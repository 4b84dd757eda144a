"""Expressions and statements of method bodies become plain values."""

from __future__ import annotations

from typing import Any

import pytest

from tsbind.operations.evaluation.describe import describe
from tsbind.syntax import parse_file
from tsbind.syntax.expressions import (
    Binding,
    DeclareStatement,
    Expression,
    FunctionBody,
    IfStatement,
    LiteralExpression,
    OtherStatement,
    Pick,
    RawExpression,
    ReturnStatement,
)
from tsbind.syntax.literals import unescape
from tsbind.syntax.nodes import ClassDeclaration, FunctionNode


def body_of(text: str, parameters: str = "") -> FunctionBody:
    file = parse_file("a.ts", f"class A {{ async m({parameters}) {{ {text} }} }}".encode())
    declaration = file.statements[0]
    assert isinstance(declaration, ClassDeclaration)
    body = declaration.body.properties[0].body
    assert body is not None
    return body


def expression_of(text: str) -> Expression:
    statement = body_of(f"return {text};").statements[0]
    assert isinstance(statement, ReturnStatement)
    assert statement.value is not None
    return statement.value


EXPRESSIONS = {
    "this._client\n  .post<A | B>('/x')": "this._client.post('/x')",
    "path`/a/${b.c}/d`": "path`/a/${b.c}/d`",
    "`a${b}\\n`": "`a${b}\n`",
    "{ a, ...b, 'c-d': 1, [e]: f, g() {}, get h() { return 1 } }": (
        "{ a, ...b, c-d: 1, [e]: f, g: () => {...}, h: () => {...} }"
    ),
    "[a, ...b, , c]": "[a, ...b, c]",
    "async ({ a }, b) => b": "({...}, b) => b",
    "(() => { return 1 })()": "() => {...}()",
    "await a": "await a",
    "a as B": "a",
    "<B>a": "a",
    "a satisfies B": "a",
    "a!.b?.c": "a.b?.c",
    "a ? b : c": "a ? b : c",
    "a ?? b || c": "a ?? b || c",
    "!a": "!a",
    "typeof a === 'b'": "typeof a === 'b'",
    "new A.B<C>(d)": "new A.B(d)",
    "A<B>": "A",
    "a?.[0]": "a[0]",
    "-0x1F": "-31",
    "1_000": "1000",
    "null": "null",
    "a = b": "...",
    "/x/g": "/x/g",
    "function* () {}": "function* () {}",
}


@pytest.mark.parametrize("text", EXPRESSIONS)
def test_expression(text: str) -> None:
    assert describe(expression_of(text)) == EXPRESSIONS[text]


def test_destructuring_keeps_renames_defaults_and_rest() -> None:
    (statement,) = body_of(
        "const { a, b: c, 'd-e': f = null, [g]: h, i = 2, ...rest } = p;"
    ).statements
    assert isinstance(statement, DeclareStatement)
    shown = [
        (p.property, p.local, p.default and describe(p.default)) for p in statement.binding.picks
    ]
    assert shown == [("a", "a", None), ("b", "c", None), ("d-e", "f", "null"), ("i", "i", "2")]
    assert statement.binding.rest == "rest"


def test_parameters_keep_the_defaults_of_patterns() -> None:
    file = parse_file("a.ts", b"class A { m({ a = f('x'), ...r }: P = {}, [b]: Q, ...c) {} }")
    declaration = file.statements[0]
    assert isinstance(declaration, ClassDeclaration)
    signature = declaration.body.properties[0].type
    assert isinstance(signature, FunctionNode)
    binding = signature.parameters[0].binding
    assert [(pick.local, describe(pick.default)) for pick in binding.picks if pick.default] == [
        ("a", "f('x')")
    ]
    assert binding.rest == "r"
    assert signature.parameters[1].binding == Binding()
    assert Pick("a", "a") not in signature.parameters[2].binding.picks


def test_statements_nest() -> None:
    first, second = body_of(
        "if (a) return 1; else { b(); } while (c) { switch (d) { case 'e': f(); default: g(); } }"
    ).statements
    assert isinstance(first, IfStatement)
    assert (len(first.then), len(first.otherwise)) == (1, 1)
    assert isinstance(second, OtherStatement)
    assert second.kind == "while_statement"
    assert [describe(item) for item in second.expressions] == ["c"]


NESTED: dict[str, tuple[str, str]] = {
    "parentheses": ("(" * 10000, ")" * 10000),
    "calls": ("f(" * 3000, ")" * 3000),
    "objects": ("{a:" * 1500, "}" * 1500),
    "arrows": ("a=>" * 3000, ""),
    "blocks": ("()=>" + "{" * 3000, "}" * 3000),
    "sum": ("", "+1" * 10000),
    "not": ("!" * 9000, ""),
    "templates": ("`${" * 2000, "}`" * 2000),
}


@pytest.mark.parametrize("name", NESTED)
def test_deep_nesting_is_kept_as_text(name: str) -> None:
    before, after = NESTED[name]
    value: Any = body_of(f"return ({before}1{after});").statements[0]
    text = repr(value)
    assert "RawExpression" in text or "statements=()" in text


def test_what_is_too_deep_is_raw_with_its_place() -> None:
    value: Any = expression_of("!" * 200 + "a")
    while not isinstance(value, RawExpression):
        value = value.operand
    assert value.position.line == 1


STRINGS = {
    r"a\n\t\\\'": "a\n\t\\'",
    r"\x41B\u{43}": "ABC",
    r"\ud83d\ude00": "\U0001f600",
    r"\ud83d": "\ud83d",
    "a\\\nb": "ab",
    r"\0": "\0",
    r"\u{110000}": "\ufffd",
    r"\q": "q",
}


@pytest.mark.parametrize("text", STRINGS)
def test_escapes(text: str) -> None:
    assert unescape(text) == STRINGS[text]


def test_string_literal_holds_its_value() -> None:
    value = expression_of(r"'it\'s \u00e9'")
    assert isinstance(value, LiteralExpression)
    assert value.value == "it's é"
