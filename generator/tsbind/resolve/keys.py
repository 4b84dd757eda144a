"""Keys of object types, and properties by key: ``keyof``, ``T[K]``, mapped types."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeGuard

from tsbind.model.substitute import substitute
from tsbind.model.types import (
    ANY,
    NEVER,
    NUMBER,
    STRING,
    UNDEFINED,
    UNKNOWN,
    Array,
    Generic,
    IndexSignature,
    Literal,
    OpenUnion,
    Parameter,
    Primitive,
    Property,
    TemplateLiteral,
    Tuple,
    Type,
    UnionType,
)
from tsbind.model.unions import union, without
from tsbind.resolve.enums import key_members
from tsbind.resolve.evaluate import Evaluator, Members, UnresolvableError
from tsbind.resolve.templates import text_of

_PROTOTYPE = Literal("prototype")
_LONGEST_PLACE = 16
"""Digits of an item's number; Python reads no number of many thousands."""


def keyof(evaluator: Evaluator, target: Type) -> Type:
    """``keyof T``."""
    expanded = evaluator.expanded(target)
    if isinstance(expanded, UnionType):
        first, *others = (evaluator.union_members(keyof(evaluator, m)) for m in expanded.members)
        return union([key for key in first if all(key in keys for keys in map(set, others))])
    if expanded in (ANY, NEVER):
        return union([STRING, NUMBER, Primitive("symbol")])
    if expanded == UNKNOWN:
        return NEVER
    members = evaluator.members(expanded)
    if members is None:
        raise UnresolvableError("keyof of something without members")
    names = [Literal(name) for name in members.properties]
    return union([*names, *(signature.key for signature in members.index)])


def index_access(evaluator: Evaluator, target: Type, index: Type) -> Type:
    """``T[K]``: the union of the types of the named properties."""
    found = [_at(evaluator, target, key) for key in key_members(evaluator, index)]
    return union(found)


def _at(evaluator: Evaluator, target: Type, key: Type) -> Type:
    expanded = evaluator.expanded(target)
    if expanded in (ANY, NEVER):
        return expanded
    if isinstance(expanded, UnionType):
        return union([_at(evaluator, member, key) for member in expanded.members])
    if isinstance(expanded, Array) and (key == NUMBER or _is_place(key)):
        return expanded.item
    if isinstance(expanded, Tuple):
        return _tuple_item(expanded, key)
    return _member_at(evaluator, expanded, key)


def _member_at(evaluator: Evaluator, expanded: Type, key: Type) -> Type:
    """The type of a property, or of the index signature, of an object type."""
    if key == _PROTOTYPE and isinstance(expanded, Generic) and expanded.operator == "typeof":
        return expanded.arguments[0]
    members = evaluator.members(expanded)
    if members is None:
        raise UnresolvableError("indexed access into something without members")
    if isinstance(key, Literal):
        property_ = members.properties.get(str(key.value))
        if property_ is not None:
            type_ = evaluator.evaluate(property_.type)
            return union([type_, UNDEFINED]) if property_.optional else type_
    for signature in members.index:
        if signature.key in (key, STRING) or (isinstance(key, Literal) and signature.key != NUMBER):
            return evaluator.evaluate(signature.value)
    raise UnresolvableError("no such property")


def _tuple_item(target: Tuple, key: Type) -> Type:
    if key == NUMBER:
        return union([item.type for item in target.items])
    if _is_place(key) and int(key.value) < len(target.items):
        return target.items[int(key.value)].type
    raise UnresolvableError("no such place in the tuple")


def _is_place(key: Type) -> TypeGuard[Literal]:
    """Whether a key is the number of an item."""
    if not isinstance(key, Literal) or isinstance(key.value, bool | float):
        return False
    text = str(key.value)
    return text.isascii() and text.isdigit() and len(text) < _LONGEST_PLACE


def pick(evaluator: Evaluator, target: Type, keys: Type, *, drop: bool) -> Type:
    """``Pick<T, K>``, and ``Omit<T, K>`` with ``drop``."""
    members = evaluator.members(target)
    if members is None:
        raise UnresolvableError("a utility type over something without members")
    every = key_members(evaluator, keys)
    named = {text_of(key.value) for key in every if isinstance(key, Literal)}
    wide = [key for key in every if not isinstance(key, Literal)]
    properties = {
        name: property_
        for name, property_ in members.properties.items()
        if (name in named or STRING in wide) is not drop
    }
    index = members.index if drop else tuple(s for s in members.index if s.key in wide)
    return evaluated(evaluator, Members(properties, index))


def evaluated(evaluator: Evaluator, members: Members) -> Type:
    """An object of these members, their types worked out."""
    properties = {
        name: replace(p, type=evaluator.evaluate(p.type)) for name, p in members.properties.items()
    }
    index = tuple([replace(i, value=evaluator.evaluate(i.value)) for i in members.index])
    return Members(properties, index, members.calls).as_object()


def modify(evaluator: Evaluator, target: Type, **changes: bool) -> Type:
    """``Partial``, ``Required``, ``Readonly``: each property changed."""
    expanded = evaluator.expanded(target)
    if isinstance(expanded, UnionType):
        return union([modify(evaluator, member, **changes) for member in expanded.members])
    members = evaluator.members(expanded)
    if members is None:
        return expanded
    properties = {n: _modified(p, changes) for n, p in members.properties.items()}
    return evaluated(evaluator, Members(properties, members.index, members.calls))


def _modified(property_: Property, changes: dict[str, bool]) -> Property:
    required = changes.get("optional") is False and property_.optional
    type_ = without(property_.type, UNDEFINED) if required else property_.type
    changed = replace(property_, type=type_)
    if "optional" in changes:
        changed = replace(changed, optional=changes["optional"])
    return replace(changed, readonly=True) if changes.get("readonly") else changed


def record(evaluator: Evaluator, keys: Type, value: Type) -> Type:
    """``Record<K, T>``: properties for literal keys, an index signature for the rest."""
    return _from_keys(key_members(evaluator, keys), lambda _key: value, {})


def mapped(evaluator: Evaluator, type_: Generic) -> Type:
    """``{ [K in C as N]?: T }``; over ``keyof T`` the properties keep their modifiers and docs."""
    parameter, constraint, value, name = type_.arguments
    assert isinstance(parameter, Parameter)
    origin = _origin(evaluator, constraint, value)
    keys = key_members(evaluator, evaluator.evaluate(constraint))
    if name != parameter:
        keys = _renamed(evaluator, keys, parameter.name, name)
        origin = {}

    def value_of(key: Type) -> Type:
        return evaluator.evaluate(substitute(value, {parameter.name: key}))

    result = _from_keys(keys, value_of, origin)
    if "?" not in type_.operator:
        return result
    return modify(evaluator, result, optional="-?" not in type_.operator)


def mapped_over(evaluator: Evaluator, parameter: Parameter, member: Type, type_: Generic) -> Type:
    """``{ [K in keyof T]: F<T[K]> }`` for one value of T.

    A primitive stays what it is, an array or a tuple has its items mapped (homomorphic mapped
    types, TypeScript handbook and 3.1 release notes).
    """
    plain = isinstance(member, Primitive | Literal | TemplateLiteral | OpenUnion)
    if (plain and member not in (ANY, UNKNOWN)) or evaluator.enum_of(member) is not None:
        return member
    key, _, value, _ = type_.arguments
    assert isinstance(key, Parameter)

    def item(place: Type) -> Type:
        filled = substitute(value, {parameter.name: member, key.name: place})
        return evaluator.evaluate(filled)

    if isinstance(member, Array):
        return Array(item(NUMBER))
    if isinstance(member, Tuple):
        places = [replace(t, type=item(Literal(str(n)))) for n, t in enumerate(member.items)]
        return Tuple(tuple(places))
    filled = [substitute(part, {parameter.name: member}) for part in type_.arguments]
    return mapped(evaluator, Generic(type_.operator, tuple(filled)))


def _origin(evaluator: Evaluator, constraint: Type, value: Type) -> dict[str, Property]:
    """The properties a homomorphic mapped type copies modifiers from."""
    if isinstance(constraint, Generic) and constraint.operator == "keyof":
        source = constraint.arguments[0]
    elif isinstance(value, Generic) and value.operator == "index":
        source = value.arguments[0]
    else:
        return {}
    members = evaluator.members(source)
    return members.properties if members is not None else {}


def _renamed(evaluator: Evaluator, keys: list[Type], parameter: str, name: Type) -> list[Type]:
    renamed = [evaluator.evaluate(substitute(name, {parameter: key})) for key in keys]
    return [member for key in renamed for member in key_members(evaluator, key)]


def _from_keys(
    keys: list[Type], value_of: Callable[[Type], Type], origin: dict[str, Property]
) -> Type:
    properties: dict[str, Property] = {}
    index: list[IndexSignature] = []
    for key in keys:
        if isinstance(key, Literal):
            name = str(key.value)
            copied = origin.get(name)
            type_ = value_of(key)
            base = copied or Property(name, type_)
            optional = copied.optional if copied else False
            type_ = without(type_, UNDEFINED) if optional else type_
            properties[name] = replace(base, type=type_)
        elif key in (STRING, NUMBER) or isinstance(key, TemplateLiteral):
            index.append(IndexSignature(key, value_of(key)))
        elif key == ANY:
            index.append(IndexSignature(STRING, value_of(key)))
        elif isinstance(key, OpenUnion):
            index.append(IndexSignature(Primitive(key.base), value_of(key)))
        elif key != Primitive("symbol"):
            raise UnresolvableError("a mapped type over keys that are not literals")
    return Members(properties, tuple(index)).as_object()
