"""A type on several lines, if one line would be too long to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tsbind.model.spelling import open_base, property_head, typescript, union_member
from tsbind.model.types import Array, Object, OpenUnion, Type, UnionType

WIDTH = 88
_STEP = "  "
_DEEPEST = 10 * len(_STEP)


def laid_out(type_: Type, used: int, indent: str) -> str:
    """``type_`` as it continues a line of ``used`` characters that is indented by ``indent``.

    Unions get a line for each member, objects one for each property. Types that are nested very
    deeply, or have no such parts, stay on one line whatever its length.
    """
    text = typescript(type_)
    if used + len(text) <= WIDTH or len(indent) > _DEEPEST:
        return text
    broken = _BREAKERS.get(type(type_))
    return (broken(type_, indent) if broken else None) or text


def _union(type_: UnionType | OpenUnion, indent: str) -> str:
    bar = f"\n{indent}{_STEP}| "
    return "".join(bar + member for member in _members(type_, indent + _STEP))


def _members(type_: UnionType | OpenUnion, indent: str) -> Iterator[str]:
    if isinstance(type_, OpenUnion):
        yield open_base(type_)
    for member in type_.members:
        if isinstance(member, OpenUnion):
            yield from _members(member, indent)
        elif isinstance(member, (Object, Array)):
            yield laid_out(member, len(indent) + 2, indent)
        else:
            yield union_member(member)


def _object(type_: Object, indent: str) -> str | None:
    if not type_.properties or type_.index or type_.calls:
        return None
    inner = indent + _STEP
    lines: list[str] = []
    for property_ in type_.properties:
        head = inner + property_head(property_)
        lines.append(f"{head}{laid_out(property_.type, len(head) + 1, inner)};")
    return "\n".join(["{", *lines, f"{indent}}}"])


def _array(type_: Array, indent: str) -> str | None:
    item = _object(type_.item, indent) if isinstance(type_.item, Object) else None
    return f"{item}[]" if item else None


_BREAKERS: dict[type[Any], Callable[[Any, str], str | None]] = {
    UnionType: _union,
    OpenUnion: _union,
    Object: _object,
    Array: _array,
}
