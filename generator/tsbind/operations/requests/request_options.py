"""Finds the object that holds ``body``, ``query``, ``headers``, however it is wrapped."""

from __future__ import annotations

from tsbind.model.operations import MultipartPart
from tsbind.operations.evaluation.argument_uses import uses_options
from tsbind.operations.evaluation.describe import describe
from tsbind.operations.evaluation.evaluate import MAX_STEPS, evaluate, returned
from tsbind.operations.evaluation.options_value import is_request_options
from tsbind.operations.evaluation.origins import (
    Choice,
    ClientObject,
    Computed,
    Constant,
    NotStaticError,
    ObjectLiteral,
    ValueScope,
)
from tsbind.operations.requests.option_keys import read_key
from tsbind.operations.requests.request import RequestOptions
from tsbind.syntax.expressions import (
    CallExpression,
    Expression,
    FunctionExpression,
    MemberExpression,
    NameExpression,
)


def read_options(
    value: Expression, scope: ValueScope, options: RequestOptions, steps: int = MAX_STEPS
) -> None:
    """Add to ``options`` what ``value`` says: an object, a wrapped one, or the caller's own.

    A wrapper is any call; the options are in the callback, object or call among its arguments.
    Raises `NotStaticError` for what is none of these.
    """
    if steps <= 0:
        raise NotStaticError("request options nested too deeply")
    origin = evaluate(value, scope)
    if isinstance(origin, ObjectLiteral):
        _object(origin, options, steps - 1)
    elif isinstance(origin, Computed) and isinstance(origin.value, CallExpression):
        _wrapper(origin.value, origin.scope, options, steps - 1)
    elif is_request_options(value, scope) or uses_options(value, scope):
        return  # the caller's own options
    elif isinstance(origin, Choice):
        _choice(origin, value, options)
    elif not isinstance(origin, Constant):
        raise NotStaticError(f"the request options `{describe(value)}`")


def _choice(origin: Choice, value: Expression, options: RequestOptions) -> None:
    """A spread on a condition: nothing that decides about the request may depend on one."""
    branches = [
        item for item in (origin.when_true, origin.when_false) if isinstance(item, ObjectLiteral)
    ]
    if any(branch.value.entries for branch in branches):
        options.not_static.append(f"request options on the condition `{describe(value)}`")


def _object(built: ObjectLiteral, options: RequestOptions, steps: int) -> None:
    for entry in built.value.entries:
        if entry.key is None:
            read_options(entry.value, built.scope, options, steps)
        elif isinstance(entry.key, str):
            read_key(options, entry.key, entry.value, built.scope)
        else:
            raise NotStaticError(f"the request option named by `{describe(entry.key)}`")


def _wrapper(call: CallExpression, scope: ValueScope, options: RequestOptions, steps: int) -> None:
    inner = _wrapped(call, scope)
    if inner is None:
        raise NotStaticError(f"the request options `{describe(call)}`")
    read_options(*inner, options, steps)
    name = _name(call.function)
    if "multipart" in name.lower():
        options.multipart = _mode(name)
        options.multipart_parts = _multipart_parts(call, scope, inner[0])
        options.sole_body_value = _alone(call, scope, options.multipart_parts)


def _wrapped(call: CallExpression, scope: ValueScope) -> tuple[Expression, ValueScope] | None:
    """The argument of a wrapper that holds the options."""
    for argument in call.arguments:
        if isinstance(argument, FunctionExpression):
            inner = scope.inner()
            for binding in argument.parameters:
                inner.bind(binding, None, scope)
            return returned(argument.body, inner)
    for argument in call.arguments:
        origin = evaluate(argument, scope)
        if isinstance(origin, ObjectLiteral):
            return argument, scope
        if isinstance(origin, Computed) and isinstance(origin.value, CallExpression):
            return argument, scope
    return next(((item, scope) for item in call.arguments if is_request_options(item, scope)), None)


def _name(function: Expression) -> str:
    if isinstance(function, MemberExpression):
        return function.name
    return function.name if isinstance(function, NameExpression) else ""


def _mode(name: str) -> str:
    lower = name.lower()
    return next((mode for mode in ("maybe", "encoded") if lower.startswith(mode)), "form")


def _multipart_parts(
    call: CallExpression, scope: ValueScope, options: Expression
) -> tuple[MultipartPart, ...]:
    """The encodings of single fields, where a wrapper is given a table of them."""
    found: list[MultipartPart] = []
    for argument in call.arguments:
        origin = evaluate(argument, scope)
        if (
            argument == options
            or isinstance(origin, ClientObject)
            or not isinstance(origin, ObjectLiteral)
        ):
            continue
        for entry in origin.value.entries:
            part = evaluate(entry.value, origin.scope)
            if isinstance(entry.key, str) and isinstance(part, ObjectLiteral):
                found.extend(_part(entry.key, part))
    return tuple(found)


def _alone(call: CallExpression, scope: ValueScope, parts: tuple[MultipartPart, ...]) -> str | None:
    """The field a wrapper is given by name beside the table of encodings."""
    names = {part.name for part in parts}
    given = (evaluate(argument, scope) for argument in call.arguments)
    fields = (str(one.value) for one in given if isinstance(one, Constant))
    return next((field for field in fields if field in names), None)


def _part(name: str, built: ObjectLiteral) -> list[MultipartPart]:
    values = {e.key: evaluate(e.value, built.scope) for e in built.value.entries}
    content_type, json = values.get("content_type"), values.get("json")
    if not isinstance(content_type, Constant) or not isinstance(content_type.value, str):
        return []
    return [MultipartPart(name, content_type.value, json == Constant(True))]
