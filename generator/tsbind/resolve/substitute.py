"""Type parameters filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from tsbind.model.types import (
    Array,
    Function,
    Generic,
    Intersection,
    Object,
    OpenUnion,
    Parameter,
    Property,
    Record,
    Reference,
    TemplateLiteral,
    Tuple,
    TupleItem,
    Type,
    UnionType,
    children,
    walk,
)
from tsbind.resolve.unions import intersection, union

Transform: TypeAlias = Callable[[Type], Type]


_OPERATORS_WITH_NAMES = ("mapped", "conditional", "distribute")


def free_parameters(type_: Type) -> frozenset[str]:
    """Names of the type parameters that ``type_`` waits for.

    A mapped type's own parameter and names after ``infer`` are bound inside it.
    """
    if isinstance(type_, Parameter):
        return frozenset((type_.name,))
    names = frozenset[str]().union(*(free_parameters(part) for part in children(type_)))
    return names - bound_parameters(type_) if names else names


def bound_parameters(type_: Type) -> frozenset[str]:
    """Names that a mapped or conditional type declares for its own parts."""
    if not isinstance(type_, Generic) or not type_.operator.startswith(_OPERATORS_WITH_NAMES):
        return frozenset()
    if type_.operator == "conditional":
        return frozenset(inferred_names(type_.arguments[1]))
    parameter = type_.arguments[0]
    return frozenset((parameter.name,)) if isinstance(parameter, Parameter) else frozenset()


def inferred_names(type_: Type) -> Iterator[str]:
    """The names after ``infer`` in ``type_``."""
    for part in walk(type_):
        if isinstance(part, Generic) and part.operator == "infer":
            parameter = part.arguments[0]
            if isinstance(parameter, Parameter):
                yield parameter.name


def substitute(type_: Type, values: Mapping[str, Type]) -> Type:
    """``type_`` with each parameter in ``values`` replaced.

    A conditional type whose checked type is a bare parameter distributes over the members of the
    value: it becomes ``distribute`` (parameter, value, conditional), worked out when evaluated.
    """
    if not values:
        return type_
    if isinstance(type_, Parameter):
        return values.get(type_.name, type_)
    bound = bound_parameters(type_)
    if bound:
        values = {name: value for name, value in values.items() if name not in bound}
    if isinstance(type_, Generic) and type_.operator == "conditional":
        checked = type_.arguments[0]
        if isinstance(checked, Parameter) and checked.name in values:
            rest = {name: value for name, value in values.items() if name != checked.name}
            return Generic("distribute", (checked, values[checked.name], substitute(type_, rest)))
    return rebuild(type_, lambda part: substitute(part, values))


def rebuild(type_: Type, transform: Transform) -> Type:
    """``type_`` with each type directly inside it transformed."""
    rule = _REBUILD.get(type(type_))
    return rule(type_, transform) if rule is not None else type_


def rebuild_property(property_: Property, transform: Transform) -> Property:
    """A property with its type transformed."""
    type_ = transform(property_.type)
    return property_ if type_ is property_.type else replace(property_, type=type_)


def _object(type_: Object, transform: Transform) -> Type:
    return Object(
        tuple([rebuild_property(p, transform) for p in type_.properties]),
        tuple([replace(i, key=transform(i.key), value=transform(i.value)) for i in type_.index]),
        tuple([_function(call, transform) for call in type_.calls]),
    )


def _function(type_: Function, transform: Transform) -> Function:
    parameters = tuple([replace(p, type=transform(p.type)) for p in type_.parameters])
    return replace(type_, parameters=parameters, returns=transform(type_.returns))


_REBUILD: dict[type[Any], Callable[[Any, Transform], Type]] = {
    Array: lambda t, f: Array(f(t.item)),
    Record: lambda t, f: Record(f(t.key), f(t.value)),
    Tuple: lambda t, f: Tuple(tuple([TupleItem(f(i.type), i.optional, i.rest) for i in t.items])),
    UnionType: lambda t, f: union([f(m) for m in t.members]),
    OpenUnion: lambda t, f: OpenUnion(t.base, tuple([f(m) for m in t.members])),
    Intersection: lambda t, f: intersection([f(m) for m in t.members]),
    Reference: lambda t, f: (
        Reference(t.id, tuple([f(a) for a in t.arguments])) if t.arguments else t
    ),
    Object: _object,
    Function: _function,
    TemplateLiteral: lambda t, f: TemplateLiteral(tuple([f(p) for p in t.parts])),
    Generic: lambda t, f: Generic(t.operator, tuple([f(a) for a in t.arguments])),
}
