"""The model as JSON and back, without loss: ``from_json(to_json(m)) == m``.

Fields with their default value are left out, so the JSON stays readable; a type has its ``kind``.
The rules come from the dataclasses themselves, so a new field needs no code here.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable
from enum import Enum
from functools import cache
from typing import Any

from tsbind.model import declarations
from tsbind.model import types as model_types
from tsbind.model.declarations import SCHEMA_VERSION, Package
from tsbind.model.mentions import NAMES, TYPE_CLASSES, stored_fields
from tsbind.model.types import Type
from tsbind.problems import TsbindError

TYPE_BY_KIND: dict[str, type[Any]] = {cls.kind: cls for cls in TYPE_CLASSES}

_ALWAYS: dict[type[Any], tuple[str, ...]] = {
    Package: ("schema_version", "types", "operations"),
    declarations.Declaration: ("doc", "deprecated"),
    model_types.Property: ("optional", "nullable", "doc", "deprecated"),
}
"""Fields that are written even with their default value: readers look for them first."""

Json = Any
_Class = typing.TypeVar("_Class")
Decoder = Callable[[Json], Any]


@cache
def _fields(cls: Any) -> tuple[tuple[str, Any, bool], ...]:
    """Of each field: its name, its default, and whether it is always written."""
    always = _ALWAYS.get(cls, ())
    return tuple((f.name, f.default, f.name in always) for f in stored_fields(cls))


def encode(value: Any) -> Json:
    """A model object as plain JSON values."""
    if isinstance(value, tuple):
        items: tuple[Any, ...] = value  # pyright: ignore[reportUnknownVariableType]
        return [encode(item) for item in items]
    if isinstance(value, Enum):
        return value.value
    if not dataclasses.is_dataclass(value):
        return value
    cls: Any = type(value)
    kind = getattr(cls, "kind", None)
    result: dict[str, Json] = {}
    if cls in TYPE_CLASSES:
        result["kind"] = kind
    for name, default, always in _fields(cls):
        item = getattr(value, name)
        if always or default is dataclasses.MISSING or item != default:
            result[name] = encode(item)
    return result


@cache
def _decoder(hint: Any) -> Decoder:
    """The function that reads JSON into a value annotated ``hint``."""
    origin = typing.get_origin(hint)
    if hint == Type:
        return _decode_type
    if origin is tuple:
        return _tuple_decoder(typing.get_args(hint))
    if origin in (typing.Union, types.UnionType):
        inner = [arg for arg in typing.get_args(hint) if arg is not type(None)]
        is_type = len(inner) > 1 and inner[0] in TYPE_CLASSES
        decode_inner = _decode_type if is_type else _decoder(inner[0])
        return lambda data: None if data is None else decode_inner(data)
    if hasattr(hint, "__dataclass_fields__"):
        return _object_decoder(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    return lambda data: data


def _tuple_decoder(arguments: tuple[Any, ...]) -> Decoder:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        decode_item = _decoder(arguments[0])
        return lambda data: tuple([decode_item(item) for item in data])
    decoders = [_decoder(argument) for argument in arguments]
    return lambda data: tuple(decode(item) for decode, item in zip(decoders, data, strict=True))


@cache
def _object_decoder(cls: Any) -> Decoder:
    decoders: dict[str, Decoder] = {}

    def decode(data: Json) -> Any:
        if not decoders:
            hints = typing.get_type_hints(cls, None, NAMES)
            decoders.update({f.name: _decoder(hints[f.name]) for f in stored_fields(cls)})
        return cls(**{key: decoders[key](item) for key, item in data.items() if key in decoders})

    return decode


def _decode_type(data: Json) -> Type:
    kind: Any = TYPE_BY_KIND[data["kind"]]
    return typing.cast("Type", _object_decoder(kind)(data))


def decode(cls: type[_Class], data: Json) -> _Class:
    """What `encode` made of a value of the dataclass ``cls``.

    Raises an error of Python's own where the data are of something else.
    """
    found: Any = cls
    return typing.cast("_Class", _object_decoder(found)(data))


def to_json(package: Package, *, indent: int | None = None) -> str:
    """The whole model as JSON text, keys in the order of the dataclasses."""
    return json.dumps(encode(package), indent=indent, ensure_ascii=True)


def from_json(text: str) -> Package:
    """Read what `to_json` wrote.

    Raises `TsbindError` if the text is not a model, or has another schema version.
    """
    try:
        data = json.loads(text)
        version = data["schema_version"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        remedy = "Make one with `tsbind inspect SOURCE --json`"
        raise TsbindError("not a tsbind model", remedy) from error
    if version != SCHEMA_VERSION:
        raise TsbindError(
            f"model has schema version {version}, this tsbind reads {SCHEMA_VERSION}",
            "Make the model again with `tsbind inspect SOURCE --json`",
        )
    try:
        package = typing.cast("Package", _object_decoder(Package)(data))
        _check_kinds(package)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        remedy = "Make it again with `tsbind inspect SOURCE --json`"
        raise TsbindError(f"the model is damaged: {error!r}", remedy) from error
    return package


def _check_kinds(package: Package) -> None:
    """Raise for a kind of declaration the schema does not have: every reader would guess at it."""
    for declaration in package.types:
        if declaration.kind not in declarations.DECLARATION_KINDS:
            raise ValueError(f"{declaration.id}: no kind of declaration: {declaration.kind!r}")
