"""Finds the call that sends the request in the body of a method."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tsbind.operations.evaluation.evaluate import evaluate
from tsbind.operations.evaluation.origins import ClientObject, ValueScope
from tsbind.operations.evaluation.traverse import calls_of, expressions, parts, statements
from tsbind.operations.requests.option_keys import VERBS
from tsbind.syntax.expressions import (
    CallExpression,
    CastExpression,
    DeclareStatement,
    Expression,
    FunctionBody,
    FunctionExpression,
    MemberExpression,
)

PAGINATED = "getAPIList"


@dataclass(frozen=True, slots=True, eq=False)
class HttpCall:
    """A call of a verb of the client, the scope it stands in, and what its result goes through."""

    verb: str
    call: CallExpression
    scope: ValueScope
    transform: FunctionExpression | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Handover:
    """A call of a function that is given the client."""

    call: CallExpression
    scope: ValueScope


def find_calls(body: FunctionBody, scope: ValueScope) -> Iterator[HttpCall | Handover]:
    """The requests of a body, in order, with those of functions written inside it.

    Binds the declarations of the body in ``scope`` as it goes.
    """
    for statement in statements(body.statements):
        if isinstance(statement, DeclareStatement):
            scope.bind(statement.binding, statement.value, scope)
    for statement in statements(body.statements):
        declared = statement.binding.name if isinstance(statement, DeclareStatement) else ""
        for value in expressions(statement):
            if declared and isinstance(value, FunctionExpression):
                yield from _local_function(declared, value, body, scope)
            else:
                yield from _find(value, scope, None)


def _local_function(
    name: str, function: FunctionExpression, body: FunctionBody, scope: ValueScope
) -> Iterator[HttpCall | Handover]:
    """The requests of a function declared in the body, its parameters bound as it is called."""
    call = next(calls_of(body, name), None)
    yield from _function(function, call.arguments if call else (), scope)


def _function(
    function: FunctionExpression, arguments: tuple[Expression, ...], scope: ValueScope
) -> Iterator[HttpCall | Handover]:
    inner = scope.inner()
    for number, binding in enumerate(function.parameters):
        inner.bind(binding, arguments[number] if number < len(arguments) else None, scope)
    if isinstance(function.body, FunctionBody):
        yield from find_calls(function.body, inner)
    else:
        yield from _find(function.body, inner, None)


def _find(
    value: Expression, scope: ValueScope, transform: FunctionExpression | None
) -> Iterator[HttpCall | Handover]:
    if isinstance(value, FunctionExpression):
        yield from _function(value, (), scope)
        return
    if isinstance(value, CallExpression):
        yield from _call(value, scope, transform)
        return
    if isinstance(value, CastExpression):
        yield from _find(value.value, scope, transform)
        return
    for part in parts(value):
        yield from _find(part, scope, None)


def _call(
    call: CallExpression, scope: ValueScope, transform: FunctionExpression | None
) -> Iterator[HttpCall | Handover]:
    verb = _verb(call, scope)
    if verb:
        yield HttpCall(verb, call, scope, transform)
        return
    function = call.function
    if isinstance(function, FunctionExpression):
        yield from _function(function, call.arguments, scope)
    elif isinstance(function, MemberExpression):
        yield from _find(function.object, scope, _transform(call, function))
    if any(evaluate(item, scope) == ClientObject() for item in call.arguments):
        yield Handover(call, scope)
    for argument in call.arguments:
        yield from _find(argument, scope, None)


def _verb(call: CallExpression, scope: ValueScope) -> str:
    """The method of the client that is called, when it is one that sends a request."""
    if not isinstance(call.function, MemberExpression) or call.new:
        return ""
    called = evaluate(call.function, scope)
    name = called.property if isinstance(called, ClientObject) else ""
    return name if name in VERBS or name == PAGINATED else ""


def _transform(call: CallExpression, function: MemberExpression) -> FunctionExpression | None:
    """The callback of ``._thenUnwrap(callback)``."""
    if function.name != "_thenUnwrap" or not call.arguments:
        return None
    first = call.arguments[0]
    return first if isinstance(first, FunctionExpression) else None
