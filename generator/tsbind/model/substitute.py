"""Substitute type parameters."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from tsbind.model.types import (
    Array,
    Function,
    FunctionParameter,
    Generic,
    IndexSignature,
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
    holds,
    walk,
)
from tsbind.model.unions import intersection, tuple_of, union

Transform: TypeAlias = Callable[[Type], Type]


_OPERATORS_WITH_NAMES = ("mapped", "conditional", "distribute")


def free_parameters(type_: Type) -> frozenset[str]:
    """Names of the free type parameters of ``type_``.

    A mapped type's own parameter and names after ``infer`` are bound inside it.
    """
    if not holds(type_, Parameter):
        return frozenset()
    if isinstance(type_, Parameter):
        return frozenset((type_.name,))
    if isinstance(type_, Generic) and type_.operator == "distribute":
        parameter, value, inner = type_.arguments
        assert isinstance(parameter, Parameter)
        return free_parameters(value) | (free_parameters(inner) - {parameter.name})
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
    value, and so does a mapped type over ``keyof`` a bare parameter: it becomes ``distribute``
    (parameter, value, what is distributed), worked out when evaluated.
    """
    if not values:
        return type_
    if isinstance(type_, Parameter):
        return values.get(type_.name, type_)
    if isinstance(type_, Generic):
        return _in_generic(type_, values)
    return rebuild(type_, lambda part: substitute(part, values))


def _in_generic(type_: Generic, values: Mapping[str, Type]) -> Type:
    bound = bound_parameters(type_)
    inside = {n: value for n, value in values.items() if n not in bound} if bound else values
    if type_.operator == "distribute":
        parameter, value, inner = type_.arguments
        return Generic(
            "distribute", (parameter, substitute(value, values), substitute(inner, inside))
        )
    over = _distributed(type_)
    if over is not None and not isinstance(inside.get(over.name, over), Parameter):
        rest = {name: value for name, value in inside.items() if name != over.name}
        return Generic("distribute", (over, inside[over.name], substitute(type_, rest)))
    return rebuild(type_, lambda part: substitute(part, inside))


def _distributed(type_: Generic) -> Parameter | None:
    """The parameter over whose members a type distributes."""
    over: Type | None = None
    if type_.operator == "conditional":
        over = type_.arguments[0]
    elif type_.operator.startswith("mapped"):
        constraint = type_.arguments[1]
        if isinstance(constraint, Generic) and constraint.operator == "keyof":
            over = constraint.arguments[0]
    return over if isinstance(over, Parameter) else None


def rebuild(type_: Type, transform: Transform) -> Type:
    """``type_`` with each type directly inside it transformed."""
    rule = _REBUILD.get(type(type_))
    return rule(type_, transform) if rule is not None else type_


def rebuild_property(property_: Property, transform: Transform) -> Property:
    """A property with its type transformed."""
    type_ = transform(property_.type)
    return property_ if type_ is property_.type else replace(property_, type=type_)


def substitute_property(property_: Property, values: Mapping[str, Type]) -> Property:
    """A property with the type parameters in its type replaced."""
    return rebuild_property(property_, lambda type_: substitute(type_, values))


def _all(types: tuple[Type, ...], transform: Transform) -> tuple[Type, ...]:
    """Each type transformed; the identical tuple if nothing changed, so that callers can tell."""
    changed = tuple([transform(type_) for type_ in types])
    return types if all(map(operator.is_, changed, types)) else changed


def _of_members(make: Callable[[tuple[Type, ...]], Type]) -> Callable[[Any, Transform], Type]:
    def rule(type_: Any, transform: Transform) -> Type:
        members = _all(type_.members, transform)
        return type_ if members is type_.members else make(members)

    return rule


def _array(type_: Array, transform: Transform) -> Type:
    item = transform(type_.item)
    return type_ if item is type_.item else Array(item, type_.readonly)


def _record(type_: Record, transform: Transform) -> Type:
    key, value = transform(type_.key), transform(type_.value)
    same = key is type_.key and value is type_.value
    return type_ if same else Record(key, value)


def _tuple(type_: Tuple, transform: Transform) -> Type:
    inner = [transform(item.type) for item in type_.items]
    if all(map(operator.is_, inner, [item.type for item in type_.items])):
        return type_
    pairs = zip(type_.items, inner, strict=True)
    items = [TupleItem(part, item.optional, item.rest) for item, part in pairs]
    return tuple_of(items, readonly=type_.readonly)


def _open_union(type_: OpenUnion, transform: Transform) -> Type:
    members = _all(type_.members, transform)
    return type_ if members is type_.members else OpenUnion(type_.base, members)


def _reference(type_: Reference, transform: Transform) -> Type:
    arguments = _all(type_.arguments, transform)
    return type_ if arguments is type_.arguments else Reference(type_.id, arguments)


def _generic(type_: Generic, transform: Transform) -> Type:
    arguments = _all(type_.arguments, transform)
    return type_ if arguments is type_.arguments else Generic(type_.operator, arguments)


def _object(type_: Object, transform: Transform) -> Type:
    properties = tuple([rebuild_property(p, transform) for p in type_.properties])
    index = tuple([_index(signature, transform) for signature in type_.index])
    calls = tuple([_function(call, transform) for call in type_.calls])
    rebuilt = (*properties, *index, *calls)
    if all(map(operator.is_, rebuilt, (*type_.properties, *type_.index, *type_.calls))):
        return type_
    return Object(properties, index, calls)


def _index(signature: IndexSignature, transform: Transform) -> IndexSignature:
    key, value = transform(signature.key), transform(signature.value)
    if key is signature.key and value is signature.value:
        return signature
    return IndexSignature(key, value, signature.doc)


def _function(type_: Function, transform: Transform) -> Function:
    before = (*[p.type for p in type_.parameters], type_.returns)
    inner = [transform(part) for part in before]
    if all(map(operator.is_, inner, before)):
        return type_
    pairs = zip(type_.parameters, inner, strict=False)
    parameters = tuple([FunctionParameter(p.name, t, p.optional, p.rest) for p, t in pairs])
    return Function(parameters, inner[-1], type_.constructs)


_REBUILD: dict[type[Any], Callable[[Any, Transform], Type]] = {
    Array: _array,
    Record: _record,
    Tuple: _tuple,
    UnionType: _of_members(union),
    OpenUnion: _open_union,
    Intersection: _of_members(intersection),
    Reference: _reference,
    Object: _object,
    Function: _function,
    TemplateLiteral: lambda t, f: TemplateLiteral(_all(t.parts, f)),
    Generic: _generic,
}
