"""Types as JSON schemas, and JSON as values of those types.

A type is a dataclass, a TypedDict, a pydantic model or dataclass, or one made of them with str, int, float,
bool, None, Literal, Enum, Optional, Union, list, NewType and Annotated[..., "a description"].
Schemas keep the rules of the API's strict mode: every object lists all its properties as required and
allows no other.
"""

from __future__ import annotations

import dataclasses
import enum
import types
from collections.abc import Iterable, Mapping, Sequence
from typing import (
    Annotated,
    Any,
    ForwardRef,
    Literal,
    NewType,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from .._runtime import jsontext
from .._runtime.value_kinds import is_array, is_mapping
from .parse_errors import OutputParseError

_SCALARS: dict[Any, str] = {
    str: "string",
    bool: "boolean",
    int: "integer",
    float: "number",
    type(None): "null",
    None: "null",
}
_LISTS = (list, Sequence, Iterable)
_UNIONS = (Union, types.UnionType)


def is_output_type(value: object) -> bool:
    """Whether `value` is a type to parse into, not a response format written out."""
    return isinstance(value, type) or get_origin(value) is not None


def is_pydantic(kind: Any) -> bool:
    """Whether `kind` is a pydantic model or dataclass; pydantic itself is not imported."""
    return _is_pydantic_model(kind) or _is_pydantic_dataclass(kind)


def _is_pydantic_model(kind: Any) -> bool:
    return isinstance(kind, type) and hasattr(kind, "__pydantic_root_model__")


def _is_pydantic_dataclass(kind: Any) -> bool:
    found = isinstance(kind, type) and hasattr(kind, "__pydantic_validator__")
    return found and not _is_pydantic_model(kind)


def _adapter(kind: Any) -> Any:
    from pydantic import TypeAdapter  # pyright: ignore # it made the class

    return TypeAdapter(kind)


def type_name(kind: Any) -> str:
    """The name of a type, as the API allows it for schemas."""
    name = getattr(kind, "__name__", "") or "output"
    return "".join(
        c if c.isascii() and (c.isalnum() or c in "_-") else "_" for c in name
    )[:64]


def json_schema(kind: Any) -> dict[str, Any]:
    """The strict JSON schema of `kind`; TypeError for what has none."""
    if is_pydantic(kind):
        is_model = _is_pydantic_model(kind)
        made = kind.model_json_schema() if is_model else _adapter(kind).json_schema()
        strict: dict[str, Any] = strict_schema(made)
        return strict
    definitions: dict[str, Any] = {}
    schema = _Schemas(kind, definitions).of(kind, root=True)
    if schema.get("type") != "object":
        raise TypeError(f"the schema of an output must be an object, not {kind!r}")
    return {**schema, "$defs": definitions} if definitions else schema


class _Schemas:
    """The schemas of a type and the types it is made of."""

    def __init__(self, root: Any, definitions: dict[str, Any]) -> None:
        self._root = root
        self._definitions = definitions
        self._names: dict[Any, str] = {}

    def of(self, kind: Any, *, root: bool = False) -> dict[str, Any]:
        kind = _named(kind)
        if get_origin(kind) is Annotated:
            inner, *notes = get_args(kind)
            told = next(filter(None, map(_told, notes)), None)
            schema = self.of(inner, root=root)
            return schema if told is None else {**schema, "description": told}
        if kind in _SCALARS:
            return {"type": _SCALARS[kind]}
        if _is_enum(kind):
            return _enumeration([member.value for member in kind])
        if _is_record(kind):
            return self._record(kind, root)
        if is_pydantic(kind):
            return self._pydantic(kind)
        return self._composed(kind)

    def _composed(self, kind: Any) -> dict[str, Any]:
        origin, arguments = get_origin(kind), get_args(kind)
        if origin is Literal:
            return _enumeration(list(arguments))
        if origin in _UNIONS:
            return {"anyOf": [self.of(argument) for argument in arguments]}
        if kind is list:
            raise TypeError("a list needs the type of its items: list[str]")
        if origin in _LISTS:
            return {"type": "array", "items": self.of(arguments[0])}
        raise TypeError(f"{kind!r} has no strict JSON schema")

    def _record(self, kind: Any, root: bool) -> dict[str, Any]:
        if not root and kind is self._root:
            return {"$ref": "#"}
        if not root:
            name = self._names.get(kind)
            if name is None:
                name = self._names[kind] = self._free_name(type_name(kind))
                self._definitions[name] = {}
                self._definitions[name] = self._object(kind)
            return {"$ref": f"#/$defs/{name}"}
        return self._object(kind)

    def _object(self, kind: Any) -> dict[str, Any]:
        hints = hints_of(kind)
        properties = {name: self.of(hint) for name, hint in hints.items()}
        for name, told in _descriptions(kind).items():
            properties[name] = {**properties[name], "description": told}
        schema: dict[str, Any] = {
            "type": "object",
            "properties": properties,
            "required": list(hints),
            "additionalProperties": False,
        }
        doc = _doc_of(kind)
        return {**schema, "description": doc} if doc else schema

    def _pydantic(self, kind: Any) -> dict[str, Any]:
        schema = json_schema(kind)
        for name, definition in schema.pop("$defs", {}).items():
            self._definitions.setdefault(name, definition)
        name = self._names.setdefault(kind, type_name(kind))
        self._definitions.setdefault(name, schema)
        return {"$ref": f"#/$defs/{name}"}

    def _free_name(self, name: str) -> str:
        number, free = 1, name
        while free in self._definitions:
            number += 1
            free = f"{name}_{number}"
        return free


def strict_schema(schema: Any) -> Any:
    """`schema`, as pydantic makes it, with the rules of strict mode kept."""
    return _stricter(schema, schema if is_mapping(schema) else {})


def _stricter(
    schema: Any, root: Mapping[str, Any], within: tuple[str, ...] = ()
) -> Any:
    if is_array(schema):
        return [_stricter(item, root, within) for item in schema]
    if not is_mapping(schema):
        return schema
    given: dict[str, Any] = dict(schema)
    if given.get("default", ...) is None:
        del given["default"]
    if len(given) > 1 and "$ref" in given:  # a reference may have no siblings
        reference = given.pop("$ref")
        if reference in within:
            return {"$ref": reference}
        within = (*within, reference)
        return _stricter({**_target(reference, root), **given}, root, within)
    parts: Any = given.get("allOf")
    if is_array(parts) and len(parts) == 1:
        given.pop("allOf")
        return _stricter({**parts[0], **given}, root, within)
    for key in ("$defs", "definitions", "properties"):
        if is_mapping(given.get(key)):
            given[key] = {k: _stricter(v, root, within) for k, v in given[key].items()}
    for key in ("items", "anyOf", "allOf", "prefixItems"):
        if key in given:
            given[key] = _stricter(given[key], root, within)
    return _closed(given) if given.get("type") == "object" else given


def _closed(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of an object that has all its properties and no other."""
    if schema.get("additionalProperties") not in (None, False):
        raise TypeError("a map of any keys has no strict JSON schema")
    required = list(schema.get("properties", {}))
    return {**schema, "additionalProperties": False, "required": required}


def _target(reference: str, root: Mapping[str, Any]) -> dict[str, Any]:
    value: Any = root
    for key in reference.removeprefix("#/").split("/"):
        value = value[key]
    return dict(value)


def hints_of(kind: Any) -> dict[str, Any]:
    """The fields of a dataclass or TypedDict and their types."""
    # A type may speak of itself although it is defined inside a function.
    own = {getattr(kind, "__name__", ""): kind}
    hints = get_type_hints(kind, localns=own, include_extras=True)
    if dataclasses.is_dataclass(kind):
        return {f.name: hints[f.name] for f in dataclasses.fields(kind) if f.init}
    return {name: _required(hint) for name, hint in hints.items()}


def parse_text(text: str, kind: Any) -> Any:
    """The value of type `kind` that JSON `text` says; raises `OutputParseError`."""
    if _is_pydantic_dataclass(kind):
        return _adapter(kind).validate_json(text)
    if is_pydantic(kind):
        return kind.model_validate_json(text)
    try:
        return convert(jsontext.parse(text), kind)
    except (ValueError, TypeError, RecursionError) as error:
        raise OutputParseError(text, error) from error


def convert(value: Any, kind: Any) -> Any:
    """JSON `value` as a `kind`; ValueError where it is none."""
    kind = _named(_required(kind))
    if get_origin(kind) is Annotated:
        return convert(value, get_args(kind)[0])
    if kind is Any or isinstance(kind, (str, ForwardRef)):
        return value
    if kind in _SCALARS:
        return _scalar(value, kind)
    if _is_enum(kind):
        return kind(value)
    if _is_pydantic_dataclass(kind):
        return _adapter(kind).validate_python(value)
    if is_pydantic(kind):
        validate: Any = getattr(kind, "model_validate", None)
        return validate(value)
    return _record_of(value, kind) if _is_record(kind) else _converted(value, kind)


def _converted(value: Any, kind: Any) -> Any:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        if not any(type(a) is type(value) and a == value for a in arguments):
            raise ValueError(f"{value!r} is none of {arguments!r}")
        return value
    if origin in _UNIONS:
        return _member(value, arguments)
    if origin in _LISTS:
        if not is_array(value):
            raise ValueError(f"expected an array, got {type(value).__name__}")
        return [convert(item, arguments[0]) for item in value]
    raise TypeError(f"{kind!r} cannot be parsed into")


def _member(value: Any, members: tuple[Any, ...]) -> Any:
    for member in members:
        try:
            return convert(value, member)
        except (ValueError, TypeError):
            continue
    raise ValueError(f"{type(value).__name__} is no member of the union")


def _scalar(value: Any, kind: Any) -> Any:
    if kind is float and type(value) in (int, float):
        return float(value)
    if kind is int and type(value) is float and value.is_integer():
        return int(value)
    if type(value) is not (type(None) if kind is None else kind):
        raise ValueError(f"expected {_SCALARS[kind]}, got {type(value).__name__}")
    return value


def _record_of(value: Any, kind: Any) -> Any:
    if not is_mapping(value):
        raise ValueError(f"expected an object, got {type(value).__name__}")
    given: Mapping[str, Any] = value
    hints = hints_of(kind)
    missing = [
        name for name in hints if name not in given and not _has_default(kind, name)
    ]
    if missing:
        raise ValueError(f"{type_name(kind)} lacks {', '.join(missing)}")
    return kind(
        **{n: convert(given[n], hint) for n, hint in hints.items() if n in given}
    )


def _has_default(kind: Any, name: str) -> bool:
    if is_typeddict(kind):
        return name in kind.__optional_keys__
    field = next(f for f in dataclasses.fields(kind) if f.name == name)
    missing = dataclasses.MISSING
    return field.default is not missing or field.default_factory is not missing


def _is_record(kind: Any) -> bool:
    if is_pydantic(kind):
        return False
    return is_typeddict(kind) or (
        isinstance(kind, type) and dataclasses.is_dataclass(kind)
    )


def _is_enum(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, enum.Enum)


def _required(hint: Any) -> Any:
    name = getattr(get_origin(hint), "_name", None)
    return (
        get_args(hint)[0] if name in ("Required", "NotRequired", "ReadOnly") else hint
    )


def _named(kind: Any) -> Any:
    """What a `NewType` or a `type` alias stands for."""
    while (inner := _stands_for(kind)) is not None:
        kind = inner
    return kind


def _stands_for(kind: Any) -> Any:
    if isinstance(kind, NewType):
        return kind.__supertype__
    return getattr(kind, "__value__", None) if _is_alias(kind) else None


def _is_alias(kind: Any) -> bool:
    return type(kind).__name__ == "TypeAliasType"


def _told(note: Any) -> str | None:
    """The description in a note of `Annotated`: a text, or a `Doc` (PEP 727)."""
    text = note if isinstance(note, str) else getattr(note, "documentation", None)
    return text if isinstance(text, str) else None


def _enumeration(values: list[Any]) -> dict[str, Any]:
    kinds = {_SCALARS.get(type(value), "string") for value in values}
    return (
        {"enum": values, "type": kinds.pop()} if len(kinds) == 1 else {"enum": values}
    )


def _descriptions(kind: Any) -> dict[str, str]:
    if not dataclasses.is_dataclass(kind):
        return {}
    told = {f.name: f.metadata.get("description") for f in dataclasses.fields(kind)}
    return {name: text for name, text in told.items() if isinstance(text, str)}


def _doc_of(kind: Any) -> str:
    doc = kind.__doc__ or ""
    # A dataclass without one gets its signature for a docstring.
    return "" if doc.startswith(f"{kind.__name__}(") else doc.strip()
