"""The published JSON Schema of the model, made from the dataclasses."""

from __future__ import annotations

import dataclasses
import types
import typing
from typing import Any

from tsbind.model.declarations import Package
from tsbind.model.mentions import NAMES, TYPE_CLASSES, stored_fields
from tsbind.model.types import Type

_SCALARS = {str: "string", int: "integer", float: "number", bool: "boolean"}


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of what `tsbind inspect --json` prints."""
    definitions: dict[str, Any] = {"Type": {"oneOf": [_reference(c) for c in TYPE_CLASSES]}}
    pending: list[type[Any]] = [Package, *TYPE_CLASSES]
    while pending:
        cls = pending.pop()
        if cls.__name__ not in definitions:
            definitions[cls.__name__] = _object_schema(cls, pending)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "tsbind model",
        "$ref": "#/$defs/Package",
        "$defs": dict(sorted(definitions.items())),
    }


def _reference(cls: type[Any]) -> dict[str, str]:
    return {"$ref": f"#/$defs/{cls.__name__}"}


def _object_schema(cls: type[Any], pending: list[type[Any]]) -> dict[str, Any]:
    hints = typing.get_type_hints(cls, NAMES)
    fields = stored_fields(cls)
    properties: dict[str, Any] = {f.name: _schema(hints[f.name], pending) for f in fields}
    required = [f.name for f in fields if f.default is dataclasses.MISSING]
    if cls in TYPE_CLASSES:
        properties = {"kind": {"const": cls.kind}, **properties}
        required.insert(0, "kind")
    return {
        "type": "object",
        "description": (cls.__doc__ or "").strip().split("\n\n")[0].replace("\n    ", " "),
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _schema(hint: Any, pending: list[type[Any]]) -> dict[str, Any]:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint == Type:
        return {"$ref": "#/$defs/Type"}
    if origin in (typing.Union, types.UnionType):
        return _union_schema(arguments, pending)
    if origin is tuple and arguments[-1] is Ellipsis:
        return {"type": "array", "items": _schema(arguments[0], pending)}
    if origin is tuple:
        items = [_schema(argument, pending) for argument in arguments]
        return {
            "type": "array",
            "prefixItems": items,
            "minItems": len(items),
            "maxItems": len(items),
        }
    if hint in _SCALARS:
        return {"type": _SCALARS[hint]}
    pending.append(hint)
    return _reference(hint)


def _union_schema(arguments: tuple[Any, ...], pending: list[type[Any]]) -> dict[str, Any]:
    members = [argument for argument in arguments if argument is not type(None)]
    null = [{"type": "null"}] if len(members) < len(arguments) else []
    if set(TYPE_CLASSES) <= set(members):
        schemas: list[dict[str, Any]] = [{"$ref": "#/$defs/Type"}]
    else:
        schemas = [_schema(member, pending) for member in members]
    return {"anyOf": [*schemas, *null]}
