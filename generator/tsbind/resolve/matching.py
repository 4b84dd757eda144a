"""``infer`` in tuples and in template literals: what each name stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tsbind.model.types import Generic, Literal, Primitive, TemplateLiteral, Tuple, TupleItem, Type
from tsbind.model.unions import tuple_of
from tsbind.resolve.templates import PATTERNS, text_of

Pair = tuple[Type, Type]


def tuple_pairs(source: Tuple, pattern: Tuple) -> list[Pair] | None:
    """Each part of ``source`` with the part of ``pattern`` it is matched against.

    What a rest place of the pattern covers is a tuple of its own. None where the lengths differ,
    or where the source has places that may be left out.
    """
    if any(item.optional for item in pattern.items):
        return None
    places = [n for n, item in enumerate(pattern.items) if item.rest]
    ends_with_rest = places[-1:] == [len(pattern.items) - 1]
    must_be_there = source.items[: places[0]] if ends_with_rest else source.items
    if any(item.rest or item.optional for item in must_be_there):
        return None
    if not places:
        if len(source.items) != len(pattern.items):
            return None
        return _pairs(source.items, pattern.items)
    place, after = places[0], len(pattern.items) - places[0] - 1
    if len(places) > 1 or len(source.items) < place + after:
        return None
    end = len(source.items) - after
    return [
        *_pairs(source.items[:place], pattern.items[:place]),
        *_covered(source.items[place:end], pattern.items[place].type),
        *_pairs(source.items[end:], pattern.items[place + 1 :]),
    ]


def _covered(items: tuple[TupleItem, ...], wanted: Type) -> list[Pair]:
    """What a rest place covers: with ``...T`` a tuple of its own, with ``...T[]`` each item."""
    if isinstance(wanted, Generic) and wanted.operator == "spread":
        return [(tuple_of(items), wanted.arguments[0])]
    return [(item.type, wanted) for item in items]


def _pairs(own: tuple[TupleItem, ...], wanted: tuple[TupleItem, ...]) -> list[Pair]:
    return [(one.type, other.type) for one, other in zip(own, wanted, strict=True)]


def template_pairs(text: str, pattern: TemplateLiteral) -> list[Pair] | None:
    """The strings that the open parts of a template stand for in ``text``; None if it differs.

    A part takes as little as it can; one that another follows at once takes a character
    (TypeScript 4.1 release notes, "Template Literal Types").
    """
    found = re.fullmatch("".join(_expressions(pattern)), text, re.DOTALL)
    if found is None:
        return None
    open_parts = [part for part in pattern.parts if not isinstance(part, Literal)]
    return [(Literal(own), part) for own, part in zip(found.groups(), open_parts, strict=True)]


def _expressions(pattern: TemplateLiteral) -> Iterator[str]:
    followers = (*pattern.parts[1:], None)
    for part, following in zip(pattern.parts, followers, strict=True):
        if isinstance(part, Literal):
            yield re.escape(text_of(part.value))
        elif isinstance(part, Primitive) and part.name != "string" and part.name in PATTERNS:
            yield f"({PATTERNS[part.name]})"
        elif following is None or isinstance(following, Literal):
            yield "(.*)" if following is None else "(.*?)"
        else:
            yield "(.)"
