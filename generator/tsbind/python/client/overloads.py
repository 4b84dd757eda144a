"""The overloads of an operation, from its signatures.

Upstream's compiler takes the first signature that fits; a Python type checker wants them apart.
So a later overload takes from the literals of a property only those that no earlier one takes.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from tsbind.model import types as t
from tsbind.model.operations import Operation, Signature
from tsbind.python.catalog import Catalog
from tsbind.python.client.arguments import (
    STREAM,
    Argument,
    Arguments,
    flattened,
    joined_type,
    merged,
    of_variants,
)
from tsbind.python.client.placing import kept_back
from tsbind.python.client.shapes import Shapes, without_nothing

EITHER = "either"


@dataclass(frozen=True, slots=True)
class Overload:
    """One way to call a method by keywords."""

    arguments: dict[str, Argument]
    returns: t.Type
    stream: str | None
    deprecated: str | None = None
    required: tuple[tuple[str, ...], ...] = ()
    """The sets of wire names of which one must be given."""


@dataclass(frozen=True, slots=True)
class Whole:
    """One way to call a method with its params as one object."""

    params: t.Type
    returns: t.Type
    stream: str | None


@dataclass(frozen=True, slots=True)
class Overloads:
    """All ways to call a method."""

    keywords: tuple[Overload, ...]
    wholes: tuple[Whole, ...]
    all: dict[str, Argument] = field(default_factory=dict[str, Argument])
    """What any overload takes, merged."""

    @property
    def required(self) -> tuple[tuple[str, ...], ...]:
        """The sets of wire names of which one must be given; empty where none need be."""
        sets = {frozenset(names) for overload in self.keywords for names in overload.required}
        if frozenset() in sets:
            return ()
        order = [name for name in self.all if name != STREAM] + [STREAM]
        named = [tuple(name for name in order if name in names) for names in sets]
        return tuple(sorted(named, key=lambda names: [order.index(name) for name in names]))


def overloads(operation: Operation, shapes: Shapes, nameable: Container[str]) -> Overloads:
    """The ways to call ``operation``, path parameters aside.

    ``nameable`` are the ids of the declarations that have a Python class or alias; signatures
    that are generic or return another are left out where there are others.
    """
    signatures = _named(operation.signatures, nameable)
    calls = _grouped(_overload(operation, signature, shapes) for signature in signatures)
    kept = tuple(_apart(calls, shapes.catalog))
    wholes = tuple(_wholes(operation, signatures, shapes))
    return Overloads(kept, wholes, merged([call.arguments for call in calls]))


def _named(signatures: Sequence[Signature], nameable: Container[str]) -> list[Signature]:
    plain = [s for s in signatures if not s.type_parameters] or list(signatures)
    told = {
        s.returns.id for s in plain if s.stream == "true" and isinstance(s.returns, t.Reference)
    }
    result = [s for s in plain if _is_named(s.returns, nameable, told)]
    return result or plain


def _is_named(type_: t.Type, nameable: Container[str], streams: Container[str]) -> bool:
    return all(
        m.id in nameable or m.id in streams
        for m in flattened(type_)
        if isinstance(m, t.Reference) and m.id.startswith("resources/")
    )


def _overload(operation: Operation, signature: Signature, shapes: Shapes) -> Overload:
    taken = {p.name for p in operation.path_parameters} | kept_back(operation)
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
    streamed = _streamed(arguments, signature.stream)
    if streamed is not arguments:
        required = [tuple(dict.fromkeys((*names, STREAM))) for names in required]
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
    return Argument(wire, without_nothing(parameter.type), not parameter.optional)


def _streamed(arguments: dict[str, Argument], stream: str | None) -> dict[str, Argument]:
    """A flag of any value has to be given: without one the answer is no stream."""
    if stream != EITHER or STREAM not in arguments:
        return arguments
    flag = replace(arguments[STREAM], type=t.BOOLEAN, required=True)
    return {**arguments, STREAM: flag}


def _wholes(
    operation: Operation, signatures: Sequence[Signature], shapes: Shapes
) -> Iterator[Whole]:
    """One for each type of params, its results joined."""
    taken = {p.name for p in operation.path_parameters}
    found: dict[str, list[tuple[t.Reference, Signature]]] = {}
    apart = any(s.stream in ("true", "false") for s in signatures)
    for signature in signatures:
        if apart and signature.stream == EITHER:
            continue
        for parameter in _parameters(operation, signature):
            type_ = without_nothing(parameter.type)
            names = {g.property.name for v in shapes.variants(type_) or () for g in v}
            if isinstance(type_, t.Reference) and names - taken:
                found.setdefault(type_.id, []).append((type_, signature))
    for pairs in found.values():
        type_ = pairs[0][0] if len(pairs) == 1 else t.Reference(pairs[0][0].id)
        yield Whole(type_, joined_type(s.returns for _, s in pairs), pairs[0][1].stream)


def _grouped(calls: Iterable[Overload]) -> list[Overload]:
    """Overloads that take the same are one, which returns what any of them does."""
    result: list[Overload] = []
    for call in calls:
        for place, known in enumerate(result):
            if known.arguments == call.arguments and known.stream == call.stream:
                result[place] = replace(known, returns=joined_type((known.returns, call.returns)))
                break
        else:
            result.append(call)
    return result


def _apart(calls: Sequence[Overload], catalog: Catalog) -> Iterator[Overload]:
    seen: list[Overload] = []
    for call in calls:
        current: Overload | None = call
        for earlier in seen:
            if current is not None and call.stream != EITHER:
                current = _narrowed(current, earlier, catalog)
        if current is not None:
            seen.append(call)
            yield current


def _narrowed(later: Overload, earlier: Overload, catalog: Catalog) -> Overload | None:
    """``later`` without what ``earlier`` takes; None where nothing is left of it."""
    values = {name: _values(a, catalog) for name, a in later.arguments.items()}
    before = {name: _values(a, catalog) for name, a in earlier.arguments.items()}
    shared = [n for n, v in values.items() if v and before.get(n)]
    if any(values[name].isdisjoint(before[name]) for name in shared):
        return later
    more = [name for name in shared if values[name] - before[name]]
    others = {name: a.type for name, a in later.arguments.items() if name not in shared}
    if not more and all(
        name in earlier.arguments and earlier.arguments[name].type == type_
        for name, type_ in others.items()
    ):
        return None
    if len(more) == 1:
        return _only(later, more[0], values[more[0]] - before[more[0]])
    return later


def _only(overload: Overload, name: str, left: set[object]) -> Overload | None:
    literals = tuple(v for v in left if isinstance(v, t.Literal))
    if not literals:
        return None
    ordered = sorted(literals, key=lambda literal: str(literal.value))
    argument = overload.arguments[name]
    kept = replace(argument, type=joined_type(ordered), required=None not in left)
    required = overload.required
    if kept.required and not argument.required:
        required = tuple((*names, name) for names in required)
    return replace(overload, arguments={**overload.arguments, name: kept}, required=required)


def _values(argument: Argument, catalog: Catalog) -> set[object]:
    """The literals an argument can be, None for leaving it out; empty where it can be more."""
    result: set[object] = set() if argument.required else {None}
    for member in flattened(argument.type):
        if member in (t.NULL, t.UNDEFINED):
            result.add(None)
            continue
        literals = catalog.literals(member)
        if not literals:
            return set()
        result.update(t.Literal(value) for value in literals)
    return result


def names_of(arguments: Arguments) -> list[str]:
    """Wire names, those that must be given first."""
    return sorted(arguments, key=lambda name: not arguments[name].required)
