"""Types of the model as JSON Schema (2020-12, the dialect of OpenAPI 3.1)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tsbind.model import types as t
from tsbind.model.declarations import Declaration
from tsbind.model.index import ModelIndex
from tsbind.model.kinds import FILE_TYPES, alias_type, foreign_type, is_class
from tsbind.model.substitute import substitute
from tsbind.model.unions import values_of
from tsbind.position import Position
from tsbind.python.integers import Numbers
from tsbind.python.types.classes import whole

Schema = dict[str, Any]
Given = Mapping[str, t.Type]
FILE: Schema = {"type": "string", "format": "binary"}
NULL: Schema = {"type": "null"}
_PREFIX = "#/components/schemas/"
_TYPES = {str: "string", bool: "boolean", int: "integer", float: "number"}
_PRIMITIVES: dict[str, Schema] = {
    "string": {"type": "string"},
    "boolean": {"type": "boolean"},
    "bigint": {"type": "integer"},
    "object": {"type": "object"},
    "null": NULL,
}


class Schemas:
    """Makes schemas; what has a name becomes a component and is referred to."""

    def __init__(self, index: ModelIndex, numbers: Numbers) -> None:
        self.components: dict[str, Schema] = {}
        self._index = index
        self._numbers = numbers
        self._names: dict[t.Reference, str] = {}

    def of(self, type_: t.Type, *, integral: bool = False) -> Schema:
        """The schema of a type without free type parameters."""
        if type_ == t.NUMBER:
            return {"type": "integer" if integral else "number"}
        rule = _RULES.get(type(type_))
        return rule(self, type_, integral) if rule else {}

    def inlined(self, schema: Schema) -> Schema:
        """``schema`` with the members of a union in place of references to them.

        To read a query or a form, a server must see what its texts may stand for.
        """
        members = [self.target(member) for member in schema.get("anyOf", ())]
        return any_of(members) if members else schema

    def target(self, schema: Schema) -> Schema:
        """What ``schema`` refers to, or itself."""
        name = schema.get("$ref", "").removeprefix(_PREFIX)
        return self.components[name] if name else schema

    def object(self, owner: Declaration, given: Given) -> Schema:
        """The schema of the properties that ``owner`` lists."""
        data = [p for p in owner.properties if not p.method and not p.name.startswith("[")]
        made = {
            p.name: self.of(
                substitute(p.type, given),
                integral=whole(self._numbers, owner, p.name, p.type, p.doc),
            )
            for p in data
        }
        return object_of(made, [p.name for p in data if not p.optional])

    def _primitive(self, type_: t.Primitive, _: bool) -> Schema:
        return dict(_PRIMITIVES.get(type_.name, {}))

    def _literal(self, type_: t.Literal, _: bool) -> Schema:
        return {**_typed([type_.value]), "const": type_.value}

    def _array(self, type_: t.Array, integral: bool) -> Schema:
        return {"type": "array", "items": self.of(type_.item, integral=integral)}

    def _record(self, type_: t.Record, integral: bool) -> Schema:
        value = self.of(type_.value, integral=integral)
        return {"type": "object", "additionalProperties": value}

    def _tuple(self, type_: t.Tuple, integral: bool) -> Schema:
        fixed = [i for i in type_.items if not i.rest]
        rest = [self.of(i.type, integral=integral) for i in type_.items if i.rest]
        return {
            "type": "array",
            "prefixItems": [self.of(i.type, integral=integral) for i in fixed],
            "minItems": sum(not i.optional for i in fixed),
            "items": rest[0] if rest else False,
        }

    def _union(self, type_: t.UnionType, integral: bool) -> Schema:
        members = values_of(type_)
        values = [m.value for m in members if isinstance(m, t.Literal)]
        if values and len(values) == len(members):
            schemas: list[Schema] = [{**_typed(values), "enum": values}]
        else:
            schemas = [self.of(m, integral=integral) for m in members]
        schema = any_of(schemas)
        mapping = self._mapping(type_)
        if type_.discriminator is not None and mapping:
            named = {"propertyName": type_.discriminator.property, "mapping": mapping}
            schema["discriminator"] = named
        return any_of([schema, NULL]) if t.NULL in type_.members else schema

    def _mapping(self, type_: t.UnionType) -> dict[str, str]:
        """Tags and the components they select; empty where one of them has no component."""
        inside = {m.id: m for m in type_.members if isinstance(m, t.Reference)}
        pairs = type_.discriminator.mapping if type_.discriminator is not None else ()
        if not all(text.startswith('"') and id_ in inside for text, id_ in pairs):
            return {}
        return {json.loads(text): self.of(inside[id_])["$ref"] for text, id_ in pairs}

    def _open(self, type_: t.OpenUnion, integral: bool) -> Schema:
        base = (
            {"type": "string"} if type_.base == "string" else self.of(t.NUMBER, integral=integral)
        )
        return any_of([*(self.of(m) for m in type_.members), base])

    def _intersection(self, type_: t.Intersection, _: bool) -> Schema:
        return {"allOf": [self.of(m) for m in type_.members]}

    def _object(self, type_: t.Object, _: bool) -> Schema:
        place = Position("", 0, 0)
        owner = Declaration("", "interface", "", place, properties=type_.properties)
        return self.object(owner, {})

    def _template(self, type_: t.TemplateLiteral, _: bool) -> Schema:
        parts = [re.escape(str(p.value)) if isinstance(p, t.Literal) else ".*" for p in type_.parts]
        return {"type": "string", "pattern": f"^{''.join(parts)}$"}

    def _reference(self, type_: t.Reference, _: bool) -> Schema:
        foreign = foreign_type(type_.id)
        if foreign is not None:
            return dict(FILE) if foreign == FILE_TYPES else {"type": "string"}
        declaration = self._index.get(type_.id)
        if declaration is None or declaration.kind == "class":
            member = self._index.enum_member(type_.id)
            return {} if member is None else {**_typed([member]), "const": member}
        return {"$ref": _PREFIX + self._component(type_, declaration)}

    def _component(self, type_: t.Reference, declaration: Declaration) -> str:
        if type_ in self._names:
            return self._names[type_]
        name = self._name(type_)
        self._names[type_] = name
        self.components[name] = {}
        given = _arguments(type_, declaration)
        if is_class(declaration):
            schema = self.object(declaration, given)
        else:
            alias = alias_type(declaration)
            schema = {} if alias is None else self.of(substitute(alias, given))
        self.components[name] = schema
        return name

    def _name(self, type_: t.Reference) -> str:
        path, _, inner = type_.id.removeprefix("resources/").partition("#")
        name = re.sub(r"[^A-Za-z0-9._-]+", ".", f"{path.removesuffix('.ts')}.{inner}")
        same = sum(n == name or n.startswith(f"{name}-") for n in self.components)
        return f"{name}-{same}" if same else name


def object_of(properties: Schema, required: list[str], *, closed: bool = False) -> Schema:
    """An object with these properties, and no others when ``closed``."""
    schema: Schema = {"type": "object", "properties": properties}
    if any(name in properties for name in required):
        schema["required"] = [name for name in required if name in properties]
    return {**schema, "additionalProperties": False} if closed else schema


def any_of(schemas: list[Schema]) -> Schema:
    """The schema of a value that fits one of ``schemas``: flat, repeats left out."""
    flat = [m for s in schemas for m in (s["anyOf"] if s.keys() == {"anyOf"} else [s])]
    distinct = [s for n, s in enumerate(flat) if s not in flat[:n]]
    return distinct[0] if len(distinct) == 1 else {"anyOf": distinct}


def _typed(values: Sequence[object]) -> Schema:
    """The JSON type that all of ``values`` have: texts of a query are read by it."""
    names = {_TYPES[type(value)] for value in values}
    return {"type": names.pop()} if len(names) == 1 else {}


def _arguments(type_: t.Reference, declaration: Declaration) -> Given:
    defaults = [p.default or p.constraint or t.UNKNOWN for p in declaration.type_parameters]
    given = [*type_.arguments, *defaults[len(type_.arguments) :]]
    return {p.name: g for p, g in zip(declaration.type_parameters, given, strict=False)}


_RULES: dict[type[Any], Callable[[Schemas, Any, bool], Schema]] = {
    t.Primitive: Schemas._primitive,
    t.Literal: Schemas._literal,
    t.Array: Schemas._array,
    t.Record: Schemas._record,
    t.Tuple: Schemas._tuple,
    t.UnionType: Schemas._union,
    t.OpenUnion: Schemas._open,
    t.Intersection: Schemas._intersection,
    t.Object: Schemas._object,
    t.TemplateLiteral: Schemas._template,
    t.Reference: Schemas._reference,
}
