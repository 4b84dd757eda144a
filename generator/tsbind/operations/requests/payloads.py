"""What goes to the body or to the query."""

from __future__ import annotations

import json
from dataclasses import replace

from tsbind.model.operations import Payload
from tsbind.operations.evaluation.describe import describe
from tsbind.operations.evaluation.draws import arguments_of
from tsbind.operations.evaluation.evaluate import evaluate
from tsbind.operations.evaluation.origins import (
    Built,
    ClientObject,
    Computed,
    Constant,
    Origin,
    PropertyOf,
    Scope,
    Whole,
)
from tsbind.operations.evaluation.unread import UnreadError
from tsbind.operations.requests.omit_nulls import omitted_nulls
from tsbind.syntax.expressions import BinaryExpression, Expression, ObjectEntry

EMPTY = Payload(None, None)


def read_payload(value: Expression, scope: Scope) -> Payload | None:
    """The payload that ``value`` stands for; None for ``undefined`` and the options' own.

    Types are left open. Raises `UnreadError` where its source is not known.
    """
    origin = evaluate(value, scope)
    if isinstance(origin, Constant):
        return _constant(origin)
    if isinstance(origin, (Whole, PropertyOf)) and origin.argument == scope.options:
        return None
    if isinstance(origin, Built):
        return _built(origin)
    omitted = omitted_nulls(origin)
    if omitted is not None and isinstance(origin, Computed):
        inner = read_payload(omitted.value, origin.scope)
        return None if inner is None else replace(inner, omit_nulls=omitted.paths)
    return _drawn(origin, value, scope)


def _constant(origin: Constant) -> Payload | None:
    if origin.value is None:
        return None
    raise UnreadError(f"a payload that is the constant {origin.value!r}")


def _drawn(origin: Origin, value: Expression, scope: Scope) -> Payload:
    if isinstance(origin, Whole):
        return Payload(origin.argument, None, origin.minus, transform=origin.through or None)
    if isinstance(origin, PropertyOf):
        return Payload(origin.argument, None, property=origin.name)
    inner = origin.scope if isinstance(origin, Computed) else scope
    shown = origin.value if isinstance(origin, Computed) else value
    arguments = arguments_of(shown, inner)
    if len(arguments) != 1:
        raise UnreadError(f"a payload computed by `{describe(shown)}`")
    return Payload(arguments[0], None, transform=describe(shown))


def _built(built: Built) -> Payload:
    payload = EMPTY
    for entry in built.value.entries:
        payload = _entry(payload, entry, built.scope)
    return payload


def _entry(payload: Payload, entry: ObjectEntry, scope: Scope) -> Payload:
    if entry.key is None:
        spread = read_payload(entry.value, scope)
        return payload if spread is None else merge(payload, spread)
    if not isinstance(entry.key, str):
        raise UnreadError(f"a payload with the computed key `{describe(entry.key)}`")
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
    if isinstance(origin, Whole) and not origin.minus:
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
    """The payload of ``{ ...first, ...second }``; `UnreadError` when two arguments would meet."""
    if first.argument and second.argument and first.argument != second.argument:
        raise UnreadError(f"a payload of both `{first.argument}` and `{second.argument}`")
    return Payload(
        first.argument or second.argument,
        None,
        first.minus or second.minus,
        first.keys + second.keys,
        first.constants + second.constants,
        first.optional or second.optional,
        first.property or second.property,
        first.arguments + second.arguments,
        first.computed + second.computed,
        first.transform or second.transform,
        first.omit_nulls + second.omit_nulls,
        first.defaults + second.defaults,
    )
