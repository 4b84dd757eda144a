"""What an operation answers."""

from __future__ import annotations

from typing import Any

from support.openapi.schemas import FILE, Schema, Schemas, any_of, object_of
from support.synthesise import Synthesiser
from tsbind.model import types as t
from tsbind.model.declarations import Declaration, Package
from tsbind.model.operations import Operation, Signature
from tsbind.position import Position

_NOTHING = (t.Primitive("void"), t.UNDEFINED)


def responses(
    package: Package, operation: Operation, signatures: list[Signature], schemas: Schemas
) -> Schema:
    """The OpenAPI responses of an operation called without streaming.

    The most general overload is the last one, so its answer comes first.
    """
    if operation.binary:
        return _ok("application/octet-stream", {"schema": FILE})
    if operation.page is not None:
        return _ok("application/json", {"schema": _page(package, operation, schemas)})
    returns = [s.returns for s in reversed(signatures)]
    if returns[0] in _NOTHING:
        return {"204": {"description": "Done"}}
    schema = any_of([schemas.of(type_) for type_ in returns])
    if returns[0] == t.STRING:
        return _ok("text/plain", {"schema": schema})
    if operation.unwrap is not None:
        schema = object_of({operation.unwrap: schema}, [operation.unwrap])
    return _ok("application/json", {"schema": schema})


def event_stream(operation: Operation, made: Synthesiser) -> Schema:
    """The OpenAPI responses of a streamed call: two events and the mark of the end."""
    assert operation.event is not None
    events = [_event(made.value(operation.event)) for _ in range(2)]
    done = {"event": None, "id": None, "data": "[DONE]"}
    return _ok("text/event-stream", {"schema": {"type": "object"}, "example": [*events, done]})


def _event(value: Any) -> Any:
    """An event as it travels: some are nothing but a name and data, the others are data."""
    if isinstance(value, dict) and value.keys() == {"event", "data"}:
        return {"id": None, **value}
    return {"event": None, "id": None, "data": value}


def _page(package: Package, operation: Operation, schemas: Schemas) -> Schema:
    page = next(p for p in package.pages if p.id == operation.page)
    item = operation.page_item
    assert item is not None
    owner = Declaration(page.id, "interface", page.name, Position("", 0, 0), properties=page.fields)
    schema = schemas.object(owner, dict.fromkeys(page.type_parameters, item))
    items: Schema = {"type": "array", "items": schemas.of(item)}
    return _with(schema, page.items.split("."), items, schemas)


def _with(schema: Schema, path: list[str], value: Schema, schemas: Schemas) -> Schema:
    """The object ``schema`` with ``value`` at the end of ``path``, where it must be."""
    name, *rest = path
    properties = dict(schemas.target(schema).get("properties", {}))
    if rest:
        value = _with(properties.get(name, {}), rest, value, schemas)
    required = dict.fromkeys([*schema.get("required", []), name])
    return object_of({**properties, name: value}, [*required])


def _ok(media_type: str, content: Schema) -> Schema:
    return {"200": {"description": "OK", "content": {media_type: content}}}
