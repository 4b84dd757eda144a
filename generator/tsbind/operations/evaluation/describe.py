"""Expressions as text again, for messages and for what is kept as written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tsbind.syntax.expressions import (
    ArrayExpression,
    AwaitExpression,
    BinaryExpression,
    CallExpression,
    CastExpression,
    ConditionalExpression,
    Expression,
    FunctionBody,
    FunctionExpression,
    IndexExpression,
    LiteralExpression,
    MemberExpression,
    NameExpression,
    ObjectEntry,
    ObjectExpression,
    RawExpression,
    SpreadExpression,
    TemplateExpression,
    UnaryExpression,
)


def describe(value: Expression) -> str:
    """``value`` as TypeScript on one line; bodies of functions are shortened."""
    return _TEXT.get(type(value), _other)(value)


def _other(value: Any) -> str:
    return "..." if value is not None else ""


def _literal(value: LiteralExpression) -> str:
    if isinstance(value.value, bool) or value.value is None:
        return {True: "true", False: "false", None: "null"}[value.value]
    return repr(value.value)


def _call(value: CallExpression) -> str:
    arguments = ", ".join(describe(item) for item in value.arguments)
    return f"{'new ' if value.new else ''}{describe(value.function)}({arguments})"


def _template(value: TemplateExpression) -> str:
    inner = (part if isinstance(part, str) else f"${{{describe(part)}}}" for part in value.parts)
    return f"{describe(value.tag) if value.tag else ''}`{''.join(inner)}`"


def _object(value: ObjectExpression) -> str:
    return "{ " + ", ".join(_entry(entry) for entry in value.entries) + " }"


def _entry(entry: ObjectEntry) -> str:
    if entry.key is None:
        return f"...{describe(entry.value)}"
    if entry.value == NameExpression(str(entry.key)):
        return str(entry.key)
    key = entry.key if isinstance(entry.key, str) else f"[{describe(entry.key)}]"
    return f"{key}: {describe(entry.value)}"


def _function(value: FunctionExpression) -> str:
    names = ", ".join(item.name or "{...}" for item in value.parameters)
    body = "{...}" if isinstance(value.body, FunctionBody) else describe(value.body)
    return f"({names}) => {body}"


def _member(value: MemberExpression) -> str:
    return f"{describe(value.object)}{'?.' if value.optional else '.'}{value.name}"


def _conditional(value: ConditionalExpression) -> str:
    return f"{describe(value.test)} ? {describe(value.when_true)} : {describe(value.when_false)}"


_TEXT: dict[type[Any], Callable[[Any], str]] = {
    LiteralExpression: _literal,
    NameExpression: lambda value: value.name,
    MemberExpression: _member,
    IndexExpression: lambda value: f"{describe(value.object)}[{describe(value.index)}]",
    CallExpression: _call,
    TemplateExpression: _template,
    ObjectExpression: _object,
    ArrayExpression: lambda value: "[" + ", ".join(map(describe, value.items)) + "]",
    SpreadExpression: lambda value: f"...{describe(value.value)}",
    FunctionExpression: _function,
    AwaitExpression: lambda value: f"await {describe(value.value)}",
    CastExpression: lambda value: describe(value.value),
    ConditionalExpression: _conditional,
    BinaryExpression: lambda v: f"{describe(v.left)} {v.operator} {describe(v.right)}",
    UnaryExpression: lambda v: f"{v.operator}{' ' * v.operator.isalpha()}{describe(v.operand)}",
    RawExpression: lambda value: " ".join(value.text.split())[:80],
}
