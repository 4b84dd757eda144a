"""The values of enum members, worked out as the compiler does it (constant enum expressions)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import TypeAlias, Union

from tsbind.model.declarations import EnumMember
from tsbind.resolve.scope import EnumValue, Program, is_value
from tsbind.resolve.symbols import LexicalScope, Symbol
from tsbind.resolve.templates import text_of
from tsbind.syntax.expressions import (
    BinaryExpression,
    Expression,
    IndexExpression,
    LiteralExpression,
    MemberExpression,
    NameExpression,
    TemplateExpression,
    UnaryExpression,
)
from tsbind.syntax.nodes import EnumDeclaration, VariableDeclaration

Constant: TypeAlias = Union[str, int, float, None]
_EXACT = 2**53


class EnumValues:
    """Values of the enums of one program; None where only the running program knows."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._known: dict[str, tuple[EnumMember, ...]] = {}
        self._partial: dict[str, dict[str, Constant]] = {}

    def members(self, symbol: Symbol) -> tuple[EnumMember, ...]:
        """The members of an enum, of all its blocks, in order."""
        known = self._known.get(symbol.id)
        if known is None:
            self._partial[symbol.id] = {}
            known = self._known[symbol.id] = tuple(self._read(symbol))
            del self._partial[symbol.id]
        return known

    def value(self, target: EnumValue) -> Constant:
        """The value of one member."""
        running = self._partial.get(target.enum.id)
        if running is not None:
            return running.get(target.name)
        return next((m.value for m in self.members(target.enum) if m.name == target.name), None)

    def _read(self, symbol: Symbol) -> Iterator[EnumMember]:
        values = self._partial[symbol.id]
        for statement in symbol.types:
            if not isinstance(statement, EnumDeclaration):
                continue
            following: Constant = 0
            for member in statement.members:
                following = following if statement.counts else None
                value = (
                    following
                    if member.value is None
                    else self._value(member.value, symbol.scope_of(statement), values)
                )
                following = _number(value + 1) if isinstance(value, int | float) else None
                values[member.name] = value
                doc = member.doc
                yield EnumMember(member.name, value, doc.prose, doc.deprecated, doc.other_tags)

    def _value(
        self, expression: Expression, scope: LexicalScope, own: dict[str, Constant]
    ) -> Constant:
        if isinstance(expression, LiteralExpression):
            value = expression.value
            return None if isinstance(value, bool) else value
        if isinstance(expression, TemplateExpression) and expression.tag is None:
            parts = [
                p if isinstance(p, str) else self._value(p, scope, own) for p in expression.parts
            ]
            return None if None in parts else "".join(text_of(p) for p in parts if p is not None)
        if isinstance(expression, UnaryExpression):
            operand = self._value(expression.operand, scope, own)
            rule = _UNARY.get(expression.operator)
            if rule is None or not isinstance(operand, int | float):
                return None
            return _number(rule(operand))
        if isinstance(expression, BinaryExpression):
            left = self._value(expression.left, scope, own)
            right = self._value(expression.right, scope, own)
            return _applied(expression.operator, left, right)
        return self._named(expression, scope, own)

    def _named(
        self, expression: Expression, scope: LexicalScope, own: dict[str, Constant]
    ) -> Constant:
        path = path_of(expression)
        if len(path) == 1 and path[0] in own:
            return own[path[0]]
        target = self.program.lookup_path(path, scope, is_value) if path else None
        if isinstance(target, EnumValue):
            return self.value(target)
        statement = target.values[0] if isinstance(target, Symbol) and target.values else None
        if not isinstance(statement, VariableDeclaration) or not isinstance(target, Symbol):
            return None
        if statement.constant and statement.type is None and statement.value is not None:
            return self._value(statement.value, target.scope, {})
        return None


def path_of(expression: Expression) -> tuple[str, ...]:
    """The names of ``A.B.c`` and ``A['c']``; none where it is anything else."""
    names: list[str] = []
    while not isinstance(expression, NameExpression):
        if isinstance(expression, MemberExpression):
            names.append(expression.name)
        elif isinstance(expression, IndexExpression) and isinstance(
            expression.index, LiteralExpression
        ):
            names.append(str(expression.index.value))
        else:
            return ()
        expression = expression.object
    return (expression.name, *reversed(names))


def _number(value: float) -> Constant:
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        return int(value) if value.is_integer() and abs(value) < _EXACT else value
    return value if abs(value) < _EXACT else float(value)


def _int32(value: float) -> int:
    whole = int(value) & 0xFFFFFFFF
    return whole - 0x100000000 if whole & 0x80000000 else whole


def _applied(operator: str, left: Constant, right: Constant) -> Constant:
    if left is None or right is None:
        return None
    if isinstance(left, str) or isinstance(right, str):
        return text_of(left) + text_of(right) if operator == "+" else None
    rule = _BINARY.get(operator)
    try:
        return _number(rule(left, right)) if rule is not None else None
    except (ArithmeticError, ValueError):
        return None


_UNARY: dict[str, Callable[[float], float]] = {
    "-": lambda value: -value,
    "+": lambda value: value,
    "~": lambda value: ~_int32(value),
}
_BINARY: dict[str, Callable[[float, float], float]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "%": math.fmod,
    "**": lambda a, b: float(a) ** float(b),
    "|": lambda a, b: _int32(a) | _int32(b),
    "&": lambda a, b: _int32(a) & _int32(b),
    "^": lambda a, b: _int32(a) ^ _int32(b),
    "<<": lambda a, b: _int32(_int32(a) << (_int32(b) & 31)),
    ">>": lambda a, b: _int32(a) >> (_int32(b) & 31),
    ">>>": lambda a, b: (_int32(a) & 0xFFFFFFFF) >> (_int32(b) & 31),
}
