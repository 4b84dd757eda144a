"""What goes to the body or to the query."""

from __future__ import annotations

import json
from dataclasses import replace

from tsbind.model.operations import Payload
from tsbind.operations.evaluation.argument_uses import arguments_of
from tsbind.operations.evaluation.describe import describe
from tsbind.operations.evaluation.evaluate import evaluate
from tsbind.operations.evaluation.origins import (
    ArgumentValue,
    ClientObject,
    Computed,
    Constant,
    NotStaticError,
    ObjectLiteral,
    Origin,
    PropertyOf,
    ValueScope,
)
from tsbind.operations.requests.omit_nulls import omitted_nulls
from tsbind.syntax.expressions import BinaryExpression, Expression, ObjectEntry

EMPTY = Payload(None, None)


def read_payload(value: Expression, scope: ValueScope) -> Payload | None:
    """The payload that ``value`` stands for; None for ``undefined`` and the options' own.

    Types are left open. Raises `NotStaticError` where its source is not known.
    """
    origin = evaluate(value, scope)
    if isinstance(origin, Constant):
        return _constant(origin)
    if isinstance(origin, (ArgumentValue, PropertyOf)) and origin.argument == scope.options:
        return None
    if isinstance(origin, ObjectLiteral):
        return _from_literal(origin)
    omitted = omitted_nulls(origin)
    if omitted is not None and isinstance(origin, Computed):
        inner = read_payload(omitted.value, origin.scope)
        return None if inner is None else replace(inner, omit_nulls=omitted.paths)
    return _from_argument(origin, value, scope)


def _constant(origin: Constant) -> Payload | None:
    if origin.value is None:
        return None
    raise NotStaticError(f"a payload that is the constant {origin.value!r}")


def _from_argument(origin: Origin, value: Expression, scope: ValueScope) -> Payload:
    if isinstance(origin, ArgumentValue):
        return Payload(
            origin.argument, None, origin.excluded_keys, transform=origin.transform or None
        )
    if isinstance(origin, PropertyOf):
        return Payload(origin.argument, None, property=origin.name)
    inner = origin.scope if isinstance(origin, Computed) else scope
    shown = origin.value if isinstance(origin, Computed) else value
    arguments = arguments_of(shown, inner)
    if len(arguments) != 1:
        raise NotStaticError(f"a payload computed by `{describe(shown)}`")
    return Payload(arguments[0], None, transform=describe(shown))


def _from_literal(literal: ObjectLiteral) -> Payload:
    payload = EMPTY
    for entry in literal.value.entries:
        payload = _entry(payload, entry, literal.scope)
    return payload


def _entry(payload: Payload, entry: ObjectEntry, scope: ValueScope) -> Payload:
    if entry.key is None:
        spread = read_payload(entry.value, scope)
        return payload if spread is None else merge(payload, spread)
    if not isinstance(entry.key, str):
        raise NotStaticError(f"a payload with the computed key `{describe(entry.key)}`")
    return _keyed(payload, entry.key, evaluate(entry.value, scope), entry.value)


def _keyed(payload: Payload, key: str, origin: Origin, value: Expression) -> Payload:
    if isinstance(origin, PropertyOf):
        single = Payload(origin.argument, None, keys=((key, origin.name),))
        return merge(payload, single)
    if isinstance(origin, Constant):
        if origin.absent:
            return payload
        text = json.dumps(origin.value)
        return replace(payload, constants=(*payload.constants, (key, text)))
    if isinstance(origin, ArgumentValue) and not origin.excluded_keys:
        return replace(payload, arguments=(*payload.arguments, (key, origin.argument)))
    option = _client_option(key, origin)
    if option is not None:
        return replace(payload, defaults=(*payload.defaults, (key, option)))
    return replace(payload, computed=(*payload.computed, (key, describe(value))))


def _client_option(key: str, origin: Origin) -> str | None:
    """The client's property in ``key: params.key || this._client.property``."""
    if not isinstance(origin, Computed) or not isinstance(origin.value, BinaryExpression):
        return None
    given = evaluate(origin.value.left, origin.scope)
    instead = evaluate(origin.value.right, origin.scope)
    if origin.value.operator not in ("||", "??") or not isinstance(instead, ClientObject):
        return None
    return instead.property if isinstance(given, PropertyOf) and given.name == key else None


def merge(first: Payload, second: Payload) -> Payload:
    """The payload of ``{ ...first, ...second }``; `NotStaticError` where two arguments meet."""
    if first.argument and second.argument and first.argument != second.argument:
        raise NotStaticError(f"a payload of both `{first.argument}` and `{second.argument}`")
    return Payload(
        argument=first.argument or second.argument,
        type=None,
        excluded_keys=first.excluded_keys or second.excluded_keys,
        keys=first.keys + second.keys,
        constants=first.constants + second.constants,
        optional=first.optional or second.optional,
        property=first.property or second.property,
        arguments=first.arguments + second.arguments,
        computed=first.computed + second.computed,
        transform=first.transform or second.transform,
        omit_nulls=first.omit_nulls + second.omit_nulls,
        defaults=first.defaults + second.defaults,
    )
