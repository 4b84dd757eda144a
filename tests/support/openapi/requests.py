"""What an operation sends: parameters in path, query and headers, and the body."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from support.openapi.schemas import FILE, Schema, Schemas, any_of, object_of
from tsbind.model import types as t
from tsbind.model.operations import Operation, Payload, Signature
from tsbind.model.unions import without_null
from tsbind.python.methods.shapes import Given, Shapes, Variant

_CONTENT_TYPE = "content-type"
FORM = "multipart/form-data"


@dataclass(frozen=True)
class Requests:
    """Reads the request of an operation, as some of its signatures take it."""

    schemas: Schemas
    shapes: Shapes

    def parameters(self, operation: Operation, signatures: list[Signature]) -> Iterator[Schema]:
        """The OpenAPI parameter objects."""
        for path in operation.path_parameters:
            yield _parameter(path.name, "path", {"type": "string"}, required=True)
        for pair in filter(None, operation.path.partition("?")[2].split("&")):
            name, _, value = pair.partition("=")
            yield _parameter(name, "query", {"type": "string", "const": value}, required=True)
        for name, value in operation.headers:
            if name.lower() == _CONTENT_TYPE:
                continue
            yield _parameter(name, "header", {"type": "string", "const": value}, required=True)
        for one in operation.header_parameters:
            yield _parameter(one.header, "header", {"type": "string"}, required=False)
        if operation.query is not None:
            whole = self._payload(operation, operation.query, signatures)
            for name, (schema, required) in _members(whole).items():
                yield _parameter(name, "query", schema, required=required)

    def body(self, operation: Operation, signatures: list[Signature]) -> Schema | None:
        """The OpenAPI request body, if there is one."""
        if operation.body is None:
            return None
        schema = any_of(self._payload(operation, operation.body, signatures))
        optional = operation.body.optional or any(_unneeded(operation, s) for s in signatures)
        return {"required": not optional, "content": _content(operation, schema)}

    def _payload(
        self, operation: Operation, payload: Payload, signatures: list[Signature]
    ) -> list[Schema]:
        """What the payload can be: one schema for each variant of each signature."""
        found = [s for one in signatures for s in self._of_signature(operation, payload, one)]
        return [s for n, s in enumerate(found) if s not in found[:n]]

    def _of_signature(
        self, operation: Operation, payload: Payload, signature: Signature
    ) -> Iterator[Schema]:
        types = {p.name: p.type for p in signature.parameters}
        if payload.property is not None:
            yield self._property(types, payload)
            return
        source = payload.argument or next((p.name for p in signature.parameters[-1:]), "")
        type_ = types.get(source, t.UNDEFINED)
        variants = self.shapes.variants(type_)
        if variants is None and not (payload.keys or payload.arguments or payload.constants):
            yield self.schemas.of(without_null(type_))
            return
        for variant in variants or [()]:
            yield self._object(operation, payload, variant, types)

    def _object(
        self, operation: Operation, payload: Payload, variant: Variant, types: dict[str, t.Type]
    ) -> Schema:
        by_name = {g.property.name: g for g in variant}
        built = payload.keys or payload.arguments or payload.constants
        taken = {h.property for h in operation.header_parameters} | set(payload.excluded_keys)
        taken |= {p.name for p in operation.path_parameters}
        keys = payload.keys if built else tuple((n, n) for n in by_name if n not in taken)
        properties = {
            w: self._given(operation, payload, by_name[n]) for w, n in keys if n in by_name
        }
        required = [w for w, n in keys if n in by_name and not by_name[n].property.optional]
        for wire, argument in payload.arguments:
            properties[wire] = self.schemas.of(types[argument])
            required.append(wire)
        for wire, text in payload.constants:
            properties[wire] = {"const": json.loads(text)}
            required.append(wire)
        return object_of(properties, required, closed=True)

    def _given(self, operation: Operation, payload: Payload, given: Given) -> Schema:
        """The schema of a property; neither a query nor a form can hold null."""
        if not operation.multipart and payload is not operation.query:
            return self.schemas.of(given.property.type, integral=given.integral)
        type_ = without_null(given.property.type)
        return self.schemas.inlined(self.schemas.of(type_, integral=given.integral))

    def _property(self, types: dict[str, t.Type], payload: Payload) -> Schema:
        type_ = types[payload.argument or ""]
        variants = self.shapes.variants(type_) or []
        found = [g for v in variants for g in v if g.property.name == payload.property]
        return any_of([self.schemas.of(without_null(g.property.type)) for g in found] or [{}])


def _members(variants: list[Schema]) -> dict[str, tuple[Schema, bool]]:
    """The properties of all variants: a query has no variants of its own."""
    names = dict.fromkeys(name for v in variants for name in v.get("properties", {}))
    return {
        name: (
            any_of([v["properties"][name] for v in variants if name in v["properties"]]),
            all(name in v.get("required", []) for v in variants),
        )
        for name in names
    }


def _parameter(name: str, place: str, schema: Schema, *, required: bool) -> Schema:
    return {"name": name, "in": place, "required": required, "schema": schema}


def _content(operation: Operation, schema: Schema) -> Schema:
    if schema == FILE:
        return {"application/octet-stream": {"schema": schema}}
    if not operation.multipart:
        kind = {name.lower(): value for name, value in operation.headers}.get(_CONTENT_TYPE)
        return {kind or "application/json": {"schema": schema}}
    form: Schema = {"schema": schema}
    typed = {p.name: {"contentType": p.content_type} for p in operation.multipart_parts}
    if typed:
        form["encoding"] = typed
    plain: Schema = {}
    if operation.multipart_mode == "maybe":
        plain = {"application/json": {"schema": schema}}
    for part in operation.multipart_parts:
        if part.name == operation.sole_body_value and part.content_type:
            plain[part.content_type] = {"schema": {"type": "string"}}
    return {FORM: form, **plain}


def _unneeded(operation: Operation, signature: Signature) -> bool:
    """Whether this signature can be called without its body."""
    name = operation.body.argument if operation.body is not None else None
    found = [p for p in signature.parameters if p.name == name]
    return all(p.optional for p in found) and bool(found)
