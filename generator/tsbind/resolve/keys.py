"""Keys of object types, and properties by key: ``keyof`` and ``T[K]``."""

from __future__ import annotations

from typing import TypeGuard

from tsbind.computed import is_computed
from tsbind.model.substitute import substitute
from tsbind.model.types import (
    ANY,
    NEVER,
    NULL,
    NUMBER,
    STRING,
    UNDEFINED,
    UNKNOWN,
    Array,
    Generic,
    Intersection,
    Literal,
    Primitive,
    Reference,
    TemplateLiteral,
    Tuple,
    Type,
    UnionType,
)
from tsbind.model.unions import intersection, union
from tsbind.resolve.enums import key_members
from tsbind.resolve.evaluate import Evaluator, Members, UnresolvableError, arguments_of
from tsbind.resolve.templates import matches, text_of
from tsbind.syntax.literals import number_text, number_value

_LENGTH = Literal("length")
_STEPS = 50
_WITHOUT_KEYS = (UNKNOWN, NULL, UNDEFINED, Primitive("void"), Primitive("object"))
_PROTOTYPE = Literal("prototype")
_LONGEST_PLACE = 16
"""Digits of an item's number; Python reads no number of many thousands."""


def keyof(evaluator: Evaluator, target: Type) -> Type:
    """``keyof T``."""
    written = _keys_as_written(evaluator, target)
    if written is not None:
        return written
    expanded = evaluator.expanded(target)
    if isinstance(expanded, UnionType):
        first, *others = (evaluator.union_members(keyof(evaluator, m)) for m in expanded.members)
        return union([key for key in first if all(key in keys for keys in map(set, others))])
    if expanded in (ANY, NEVER):
        return union([STRING, NUMBER, Primitive("symbol")])
    if expanded in _WITHOUT_KEYS:
        return NEVER
    if isinstance(expanded, Intersection):
        return union([keyof(evaluator, member) for member in expanded.members])
    members = None if isinstance(expanded, Array | Tuple) else evaluator.members(expanded)
    if members is None:
        raise UnresolvableError("keyof of something without members")
    keys = keys_of_members(evaluator, members)
    return union([*keys, *([NUMBER] if STRING in keys else [])])


def keys_of_members(evaluator: Evaluator, members: Members) -> list[Type]:
    """The keys of an object type; a name in brackets is a symbol."""
    keys: list[Type] = []
    for name, property_ in members.properties.items():
        of_enum = evaluator.binder.enum_keys.get(property_.position) if property_.position else None
        if of_enum is not None:
            keys.append(of_enum)
        elif is_computed(name):
            keys.append(Primitive("symbol"))
        else:
            keys.append(Literal(number_value(name) if property_.numeric else name))  # type: ignore[arg-type]
    return [*dict.fromkeys(keys), *(signature.key for signature in members.index)]


def _keys_as_written(evaluator: Evaluator, target: Type) -> Type | None:
    """The keys of a mapped type: those it is written over; None for any other type."""
    for _ in range(_STEPS):
        if isinstance(target, Generic) and target.operator == "Record":
            keys = evaluator.evaluate(target.arguments[0])
            return union(key_members(evaluator, keys))
        declared = evaluator.declared(target) if isinstance(target, Reference) else None
        if declared is None or declared.type is None or not isinstance(target, Reference):
            return None
        if not isinstance(declared.type, Generic | Reference):
            return None
        target = substitute(declared.type, arguments_of(declared, target))
    return None


def index_access(evaluator: Evaluator, target: Type, index: Type) -> Type:
    """``T[K]``: the union of the types of the named properties."""
    keys = key_members(evaluator, index)
    if not keys and (members := evaluator.members(evaluator.expanded(target))) is not None:
        # `T[never]` is what an index signature says, if there is one.
        values = [s.value for s in members.index]
        return evaluator.evaluate(intersection(values)) if values else NEVER
    return union([_at(evaluator, target, key) for key in keys])


def _at(evaluator: Evaluator, target: Type, key: Type) -> Type:
    expanded = evaluator.expanded(target)
    if expanded in (ANY, NEVER):
        return expanded
    if isinstance(expanded, UnionType):
        return union([_at(evaluator, member, key) for member in expanded.members])
    if isinstance(expanded, Array) and (key == NUMBER or _is_place(key)):
        return expanded.item
    if isinstance(expanded, Array) and key == _LENGTH:
        return NUMBER
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
        property_ = members.properties.get(text_of(key.value))
        if property_ is not None:
            type_ = evaluator.evaluate(property_.type)
            return union([type_, UNDEFINED]) if property_.optional else type_
    for signature in members.index:
        if signature.key in (key, STRING) and key != Primitive("symbol"):
            return evaluator.evaluate(signature.value)
        if isinstance(key, Literal) and _fits(key, signature.key):
            return evaluator.evaluate(signature.value)
    raise UnresolvableError("no such property")


def _fits(key: Literal, wanted: Type) -> bool:
    """Whether a key is one of an index signature's."""
    if wanted == NUMBER:
        return not isinstance(key.value, str) or number_text_of(key.value)
    return isinstance(wanted, TemplateLiteral) and matches(wanted, key.value) is True


def number_text_of(text: str) -> bool:
    """Whether a string is what a number is turned into."""
    value = number_value(text)
    return value is not None and number_text(value) == text


def _tuple_item(target: Tuple, key: Type) -> Type:
    if key == _LENGTH:
        return _length(target)
    absent = [UNDEFINED] if any(item.optional for item in target.items) else []
    if key == NUMBER:
        return union([*(item.type for item in target.items), *absent])
    if not _is_place(key):
        raise UnresolvableError("no such place in the tuple")
    place = int(key.value)
    rest = next((n for n, item in enumerate(target.items) if item.rest), None)
    if rest is not None and place >= rest:
        if rest < len(target.items) - 1:
            raise UnresolvableError("a place after the rest of a tuple")
        return target.items[rest].type
    if place >= len(target.items):
        raise UnresolvableError("no such place in the tuple")
    item = target.items[place]
    return union([item.type, UNDEFINED]) if item.optional else item.type


def _length(target: Tuple) -> Type:
    if any(item.rest for item in target.items):
        return NUMBER
    least = sum(not item.optional for item in target.items)
    return union([Literal(n) for n in range(least, len(target.items) + 1)])


def _is_place(key: Type) -> TypeGuard[Literal]:
    """Whether a key is the number of an item."""
    if not isinstance(key, Literal) or isinstance(key.value, bool | float):
        return False
    text = str(key.value)
    return text.isascii() and text.isdigit() and len(text) < _LONGEST_PLACE
