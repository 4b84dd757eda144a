"""The overloads of an operation, from its signatures."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from tsbind.model import types as t
from tsbind.model.operations import Operation, Signature
from tsbind.model.unions import members_of, without_null
from tsbind.python.methods.arguments import (
    Argument,
    joined_type,
    merged,
    of_variants,
)
from tsbind.python.methods.call_forms import (
    EITHER,
    CallForms,
    Overload,
    ParamsForm,
    disjoint_overloads,
    grouped,
)
from tsbind.python.methods.endpoint_options import internal_params
from tsbind.python.methods.shapes import Shapes


def overloads(operation: Operation, shapes: Shapes, nameable: Container[str]) -> CallForms:
    """The ways to call ``operation``, path parameters aside.

    ``nameable`` are the ids of the declarations that have a Python class or alias; signatures
    that are generic or return another are left out where there are others.
    """
    signatures = _named(operation.signatures, nameable)
    calls = grouped(_overload(operation, signature, shapes) for signature in signatures)
    kept = tuple(disjoint_overloads(calls, shapes.index))
    params = tuple(_params_forms(operation, signatures, shapes))
    every = merged([call.arguments for call in calls])
    return CallForms(kept, params, every, operation.stream_flag)


def _named(signatures: Sequence[Signature], nameable: Container[str]) -> list[Signature]:
    plain = [s for s in signatures if not s.type_parameters] or list(signatures)
    streamed = {
        s.returns.id for s in plain if s.stream == "true" and isinstance(s.returns, t.Reference)
    }
    result = [s for s in plain if _is_named(s.returns, nameable, streamed)]
    return result or plain


def _is_named(type_: t.Type, nameable: Container[str], streams: Container[str]) -> bool:
    return all(
        m.id in nameable or m.id in streams
        for m in members_of(type_)
        if isinstance(m, t.Reference) and m.id.startswith("resources/")
    )


def _overload(operation: Operation, signature: Signature, shapes: Shapes) -> Overload:
    taken = {p.name for p in operation.path_parameters} | internal_params(operation)
    arguments: dict[str, Argument] = {}
    required: list[tuple[str, ...]] = [()]
    for parameter in _parameters(operation, signature):
        variants = shapes.variants(parameter.type)
        if variants is None:
            argument = _plain(operation, parameter)
            arguments[argument.wire] = argument
            required = [(*names, argument.wire) for names in required if argument.required]
            required = required or [()]
            continue
        found = of_variants(variants, optional=parameter.optional)
        arguments.update((k, v) for k, v in found.items() if k not in taken)
        if not parameter.optional:
            required = [
                (*names, *(g.property.name for g in v if _must(g.property, taken)))
                for names in required
                for v in variants
            ]
    flag = operation.stream_flag
    streamed = arguments
    if signature.stream == EITHER and flag in arguments:
        streamed = _streamed(arguments, flag)
        required = [tuple(dict.fromkeys((*names, flag))) for names in required]
    return Overload(
        streamed,
        signature.returns,
        signature.stream,
        signature.deprecated,
        tuple(dict.fromkeys(required)),
    )


def _must(property_: t.Property, taken: set[str]) -> bool:
    return not property_.optional and property_.name not in taken


def _parameters(operation: Operation, signature: Signature) -> Iterator[t.FunctionParameter]:
    path = {p.argument or p.name for p in operation.path_parameters if p.source == "argument"}
    path |= {p.name for p in operation.path_parameters if p.source == "argument"}
    for parameter in signature.parameters:
        if parameter.name not in path:
            yield parameter


def _plain(operation: Operation, parameter: t.FunctionParameter) -> Argument:
    """A parameter that is no object: a value of the payload, or the payload itself."""
    wire = parameter.name
    for payload in filter(None, (operation.body, operation.query)):
        wire = next((w for w, name in payload.arguments if name == parameter.name), wire)
    return Argument(wire, without_null(parameter.type), not parameter.optional)


def _streamed(arguments: dict[str, Argument], flag: str) -> dict[str, Argument]:
    """A flag of any value has to be given: without one the answer is no stream."""
    given = replace(arguments[flag], type=t.BOOLEAN, required=True)
    return {**arguments, flag: given}


def _params_forms(
    operation: Operation, signatures: Sequence[Signature], shapes: Shapes
) -> Iterator[ParamsForm]:
    """One for each type of params, its results joined."""
    taken = {p.name for p in operation.path_parameters}
    found: dict[str, list[tuple[t.Reference, Signature]]] = {}
    by_flag = any(s.stream in ("true", "false") for s in signatures)
    for signature in signatures:
        if by_flag and signature.stream == EITHER:
            continue
        for parameter in _parameters(operation, signature):
            type_ = without_null(parameter.type)
            names = {g.property.name for v in shapes.variants(type_) or () for g in v}
            if isinstance(type_, t.Reference) and names - taken:
                found.setdefault(type_.id, []).append((type_, signature))
    for pairs in found.values():
        type_ = pairs[0][0] if len(pairs) == 1 else t.Reference(pairs[0][0].id)
        yield ParamsForm(type_, joined_type(s.returns for _, s in pairs), pairs[0][1].stream)
