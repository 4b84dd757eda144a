"""A model class inside of pydantic: as a field, in a `TypeAdapter`, with FastAPI.

Pydantic asks for this module; it is not imported before. A value is validated as leniently as
`Model.from_dict`, but for the literals that tell classes of a union apart, and serialised as
`Model.to_dict`.
"""

# pyright: reportPrivateUsage=false
from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from . import union, wire
from .model_fields import fields_of
from .omit import Omit
from .references import ModelSpec, Reference
from .value_kinds import is_mapping
from .wire import Choice, describe

if TYPE_CHECKING:
    from .model import Model


def adapter(kind: Any) -> Any:
    """The `TypeAdapter` of a type."""
    return import_module("pydantic").TypeAdapter(kind)


def pydantic_schema(cls: type[Model]) -> Any:
    """The core schema of `cls`."""
    # By name: type checkers of programs that have no pydantic read this file too.
    core_schema: Any = import_module("pydantic_core.core_schema")
    # What the function wraps does not run: pydantic finds the tags of its own unions there.
    tags = {
        field.wire: core_schema.typed_dict_field(
            core_schema.literal_schema(list(field.spec.values))
        )
        for field in fields_of(cls).values()
        if isinstance(field.spec, Choice)
    }
    return core_schema.no_info_wrap_validator_function(
        _validator(cls),
        core_schema.typed_dict_schema(tags),
        ref=_key(cls),
        serialization=core_schema.plain_serializer_function_ser_schema(
            _serialized, info_arg=True
        ),
    )


def pydantic_json_schema(cls: type[Model], handler: Any) -> dict[str, Any]:
    """The JSON schema of `cls`; the classes it names become definitions of the document."""
    return JSONSchemas(_definer(handler)).of_object(cls)


def _key(cls: type[Model]) -> str:
    """The name by which pydantic knows a class among the definitions, as it makes them itself."""
    return f"{cls.__module__}.{cls.__qualname__}:{id(cls)}"


def _validator(cls: type[Model]) -> Callable[[Any, Any], Any]:
    from .model import Model

    def validate(value: Any, _: Any) -> Any:
        if isinstance(value, cls):
            return value
        if not is_mapping(value) or isinstance(value, Model):
            raise ValueError(
                f"expected an object ({cls.__name__}), got {describe(value)}"
            )
        data = _by_wire_name(cls, dict(value))
        for field in fields_of(cls).values():
            literal, given = field.spec, data.get(field.wire)
            one = isinstance(literal, Choice) and len(literal.values) == 1
            if one and given is not None and not literal.accepts(given):
                raise ValueError(f"{field.wire} is {describe(given)}")
        return cls.from_dict(data)

    return validate


def _by_wire_name(cls: type[Model], data: dict[str, Any]) -> dict[str, Any]:
    """`data` with the names of the wire where it has Python's, as from `dataclasses.asdict`."""
    for name, field in fields_of(cls).items():
        if name != field.wire and name in data and field.wire not in data:
            data[field.wire] = data.pop(name)
    return data


def _serialized(value: Any, info: Any) -> Any:
    from .model import Model

    if not isinstance(value, Model):
        return value
    return value.to_dict(exclude_none=bool(info.exclude_none))


def _definer(handler: Any) -> Callable[[type[Model], Callable[[], Any]], Any]:
    """What puts the schema of a class among the definitions and gives a reference to it."""
    generator = getattr(handler, "generate_json_schema", None)
    if generator is None:
        return lambda _cls, make: make()

    def define(cls: type[Model], make: Callable[[], Any]) -> Any:
        name, reference = generator.get_cache_defs_ref_schema(_key(cls))
        if name not in generator.definitions:
            generator.definitions[name] = {}  # it may name itself
            generator.definitions[name] = make()
        return reference

    return define


Schema = dict[str, Any]
Define = "Callable[[type[Model], Callable[[], Schema]], Schema]"

_SCALARS: Mapping[Any, str] = {
    wire.text: "string",
    wire.number: "number",
    wire.integer: "integer",
    wire.boolean: "boolean",
    wire.null: "null",
}
_JSON_TYPES = {str: "string", bool: "boolean", int: "integer", float: "number"}


class JSONSchemas:
    """Makes schemas; `define` keeps that of a class once and gives a reference to it."""

    def __init__(
        self, define: Callable[[type[Model], Callable[[], Schema]], Schema]
    ) -> None:
        self._define = define
        self._open: set[int] = set()

    def of_class(self, cls: type[Model]) -> Schema:
        """A reference to the schema of `cls`."""
        return self._define(cls, lambda: self.of_object(cls))

    def of(self, spec: wire.Spec) -> Schema:
        """The schema of a spec; what has none takes any value."""
        if spec in _SCALARS:
            return {"type": _SCALARS[spec]}
        make = _MAKERS.get(type(spec))
        return {} if make is None else make(self, spec)

    def of_object(self, cls: type[Model]) -> Schema:
        """The schema of `cls` itself."""
        fields = fields_of(cls)
        schema: Schema = {
            "type": "object",
            "title": cls.__name__,
            "properties": {f.wire: self._property(f) for f in fields.values()},
        }
        doc = vars(cls).get("__doc__")
        if isinstance(doc, str):
            schema["description"] = doc
        required = [f.wire for f in fields.values() if not f.optional]
        if required:
            schema["required"] = required
        more = cls._index
        return schema | {
            "additionalProperties": True if more is None else self.of(more)
        }

    def _property(self, field: wire.Field) -> Schema:
        schema = self.of(field.spec)
        if isinstance(field.default, Omit):
            return schema
        return schema | {"default": field.default()}

    def _choice(self, spec: wire.Choice) -> Schema:
        values = list(spec.values)
        kinds = {_JSON_TYPES[type(value)] for value in values}
        schema: Schema = {"const": values[0]} if len(values) == 1 else {"enum": values}
        return schema | ({"type": kinds.pop()} if len(kinds) == 1 else {})

    def _nullable(self, spec: wire.Nullable) -> Schema:
        return {"anyOf": [self.of(spec.inner), {"type": "null"}]}

    def _array(self, spec: wire.Array) -> Schema:
        return {"type": "array", "items": self.of(spec.item)}

    def _tuple(self, spec: wire.Tuple) -> Schema:
        rest: Any = False if spec.rest is None else self.of(spec.rest)
        schema: Schema = {"type": "array", "minItems": spec.required, "items": rest}
        items = [self.of(item) for item in spec.items]
        return schema | ({"prefixItems": items} if items else {})

    def _record(self, spec: wire.Record) -> Schema:
        return {"type": "object", "additionalProperties": self.of(spec.value)}

    def _by_shape(self, spec: union.ByShape) -> Schema:
        return {"anyOf": [self.of(member) for member in spec.members]}

    def _by_tag(self, spec: union.ByTag) -> Schema:
        members = (*spec.members.values(), *spec.others.members)
        return {"anyOf": [self.of(member) for member in members]}

    def _reference(self, spec: Reference) -> Schema:
        target = spec.target()
        if id(target) in self._open:  # an alias that holds itself
            return {}
        self._open.add(id(target))
        try:
            return self.of(target)
        finally:
            self._open.discard(id(target))


_MAKERS: Mapping[type[wire.Spec], Callable[[JSONSchemas, Any], Schema]] = {
    wire.Choice: JSONSchemas._choice,
    wire.OpenChoice: lambda schemas, spec: schemas.of(spec.base),
    wire.Nullable: JSONSchemas._nullable,
    wire.Array: JSONSchemas._array,
    wire.Tuple: JSONSchemas._tuple,
    wire.Record: JSONSchemas._record,
    union.ByShape: JSONSchemas._by_shape,
    union.ByTag: JSONSchemas._by_tag,
    ModelSpec: lambda schemas, spec: schemas.of_class(spec.cls),
    Reference: JSONSchemas._reference,
}
