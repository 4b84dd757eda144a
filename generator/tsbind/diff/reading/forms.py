"""The form of each kind of type, from the numbers of what it holds.

A rule is a generator: it yields the types whose numbers it needs and returns its own, so that
types of any depth are worked out without recursion.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any

from tsbind.diff.reading.interner import Interner
from tsbind.model.index import fields_of
from tsbind.model.types import (
    Array,
    Function,
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
    Type,
    UnionType,
)

Steps = Generator[Type, int, int]


def _primitive(interner: Interner, type_: Primitive) -> Steps:
    yield from ()
    return interner.number("primitive", type_.name)


def _parameter(interner: Interner, type_: Parameter) -> Steps:
    yield from ()
    return interner.number("parameter", type_.name)


def _opaque(interner: Interner, type_: Opaque) -> Steps:
    yield from ()
    return interner.number("opaque", type_.text)


def _literal(interner: Interner, type_: Literal) -> Steps:
    yield from ()
    return interner.number("literal", type(type_.value).__name__, type_.value)


def _array(interner: Interner, type_: Array) -> Steps:
    return interner.number("array", (yield type_.item))


def _record(interner: Interner, type_: Record) -> Steps:
    key = yield type_.key
    value = yield type_.value
    return interner.number("object", frozenset(), frozenset({(key, value)}), ())


def _tuple(interner: Interner, type_: Tuple) -> Steps:
    items: list[tuple[int, bool, bool]] = []
    for item in type_.items:
        items.append(((yield item.type), item.optional, item.rest))
    return interner.number("tuple", tuple(items))


def many(types: tuple[Type, ...]) -> Generator[Type, int, list[int]]:
    """The numbers of several types, in order."""
    numbers: list[int] = []
    for type_ in types:
        numbers.append((yield type_))
    return numbers


def _union(interner: Interner, type_: UnionType) -> Steps:
    numbers = yield from many(type_.members)
    return interner.union(set(numbers))


def _open(interner: Interner, type_: OpenUnion) -> Steps:
    numbers = yield from many(type_.members)
    values = interner.flatten(set(numbers)) if numbers else set[int]()
    return interner.number("open", type_.base, frozenset(values))


def _intersection(interner: Interner, type_: Intersection) -> Steps:
    numbers = yield from many(type_.members)
    return interner.number("intersection", frozenset(numbers))


def _template(interner: Interner, type_: TemplateLiteral) -> Steps:
    return interner.number("template", tuple((yield from many(type_.parts))))


def _generic(interner: Interner, type_: Generic) -> Steps:
    numbers = yield from many(type_.arguments)
    return interner.number("generic", type_.operator, tuple(numbers))


def _function(interner: Interner, type_: Function) -> Steps:
    parameters: list[tuple[int, bool, bool]] = []
    for p in type_.parameters:
        parameters.append(((yield p.type), p.optional, p.rest))
    returns = yield type_.returns
    return interner.number("function", tuple(parameters), returns, type_.constructs)


def _inline(interner: Interner, type_: Object) -> Steps:
    calls = yield from many(type_.calls)
    return (
        yield from object_form(interner, fields_of(type_.properties), type_.index, tuple(calls))
    )


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


RULES: dict[type[Any], Callable[[Interner, Any], Steps]] = {
    Primitive: _primitive,
    Parameter: _parameter,
    Opaque: _opaque,
    Literal: _literal,
    Array: _array,
    Record: _record,
    Tuple: _tuple,
    UnionType: _union,
    OpenUnion: _open,
    Intersection: _intersection,
    TemplateLiteral: _template,
    Generic: _generic,
    Function: _function,
    Object: _inline,
}
