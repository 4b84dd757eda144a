"""Payloads that upstream sends without certain nulls: which those are.

Two ways of writing it are known, each by what it does and not by its name: a filter over the
entries of an object, and a local function that is given the paths of the properties.
"""

from __future__ import annotations

from dataclasses import dataclass

from tsbind.operations.evaluation.evaluate import evaluate
from tsbind.operations.evaluation.origins import Computed, Constant, Origin, ValueScope
from tsbind.operations.evaluation.traverse import calls_of, statements, walk
from tsbind.operations.methods.classes import dotted
from tsbind.syntax.expressions import (
    ArrayExpression,
    BinaryExpression,
    CallExpression,
    Expression,
    FunctionBody,
    FunctionExpression,
    IfStatement,
    LiteralExpression,
    MemberExpression,
    NameExpression,
    ReturnStatement,
)

EVERY = "*"
FROM_ENTRIES, ENTRIES = ("Object", "fromEntries"), ("Object", "entries")

Paths = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class OmittedNulls:
    """The payload before nulls are taken out of it, and the paths at which they are."""

    value: Expression
    paths: Paths


def omitted_nulls(origin: Origin) -> OmittedNulls | None:
    """What a payload of that origin is made of, when it is another one without nulls."""
    if not isinstance(origin, Computed) or not isinstance(origin.value, CallExpression):
        return None
    return _filtered(origin.value) or _by_paths(origin.value, origin.scope)


def _filtered(call: CallExpression) -> OmittedNulls | None:
    """``Object.fromEntries(Object.entries(x).filter(([, value]) => value !== null))``."""
    inner = call.arguments[0] if dotted(call.function) == FROM_ENTRIES and call.arguments else None
    if not isinstance(inner, CallExpression) or not isinstance(inner.function, MemberExpression):
        return None
    entries, test = inner.function.object, inner.arguments[0] if inner.arguments else None
    if inner.function.name != "filter" or not isinstance(entries, CallExpression):
        return None
    if dotted(entries.function) != ENTRIES or not isinstance(test, FunctionExpression):
        return None
    body = test.body
    if not isinstance(body, BinaryExpression) or body.operator not in ("!==", "!="):
        return None
    if not isinstance(body.left, NameExpression) or not _is_null(body.right):
        return None
    return OmittedNulls(entries.arguments[0], ((EVERY,),)) if entries.arguments else None


def _by_paths(call: CallExpression, scope: ValueScope) -> OmittedNulls | None:
    """``omit(x, [['a'], ['a', 'b']])`` with a local function that does so."""
    if not isinstance(call.function, NameExpression) or len(call.arguments) != 2:
        return None
    function = evaluate(call.function, scope)
    written = function.value if isinstance(function, Computed) else None
    paths = _paths(call.arguments[1], scope)
    if paths is None or not isinstance(written, FunctionExpression):
        return None
    return OmittedNulls(call.arguments[0], paths) if _omits(written, call.function.name) else None


def _paths(value: Expression, scope: ValueScope) -> Paths | None:
    if not isinstance(value, ArrayExpression):
        return None
    found: list[tuple[str, ...]] = []
    for item in value.items:
        names = (
            [evaluate(n, scope) for n in item.items] if isinstance(item, ArrayExpression) else []
        )
        path = tuple(n.value for n in names if isinstance(n, Constant) and isinstance(n.value, str))
        if not path or len(path) != len(names):
            return None
        found.append(path)
    return tuple(found)


def _omits(function: FunctionExpression, name: str) -> bool:
    """Whether a function makes objects anew, itself called inside, nulls made ``undefined``."""
    body = function.body
    if not isinstance(body, FunctionBody) or len(function.parameters) != 2:
        return False
    calls = [item for item in walk(body) if isinstance(item, CallExpression)]
    makes = any(dotted(call.function) == FROM_ENTRIES for call in calls)
    return makes and any(calls_of(body, name)) and any(_drops_null(call) for call in calls)


def _drops_null(call: CallExpression) -> bool:
    """``map(([key, field]) => { if (field === null && ...) return [key, undefined]; ... })``."""
    for argument in call.arguments:
        body = argument.body if isinstance(argument, FunctionExpression) else None
        for statement in statements(body.statements) if isinstance(body, FunctionBody) else ():
            if isinstance(statement, IfStatement) and _tests_null(statement.test):
                return [_returns_nothing(item) for item in statement.then] == [True]
    return False


def _tests_null(test: Expression) -> bool:
    """``field === null``, perhaps with more that must hold."""
    if isinstance(test, BinaryExpression) and test.operator == "&&":
        return _tests_null(test.left)
    return isinstance(test, BinaryExpression) and test.operator == "===" and _is_null(test.right)


def _returns_nothing(statement: object) -> bool:
    value = statement.value if isinstance(statement, ReturnStatement) else None
    return isinstance(value, ArrayExpression) and value.items[1:] == (NameExpression("undefined"),)


def _is_null(value: Expression) -> bool:
    return isinstance(value, LiteralExpression) and value.value is None
