"""OpenAPI documents of a release."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from support.openapi.requests import Requests
from support.openapi.responses import event_stream, responses
from support.openapi.schemas import Schema, Schemas
from support.synthesise import Synthesiser
from tsbind.model.declarations import Package
from tsbind.model.helpers import pack_of
from tsbind.model.index import ModelIndex
from tsbind.model.operations import Client, Credential, Operation, Signature
from tsbind.python.integers import numbers_for
from tsbind.python.methods.shapes import Shapes

Key = tuple[str, bool]
"""An accessor, and whether it is called for a stream."""


@dataclass(frozen=True)
class Document:
    """An OpenAPI document, and which calls it describes."""

    text: Schema
    calls: frozenset[Key]


def documents(package: Package, index: ModelIndex) -> list[Document]:
    """All operations of ``package``, in as few documents as OpenAPI allows.

    A document has one operation for a verb and a path. Upstream may have several, told apart by
    a constant query or by whether the answer is streamed: the second of them goes into a second
    document, and so on.
    """
    layers: list[dict[tuple[str, str], _Call]] = []
    for call in _calls(package):
        place = (call.operation.verb, _shape(call.operation))
        layer = next((one for one in layers if place not in one), None)
        if layer is None:
            layer = {}
            layers.append(layer)
        layer[place] = call
    return [_document(package, index, list(layer.values())) for layer in layers]


@dataclass(frozen=True)
class _Call:
    operation: Operation
    signatures: list[Signature]
    streamed: bool


def _calls(package: Package) -> Iterator[_Call]:
    for operation in package.operations:
        if operation.kind != "endpoint":
            continue
        plain = [s for s in operation.signatures if not s.type_parameters]
        by_stream: dict[bool, list[Signature]] = {}
        for signature in plain or operation.signatures:
            by_stream.setdefault(streamed(operation, signature), []).append(signature)
        for is_streamed, signatures in by_stream.items():
            yield _Call(operation, signatures, is_streamed)


def streamed(operation: Operation, signature: Signature) -> bool:
    """Whether a call of this signature is answered with events."""
    asked = signature.stream in ("true", "either") or operation.streams == "always"
    return asked and operation.event is not None and not operation.binary


def _document(package: Package, index: ModelIndex, calls: list[_Call]) -> Document:
    numbers = numbers_for(pack_of(package))
    schemas = Schemas(index, numbers)
    requests = Requests(schemas, Shapes(index, numbers))
    paths: dict[str, Schema] = {}
    written: dict[str, str] = {}
    for call in calls:
        path = written.setdefault(_shape(call.operation), _path(call.operation))
        operation = _operation(package, call, requests, Synthesiser(index, random.Random(7)))
        paths.setdefault(path, {})[call.operation.verb] = _renamed(operation, call, path)
    client = package.client
    assert client is not None
    text: Schema = {
        "openapi": "3.1.0",
        "info": {"title": package.source.name, "version": package.source.version},
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"schemas": schemas.components, "securitySchemes": _schemes(client)},
    }
    return Document(text, frozenset((c.operation.accessor, c.streamed) for c in calls))


def _operation(package: Package, call: _Call, requests: Requests, made: Synthesiser) -> Schema:
    operation = call.operation
    result: Schema = {
        "operationId": operation.accessor,
        "parameters": list(requests.parameters(operation, call.signatures)),
    }
    body = requests.body(operation, call.signatures)
    if body is not None:
        result["requestBody"] = body
    if call.streamed:
        result["responses"] = event_stream(operation, made)
    else:
        result["responses"] = responses(package, operation, call.signatures, requests.schemas)
    if operation.security:
        result["security"] = [{scheme: []} for scheme in operation.security]
    return result


def _schemes(client: Client) -> Schema:
    return {c.scheme: _scheme(c) for c in client.credentials}


def _scheme(credential: Credential) -> Schema:
    if credential.prefix.strip() == "Bearer":
        return {"type": "http", "scheme": "bearer"}
    place = "query" if credential.header is None else "header"
    return {"type": "apiKey", "in": place, "name": credential.header or credential.query}


def _path(operation: Operation) -> str:
    return operation.path.partition("?")[0]


def _shape(operation: Operation) -> str:
    """The path with the names of its parameters taken out: OpenAPI tells paths apart by it."""
    return re.sub(r"\{[^{}]*\}", "{}", _path(operation))


def _renamed(operation: Schema, call: _Call, path: str) -> Schema:
    """``operation`` with its path parameters named as in ``path``, which another one wrote."""
    own, written = (re.findall(r"\{([^{}]*)\}", p) for p in (_path(call.operation), path))
    names = dict(zip(own, written, strict=True))
    for parameter in operation["parameters"]:
        if parameter["in"] == "path":
            parameter["name"] = names[parameter["name"]]
    return operation
