"""Query strings with arrays and objects: `a[]=1&a[]=2`, `b[c]=3`, or as upstream has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal
from urllib.parse import parse_qsl, quote

from .encoding import encode
from .omit import omit
from .value_kinds import is_array, is_object

ArrayFormat = Literal["brackets", "repeat", "indices", "comma"]
ObjectFormat = Literal["brackets", "dots"]
Style = tuple[ArrayFormat, ObjectFormat]


def stringify(
    values: Mapping[str, Any],
    arrays: ArrayFormat = "brackets",
    objects: ObjectFormat = "brackets",
) -> str:
    """`values` as a query string; `omit` and None leave out, at every depth."""
    style = (arrays, objects)
    pairs = [
        f"{quote(key, safe='')}={quote(text, safe='', errors='surrogateescape')}"
        for name, value in values.items()
        if value is not omit
        for key, text in _pairs(name, encode(value), style)
    ]
    return "&".join(pairs)


def merge(
    base_query: str,
    values: Mapping[str, Any],
    arrays: ArrayFormat = "brackets",
    objects: ObjectFormat = "brackets",
) -> str:
    """`base_query` (of a URL) with `values` in the place of its parameters of the same name."""
    mark = "." if objects == "dots" else "["
    kept = [
        f"{quote(key, safe='[]')}={quote(text, safe='')}"
        for key, text in parse_qsl(base_query, keep_blank_values=True)
        if key.partition(mark)[0].partition("[")[0] not in values
    ]
    return "&".join(filter(None, (*kept, stringify(values, arrays, objects))))


def _pairs(key: str, value: Any, style: Style) -> Iterator[tuple[str, str]]:
    if value is None:
        return
    if is_object(value):
        dots = style[1] == "dots"
        for name, member in value.items():
            inner = f"{key}.{name}" if dots else f"{key}[{name}]"
            yield from _pairs(inner, member, style)
    elif is_array(value):
        yield from _array_pairs(key, value, style)
    else:
        yield key, text_of(value)


def _array_pairs(key: str, items: list[Any], style: Style) -> Iterator[tuple[str, str]]:
    arrays = style[0]
    if arrays == "comma":
        yield key, ",".join(text_of(item) for item in items if item is not None)
        return
    for index, item in enumerate(items):
        suffix = {"brackets": "[]", "indices": f"[{index}]", "repeat": ""}[arrays]
        yield from _pairs(key + suffix, item, style)


def text_of(value: Any) -> str:
    """A scalar as query and form text: `true`, `false`, nothing for None; bytes as they are."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogateescape")
    return str(value)
