"""The form of each kind of type, from the numbers of what it holds.

A generator yields the types whose numbers it needs and returns its own, so that types of any depth
are worked out without recursion.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from typing import Any

from tsbind.diff.reading.interner import Interner
from tsbind.model.index import fields_of
from tsbind.model.types import (
    Array,
    Function,
    FunctionParameter,
    Generic,
    IndexSignature,
    Intersection,
    Literal,
    Object,
    Opaque,
    OpenUnion,
    Parameter,
    Primitive,
    Property,
    Record,
    TemplateLiteral,
    Tuple,
    TupleItem,
    Type,
    UnionType,
    children,
)

Steps = Generator[Type, int, int]


def many(types: Iterable[Type]) -> Generator[Type, int, list[int]]:
    """The numbers of several types, in order."""
    numbers: list[int] = []
    for type_ in types:
        numbers.append((yield type_))
    return numbers


def type_form(interner: Interner, type_: Type) -> Steps:
    """The form of a type that is no reference."""
    if isinstance(type_, Object):
        calls = yield from many(type_.calls)
        fields = fields_of(type_.properties)
        return (yield from object_form(interner, fields, type_.index, tuple(calls)))
    numbers = yield from many(children(type_))
    if isinstance(type_, UnionType):
        return interner.union(set(numbers))
    if isinstance(type_, OpenUnion):
        values = interner.flatten(set(numbers)) if numbers else set[int]()
        return interner.number("open", type_.base, frozenset(values))
    return interner.number(*_RULES[type(type_)](type_, tuple(numbers)))


def object_form(
    interner: Interner,
    fields: tuple[Property, ...],
    index: tuple[IndexSignature, ...],
    calls: tuple[int, ...] = (),
) -> Steps:
    """The form of an object with these members."""
    entries: list[tuple[str, int, bool]] = []
    for field in fields:
        entries.append((field.name, (yield field.type), field.optional))
    keys: list[tuple[int, int]] = []
    for signature in index:
        key = yield signature.key
        keys.append((key, (yield signature.value)))
    return interner.number("object", frozenset(entries), frozenset(keys), calls)


def _items(
    items: tuple[TupleItem | FunctionParameter, ...], numbers: tuple[int, ...]
) -> tuple[tuple[int, bool, bool], ...]:
    return tuple((n, i.optional, i.rest) for n, i in zip(numbers, items, strict=False))


_Numbers = tuple[int, ...]
_RULES: dict[type[Any], Callable[[Any, _Numbers], tuple[Any, ...]]] = {
    Primitive: lambda t, _: ("primitive", t.name),
    Parameter: lambda t, _: ("parameter", t.name),
    Opaque: lambda t, _: ("opaque", t.text),
    Literal: lambda t, _: ("literal", type(t.value).__name__, t.value),
    Array: lambda _, n: ("array", *n),
    Record: lambda _, n: ("object", frozenset[Any](), frozenset({n}), ()),
    Tuple: lambda t, n: ("tuple", _items(t.items, n)),
    Intersection: lambda _, n: ("intersection", frozenset(n)),
    TemplateLiteral: lambda _, n: ("template", n),
    Generic: lambda t, n: ("generic", t.operator, n),
    Function: lambda t, n: ("function", _items(t.parameters, n), n[-1], t.constructs),
}
