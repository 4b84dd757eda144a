"""The JSON schema of a model class, from its wire specs."""

# pyright: reportPrivateUsage=false
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from . import union, wire
from .model_fields import fields_of
from .omit import Omit
from .references import ModelSpec, Reference

if TYPE_CHECKING:
    from .model import Model

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
        return schema | {"additionalProperties": True if more is None else self.of(more)}

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
