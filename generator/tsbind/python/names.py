"""Legal Python names: the one door through which upstream text becomes an identifier.

A `PythonName` is made only here. Names are cut into words, put in snake case (attributes,
parameters, modules) or Pascal case (classes, aliases), made NFKC-equal to themselves as Python's
parser does (language reference 2.3), and kept clear of keywords and of what the place reserves.
"""

from __future__ import annotations

import hashlib
import keyword
import re
import unicodedata
from collections.abc import Container, Iterable
from functools import cache

MAXIMUM_LENGTH = 100
"""Longer names are cut, with a digest of the whole name at the end."""

RESERVED_ATTRIBUTES = frozenset(
    "from_dict to_dict to_json self cls mro model_construct model_copy model_dump model_dump_json "
    "model_extra model_fields model_fields_set model_json_schema model_validate "
    "model_validate_json".split()
)
"""What every model defines, or a parameter cannot be called."""

WINDOWS_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{device}{number}" for device in ("com", "lpt") for number in range(10)}
)
"""File names Windows keeps for devices, whatever the extension."""

_RESERVED_CLASSES = frozenset({"None", "True", "False", "TYPE_CHECKING"})
_SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_NOT_WORD = re.compile(r"[\W_]+")
_PIECE = re.compile(r"[A-Z]+s?(?![a-z])\d*|[A-Z]?[^\WA-Z\d]+\d*|[A-Z]+(?=[A-Z][a-z])|[A-Z]\d*|\d+")


class PythonName(str):
    """A legal Python identifier."""

    __slots__ = ()


def attribute_name(text: str) -> PythonName:
    """``text`` as an attribute, parameter or method: ``vectorStoreID`` is ``vector_store_id``."""
    return _snake(text, RESERVED_ATTRIBUTES)


def module_name(text: str) -> PythonName:
    """``text`` as a module or folder: snake case, and no name Windows keeps for a device."""
    return _snake(text, WINDOWS_DEVICES)


@cache
def class_name(text: str) -> PythonName:
    """``text`` as a class or alias: upstream's spelling where it is legal, first letter raised.

    Where no letter can be raised, ``Type`` is before it: a field may have the same name.
    """
    joined = "".join(part[:1].upper() + part[1:] for part in _NOT_WORD.split(_normal(text)) if part)
    joined = f"Type{joined}" if joined[:1].isalpha() and joined == joined.lower() else joined
    return _finish(joined, "Type", text, _RESERVED_CLASSES)


def unique(name: PythonName, taken: Container[str]) -> PythonName:
    """``name``, or with the first free number from 2 behind it when it is taken."""
    if name not in taken:
        return name
    number = 2
    while f"{name}_{number}" in taken:
        number += 1
    return PythonName(f"{name}_{number}")


def assign(texts: Iterable[str]) -> dict[str, PythonName]:
    """An attribute name for each of ``texts``, all different.

    A text that already is its own name keeps it; the others follow in the given order, and take
    the first free number where two become one.
    """
    ordered = list(dict.fromkeys(texts))
    result = {text: name for text in ordered if (name := attribute_name(text)) == text}
    taken: set[str] = set(result.values())
    for text in ordered:
        if text not in result:
            result[text] = unique(attribute_name(text), taken)
            taken.add(result[text])
    return {text: result[text] for text in ordered}


@cache
def words(text: str) -> tuple[str, ...]:
    """The words of an identifier, lower case: ``createAndRun`` is ``create``, ``and``, ``run``."""
    result: list[str] = []
    for part in _NOT_WORD.split(_normal(text)):
        result.extend(_split(part))
    return tuple(word.lower() for word in result if word)


def _split(part: str) -> list[str]:
    # Digits stay with the word before them (`v1`, `base64`); capitals in a row are one word.
    pieces = _PIECE.findall(part)
    return pieces if "".join(pieces) == part else [part]


@cache
def _snake(text: str, reserved: frozenset[str]) -> PythonName:
    name = text if _SNAKE.fullmatch(text) else "_".join(words(text))
    return _finish(name, "value", text, reserved)


def _finish(name: str, fallback: str, original: str, reserved: frozenset[str]) -> PythonName:
    name = unicodedata.normalize("NFKC", name)
    if not name:
        name = f"{fallback}_{_digest(original)}"
    if not f"_{name}".isidentifier():
        kept = "".join(c for c in name if f"_{c}".isidentifier()).strip("_")
        name = f"{kept or fallback}_{_digest(original)}"
    if not name[0].isidentifier():
        name = f"{'V' if fallback == 'Type' else 'v'}{name}"
    if len(name) > MAXIMUM_LENGTH:
        name = f"{name[: MAXIMUM_LENGTH - 9]}_{_digest(original)}"
    if keyword.iskeyword(name) or name in reserved:
        name += "_"
    return PythonName(name)


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
