"""Endpoints: an operation in the words of the runtime's ``endpoint`` module."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from tsbind.model import types as t
from tsbind.model.operations import Operation, Payload
from tsbind.model.unions import without_null
from tsbind.python.client.plan import EndpointPlan
from tsbind.python.literals import string
from tsbind.python.methods.arguments import Arguments, is_upload
from tsbind.python.methods.call_forms import CallForms
from tsbind.python.methods.endpoint_options import (
    headers,
    place,
    table_option,
    text_option,
    texts_option,
    unsent_and_renamed,
)
from tsbind.python.methods.naming import endpoint_path
from tsbind.python.methods.returns import Returns
from tsbind.python.methods.shapes import Shapes
from tsbind.python.spelling.annotations import Spelling
from tsbind.python.spelling.expression import (
    Code,
    call,
    keyword,
    sequence,
    subscript,
)
from tsbind.python.spelling.wire_specs import WireSpecWriter

_EVERY_EVENT = "__synthesizeEventData"
_RAW_EVENTS = ("__streamMode", "'events'")


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Spells the endpoints of one module."""

    spelling: Spelling
    wires: WireSpecWriter
    shapes: Shapes

    def plan(
        self, name: str, operation: Operation, forms: CallForms, returns: Returns
    ) -> EndpointPlan:
        """The endpoint ``name`` of ``operation``."""
        head, results, arguments = self._kind(operation, forms, returns)
        return EndpointPlan(name, subscript(head, *results), call(head, *arguments))

    def _kind(
        self, operation: Operation, forms: CallForms, returns: Returns
    ) -> tuple[Code, tuple[Code, ...], list[Code]]:
        value = returns.value(o.returns for o in forms.keywords)
        first: list[Code] = [string(operation.verb.upper()), string(endpoint_path(operation))]
        options = list(self._options(operation, forms))
        runtime = self.spelling.table
        if operation.page is not None:
            item = self.wires.spec(operation.page_item or t.UNKNOWN)
            classes = returns.pages_of()
            pages = keyword("pages", sequence(classes.sync, classes.asynchronous))
            head = runtime.runtime("endpoint", "PageEndpoint")
            return head, returns.page_classes(), [*first, item, pages, *options]
        wire = self._wire(operation, value)
        if operation.streams is not None and operation.event is not None:
            event = keyword("event", self.wires.spec(operation.event))
            head = runtime.runtime("endpoint", "StreamEndpoint")
            results = (returns.plain(value), returns.event())
            return head, results, [*first, *wire, event, *options, *_stream_options(operation)]
        head = runtime.runtime("endpoint", "Endpoint")
        return head, (returns.plain(value),), [*first, *wire, *options]

    def _wire(self, operation: Operation, value: t.Type | None) -> list[Code]:
        if operation.binary or value is None or value in (t.Primitive("void"), t.UNDEFINED):
            return []
        return [self.wires.spec(value)]

    def _options(self, operation: Operation, forms: CallForms) -> Iterator[Code]:
        yield from self._query(operation, forms.all)
        yield from headers(operation)
        yield from place(operation)
        yield from unsent_and_renamed(operation, forms.all)
        yield from _body(operation, forms.all)
        yield from _omitted(operation)
        if forms.required:
            sets: list[Code] = [sequence(*map(string, names)) for names in forms.required]
            yield keyword("required", sequence(*sets))
        yield from _answer(operation)

    def _query(self, operation: Operation, arguments: Arguments) -> Iterator[Code]:
        query = operation.query
        if query is None:
            if operation.page is not None:
                yield keyword("query", "()")
            return
        if operation.body is None:
            if operation.page is None:
                yield keyword("query", '"*"')
            return
        names = [name for name in self._names(query) if name in arguments]
        yield keyword("query", sequence(*map(string, names)))

    def _names(self, payload: Payload) -> list[str]:
        """The properties of the params that go into ``payload``."""
        if payload.keys or payload.arguments:
            return [name for _, name in payload.keys] + [wire for wire, _ in payload.arguments]
        variants = self.shapes.variants(payload.type) if payload.type else None
        if variants is None:
            return [payload.argument] if payload.argument else []
        names = dict.fromkeys(g.property.name for v in variants for g in v)
        return [name for name in names if name not in payload.excluded_keys]


def _body(operation: Operation, arguments: Arguments) -> Iterator[Code]:
    body = operation.body
    if body is None:
        return
    yield keyword("body", "True")
    yield from table_option("constants", ((n, repr(json.loads(v))) for n, v in body.constants))
    whole = body.property
    argument = arguments.get(body.argument or "")
    if whole is None and argument is not None and body.type is not None:
        whole = body.argument if argument.type == without_null(body.type) else None
    yield from text_option("whole", whole)
    if operation.multipart:
        yield keyword("multipart", '"maybe"' if operation.multipart_mode == "maybe" else "True")
        if operation.multipart_mode != "maybe" and operation.sole_body_value is None:
            files = (name for name, one in arguments.items() if is_upload(one.type))
            yield from texts_option("files", files)
    parts = ((p.name, string(p.content_type)) for p in operation.multipart_parts)
    yield from table_option("parts", parts)
    yield from text_option("alone", operation.sole_body_value)


def _omitted(operation: Operation) -> Iterator[Code]:
    """The values that are not sent where they are None."""
    payloads = [payload for payload in (operation.body, operation.query) if payload is not None]
    paths = dict.fromkeys(path for payload in payloads for path in payload.omit_nulls)
    if paths:
        yield keyword("omit_nulls", sequence(*[sequence(*map(string, path)) for path in paths]))


def _answer(operation: Operation) -> Iterator[Code]:
    yield from text_option("unwrap", operation.unwrap)
    if operation.binary:
        yield keyword("binary", "True")
    accept = operation.accept or dict(operation.headers).get("Accept")
    yield from text_option("accept", accept if accept != "application/json" else None)
    if operation.timeout is not None:
        yield keyword("timeout", repr(operation.timeout))
    nobody = ("",) if operation.unauthenticated else ()
    yield from texts_option("security", operation.security or nobody)


def _stream_options(operation: Operation) -> Iterator[Code]:
    if operation.streams == "always":
        yield keyword("streams", '"always"')
    elif operation.stream_flag != "stream":
        yield keyword("flag", string(operation.stream_flag))
    if operation.stream_format == "lines":
        yield keyword("lines", "True")
    flags = dict(operation.flags)
    if _RAW_EVENTS in operation.flags:
        yield keyword("wrap_events", "None")
        yield keyword("raise_errors", "False")
    elif flags.get(_EVERY_EVENT) == "true":
        yield keyword("wrap_events", '""')
