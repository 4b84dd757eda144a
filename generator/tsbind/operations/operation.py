"""From a method and the request it sends to an operation of the model."""

from __future__ import annotations

from dataclasses import replace

from tsbind.model.operations import HeaderParameter, Operation, PathParameter, Payload, Signature
from tsbind.model.types import STRING, UNKNOWN, Reference, Type
from tsbind.operations.evaluation.traverse import walk
from tsbind.operations.methods.classes import Classes, dotted
from tsbind.operations.methods.client_access import CLIENT_PROPERTY
from tsbind.operations.methods.signatures import (
    Method,
    read_signature,
    read_signatures,
    signature_of,
)
from tsbind.operations.methods.type_reader import Types
from tsbind.operations.pages.page_class import page_class
from tsbind.operations.requests.read_request import without_path
from tsbind.operations.requests.request import Request
from tsbind.resolve.symbols import Symbol
from tsbind.syntax.expressions import CallExpression, FunctionBody
from tsbind.syntax.nodes import NameNode

RESPONSE = Reference("lib#Response")


def helper(accessor: str, owner: Symbol, method: Method, types: Types) -> Operation:
    """A method that sends no request of its own."""
    return _documented(
        Operation(
            accessor=accessor,
            kind="helper",
            resource=owner.id,
            method=method.name,
            position=method.first.node.position,
            signatures=read_signatures(method, types),
        ),
        method,
    )


def endpoint(
    accessor: str, owner: Symbol, method: Method, request: Request, rooms: tuple[Classes, Types]
) -> Operation:
    """A method that sends ``request``."""
    classes, types = rooms
    signatures = read_signatures(method, types)
    arguments = _arguments(method, signatures, types)
    options = request.options
    body = _payload(without_path(options.body, request), arguments)
    query = _payload(without_path(_query(request, arguments), request), arguments)
    static = options.headers.static
    events = (types.event(one.returns) for one in signatures)
    lines = any(types.is_lines(one.returns) for one in signatures)
    operation = Operation(
        accessor=accessor,
        kind="endpoint",
        resource=owner.id,
        method=method.name,
        position=method.first.node.position,
        verb=request.verb,
        path=request.path,
        signatures=signatures,
        path_parameters=tuple(
            _path_parameter(item, arguments, types) for item in request.path_parameters
        ),
        body=body,
        query=query,
        headers=tuple(static.items()),
        header_parameters=tuple(
            _header(item, arguments, types) for item in options.headers.parameters
        ),
        streams=_streams(request, body),
        event=next((event for event in events if event is not None), None),
        page=page_class(request.page, method, classes),
        page_item=_page_item(method, types) if request.paginated else None,
        multipart=bool(options.multipart),
        binary=not lines and (options.binary or any(one.returns == RESPONSE for one in signatures)),
        unwrap=request.unwrap,
        security=options.security,
        accept=next((v for n, v in static.items() if n.lower() == "accept"), None),
        timeout=options.timeout,
        multipart_mode=options.multipart,
        multipart_parts=options.multipart_parts,
        flags=tuple(options.flags.items()),
        base_url=options.base_url,
        response_transform=request.response_transform,
        indirect=request.indirect,
        unauthenticated=options.unauthenticated,
        sole_body_value=options.sole_body_value,
        stream_flag=options.stream_flag,
        stream_format="lines" if lines else "events",
    )
    return _documented(operation, method)


def _documented(operation: Operation, method: Method) -> Operation:
    docs = [member.node.doc for member in method.shown]
    if method.implementation is not None:
        docs.append(method.implementation.node.doc)
    first = next((doc for doc in docs if doc.text or doc.tags), docs[0])
    return replace(
        operation, doc=first.text, deprecated=docs[0].deprecated, examples=first.examples
    )


Arguments = dict[str, tuple[Type, bool]]


def _arguments(method: Method, signatures: tuple[Signature, ...], types: Types) -> Arguments:
    """Each argument of the implementation: its type over all overloads, and if it is optional.

    With several overloads the implementation's own type says what all of them take.
    """
    assert method.implementation is not None
    own = read_signature(method.implementation, types)
    found = {item.name: (item.type, item.optional) for item in own.parameters}
    if len(signatures) == 1:
        for parameter, name in zip(signatures[0].parameters, found, strict=False):
            found[name] = (parameter.type, parameter.optional)
    return found


def _query(request: Request, arguments: Arguments) -> Payload | None:
    """The query; of a GET an argument of which nothing was read is it, having no other place."""
    options = request.options
    if options.query is not None or options.body is not None or request.verb != "get":
        return options.query
    used = {item.argument or item.name for item in request.path_parameters}
    used |= {item.argument for item in options.headers.parameters}
    left = [name for name in arguments if name not in used]
    return Payload(left[0], None) if left and options.not_static else None


def _payload(payload: Payload | None, arguments: Arguments) -> Payload | None:
    if payload is None or payload.argument is None:
        return payload
    type_, optional = arguments.get(payload.argument, (None, False))
    return replace(payload, type=type_, optional=optional)


def _path_parameter(item: PathParameter, arguments: Arguments, types: Types) -> PathParameter:
    type_, _ = arguments.get(item.argument, (UNKNOWN, False))
    if item.source == "argument":
        return replace(item, type=type_)
    if item.source == "params":
        found = types.property(type_, item.name)
        if found is not None:
            return replace(item, type=found.type, doc=found.doc)
    return replace(item, type=STRING)


def _header(item: HeaderParameter, arguments: Arguments, types: Types) -> HeaderParameter:
    type_, _ = arguments.get(item.argument, (None, False))
    if not item.property:
        return replace(item, type=type_)
    found = types.property(type_, item.property)
    return item if found is None else replace(item, type=found.type)


def _streams(request: Request, body: Payload | None) -> str | None:
    source = request.options.stream
    if source in (None, "always"):
        return source
    return "body" if body is not None and body.argument == source else "query"


def _page_item(method: Method, types: Types) -> Type | None:
    """``Item`` of ``PagePromise<Page, Item>``."""
    member = method.first
    node = signature_of(member).returns
    if not isinstance(node, NameNode) or len(node.arguments) < 2:
        return None
    return types.type(node.arguments[1], member.owner.scope, frozenset())


def delegates(body: FunctionBody) -> tuple[str, ...]:
    """Dotted names after ``this`` that are called, in order, without repeats."""
    found: dict[str, None] = {}
    for item in walk(body):
        if not isinstance(item, CallExpression):
            continue
        path = dotted(item.function)
        if len(path) > 1 and path[0] == "this" and path[1:] != (CLIENT_PROPERTY,):
            found[".".join(path)] = None
    return tuple(found)
