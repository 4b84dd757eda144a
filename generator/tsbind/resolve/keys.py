"""Keys of object types, and properties by key: ``keyof``, ``T[K]``, mapped types."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

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
from tsbind.resolve.evaluate import Evaluator, Members, UnresolvableError
from tsbind.resolve.substitute import substitute
from tsbind.resolve.unions import union, without


def keyof(evaluator: Evaluator, target: Type) -> Type:
    """``keyof T``."""
    expanded = evaluator.expanded(target)
    if isinstance(expanded, UnionType):
        shared = [set(evaluator.union_members(keyof(evaluator, m))) for m in expanded.members]
        first = evaluator.union_members(keyof(evaluator, expanded.members[0]))
        return union([key for key in first if all(key in keys for keys in shared)])
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
    found = [_at(evaluator, target, key) for key in evaluator.union_members(index)]
    return union(found)


def _at(evaluator: Evaluator, target: Type, key: Type) -> Type:
    expanded = evaluator.expanded(target)
    if expanded in (ANY, NEVER):
        return expanded
    if isinstance(expanded, UnionType):
        return union([_at(evaluator, member, key) for member in expanded.members])
    if isinstance(expanded, Array) and key == NUMBER:
        return expanded.item
    if isinstance(expanded, Tuple):
        return _tuple_item(expanded, key)
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
    if isinstance(key, Literal) and isinstance(key.value, int | str) and str(key.value).isdigit():
        place = int(key.value)
        if place < len(target.items):
            return target.items[place].type
    raise UnresolvableError("no such place in the tuple")


def pick(evaluator: Evaluator, target: Type, keys: Type, *, drop: bool) -> Type:
    """``Pick<T, K>``, and ``Omit<T, K>`` with ``drop``."""
    members = evaluator.members(target)
    if members is None:
        raise UnresolvableError("a utility type over something without members")
    named = {str(k.value) for k in evaluator.union_members(keys) if isinstance(k, Literal)}
    wide = [k for k in evaluator.union_members(keys) if not isinstance(k, Literal)]
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
    return _from_keys(evaluator.union_members(keys), lambda _key: value, {})


def mapped(evaluator: Evaluator, type_: Generic) -> Type:
    """``{ [K in C as N]?: T }``; over ``keyof T`` the properties keep their modifiers and docs."""
    parameter, constraint, value, name = type_.arguments
    assert isinstance(parameter, Parameter)
    origin = _origin(evaluator, constraint, value)
    keys = evaluator.union_members(evaluator.evaluate(constraint))
    if name != parameter:
        keys = _renamed(evaluator, keys, parameter.name, name)
        origin = {}

    def value_of(key: Type) -> Type:
        return evaluator.evaluate(substitute(value, {parameter.name: key}))

    result = _from_keys(keys, value_of, origin)
    if "?" not in type_.operator:
        return result
    return modify(evaluator, result, optional="-?" not in type_.operator)


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
    return [member for key in renamed for member in evaluator.union_members(key)]


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
