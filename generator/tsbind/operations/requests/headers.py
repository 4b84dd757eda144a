"""Headers of a request: static ones, and those whose value the caller gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tsbind.model.operations import HeaderParameter
from tsbind.operations.evaluation.argument_uses import arguments_of
from tsbind.operations.evaluation.describe import describe
from tsbind.operations.evaluation.evaluate import called, evaluate
from tsbind.operations.evaluation.options_value import is_request_options
from tsbind.operations.evaluation.origins import (
    ArgumentValue,
    Choice,
    Computed,
    Constant,
    NotStaticError,
    ObjectLiteral,
    Origin,
    PropertyOf,
    ValueScope,
)
from tsbind.syntax.expressions import (
    ArrayExpression,
    BinaryExpression,
    CallExpression,
    CastExpression,
    Expression,
    MemberExpression,
    NameExpression,
    SpreadExpression,
    TemplateExpression,
)

MAX_CALLS = 3

_NAME = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_VALUE = re.compile(r"[\t\x20-\x7e]*")


@dataclass(slots=True)
class Headers:
    """The headers read so far, and what could not be read."""

    static: dict[str, str] = field(default_factory=dict[str, str])
    parameters: list[HeaderParameter] = field(default_factory=list[HeaderParameter])
    not_static: list[str] = field(default_factory=list[str])


def read_headers(value: Expression, scope: ValueScope) -> Headers:
    """The headers an expression stands for.

    Object literals, lists of them handed to a function, spreads, and conditions on a parameter
    being given. Raises `NotStaticError` for a name or value that is not legal in HTTP (RFC 9110,
    5.1 and 5.5).
    """
    headers = Headers()
    for item, inner in _sources(value, scope, MAX_CALLS):
        _read(headers, item, inner)
    return headers


def _sources(
    value: Expression, scope: ValueScope, calls: int
) -> Iterator[tuple[Expression, ValueScope]]:
    """The object literals (or what stands for them) that are joined, in order.

    ``calls`` bounds how deep functions of upstream's own are followed.
    """
    origin = evaluate(value, scope)
    current, inner = (
        (origin.value, origin.scope) if isinstance(origin, Computed) else (value, scope)
    )
    if isinstance(current, CallExpression) and any(
        isinstance(item, ArrayExpression) for item in current.arguments
    ):
        for argument in current.arguments:
            yield from _sources(argument, inner, calls)
    elif isinstance(current, CallExpression) and calls and (made := called(current, inner)):
        yield from _sources(*made, calls - 1)
    elif isinstance(current, ArrayExpression):
        for item in current.items:
            yield from _sources(item, inner, calls)
    else:
        yield value, scope


def _read(headers: Headers, value: Expression, scope: ValueScope) -> None:
    origin = evaluate(value, scope)
    if isinstance(origin, Choice):
        for branch in (origin.when_true, origin.when_false):
            if isinstance(branch, ObjectLiteral):
                _object(headers, branch)
    elif isinstance(origin, ObjectLiteral):
        _object(headers, origin)
    elif not isinstance(origin, Constant) and not is_request_options(value, scope):
        headers.not_static.append(f"headers from `{describe(value)}`")


def _object(headers: Headers, built: ObjectLiteral) -> None:
    for entry in built.value.entries:
        if isinstance(entry.key, str):
            _header(headers, entry.key, entry.value, built.scope)
        elif entry.key is None:
            _read(headers, entry.value, built.scope)
        else:
            headers.not_static.append(f"header named by `{describe(entry.key)}`")


def _header(headers: Headers, name: str, value: Expression, scope: ValueScope) -> None:
    if not _NAME.fullmatch(name):
        raise NotStaticError(f"the header name {name!r}")
    plain, appended = _plain(value)
    origin = evaluate(plain, scope)
    if isinstance(origin, Constant):
        _static(headers, name, origin)
    elif isinstance(origin, PropertyOf):
        parameter = HeaderParameter(
            name, origin.name, argument=origin.argument, appended_values=appended
        )
        headers.parameters.append(parameter)
    elif (
        isinstance(origin, ArgumentValue)
        and not origin.excluded_keys
        and origin.argument != scope.options
    ):
        headers.parameters.append(
            HeaderParameter(name, "", argument=origin.argument, appended_values=appended)
        )
    elif (passed := _passed_through(origin)) is not None:
        argument, property_ = passed
        headers.parameters.append(
            HeaderParameter(name, property_, argument=argument, appended_values=appended)
        )
    else:
        headers.not_static.append(f"header {name!r}, computed by `{describe(value)}`")


def _passed_through(origin: Origin) -> tuple[str, str] | None:
    """Argument and property of ``transform(argument).property``.

    A payload that goes through such a function is reported, and taken as given, too.
    """
    if not isinstance(origin, Computed) or not isinstance(origin.value, MemberExpression):
        return None
    arguments = arguments_of(origin.value.object, origin.scope)
    return (arguments[0], origin.value.name) if len(arguments) == 1 else None


def _static(headers: Headers, name: str, origin: Constant) -> None:
    if origin.value is None:
        return
    text = str(origin.value).lower() if isinstance(origin.value, bool) else str(origin.value)
    if not _VALUE.fullmatch(text):
        raise NotStaticError(f"the value of header {name!r}")
    headers.static[name] = text


def _plain(value: Expression) -> tuple[Expression, tuple[str, ...]]:
    """``value`` without what only makes a string of it, and constants a list appends."""
    current = value
    while (inner := _stringified(current)) is not None:
        current = inner
    if not isinstance(current, ArrayExpression):
        return current, ()
    spreads = [item.value for item in current.items if isinstance(item, SpreadExpression)]
    constants = [
        origin.value
        for item in current.items
        if not isinstance(item, SpreadExpression)
        and isinstance(origin := evaluate(item, ValueScope()), Constant)
    ]
    if len(spreads) != 1 or len(constants) != len(current.items) - 1:
        return current, ()
    return _without_default(spreads[0]), tuple(str(item) for item in constants)


def _without_default(value: Expression) -> Expression:
    if isinstance(value, BinaryExpression) and value.operator in ("??", "||"):
        return value.left
    return value


def _stringified(value: Expression) -> Expression | None:
    if isinstance(value, CastExpression):
        return value.value
    if isinstance(value, TemplateExpression) and value.tag is None and len(value.parts) == 1:
        part = value.parts[0]
        return None if isinstance(part, str) else part
    if not isinstance(value, CallExpression):
        return None
    if isinstance(value.function, MemberExpression) and value.function.name in ("toString", "join"):
        return value.function.object
    if value.function == NameExpression("String") and len(value.arguments) == 1:
        return value.arguments[0]
    return None
