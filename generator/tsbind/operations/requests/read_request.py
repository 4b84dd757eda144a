"""From the body of a method to the request it sends."""

from __future__ import annotations

from dataclasses import replace

from tsbind.model.operations import Payload
from tsbind.operations.evaluation.describe import describe
from tsbind.operations.evaluation.origins import (
    ClientObject,
    FunctionFinder,
    Instance,
    MethodParts,
    NotStaticError,
    ValueScope,
    method_scope,
)
from tsbind.operations.requests.calls import PAGINATED, Handover, HttpCall, find_calls
from tsbind.operations.requests.paths import read_path
from tsbind.operations.requests.request import Request, RequestOptions
from tsbind.operations.requests.request_options import read_options
from tsbind.syntax.expressions import (
    Expression,
    FunctionBody,
    FunctionExpression,
    MemberExpression,
    NameExpression,
)


def no_functions(_function: Expression) -> None:
    """A finder that finds nothing."""


def read_request(
    method: MethodParts,
    this: ClientObject | Instance,
    find_function: FunctionFinder = no_functions,
) -> Request | None:
    """The request of a method; None when it sends none itself.

    Looks one level into functions that are given the client. Raises `NotStaticError` when verb,
    path or payload are not statically known, or differ between several calls.
    """
    found = list(find_calls(method.body, method_scope(method, this)))
    requests = [_request(call) for call in found if isinstance(call, HttpCall)]
    if not requests:
        handovers = [call for call in found if isinstance(call, Handover)]
        requests = [item for call in handovers for item in _indirect(call, find_function)]
    if not requests:
        return None
    if any((item.verb, item.path) != (requests[0].verb, requests[0].path) for item in requests):
        shown = ", ".join(f"{item.verb} {item.path}" for item in requests)
        raise NotStaticError(f"which of its requests is meant ({shown})")
    return requests[0]


def _indirect(handover: Handover, find_function: FunctionFinder) -> list[Request]:
    target = find_function(handover.call.function)
    if target is None:
        return []
    name, function = target
    scope = ValueScope(options=handover.scope.options, functions=function.functions)
    for number, binding in enumerate(function.parameters):
        given = handover.call.arguments
        scope.bind(binding, given[number] if number < len(given) else None, handover.scope)
    found = find_calls(function.body, scope)
    requests = [_request(call) for call in found if isinstance(call, HttpCall)]
    for request in requests:
        request.indirect = name
    return requests


def _request(found: HttpCall) -> Request:
    arguments = list(found.call.arguments)
    if not arguments:
        raise NotStaticError(f"a call of `{found.verb}` without a path")
    path = read_path(arguments.pop(0), found.scope)
    paginated = found.verb == PAGINATED
    page = arguments.pop(0) if paginated and arguments else None
    options = RequestOptions()
    if arguments:
        read_options(arguments[0], found.scope, options)
    verb = options.method or ("get" if paginated else found.verb)
    request = Request(
        verb=verb,
        path=path.text,
        path_parameters=tuple(path.parameters),
        options=options,
        paginated=paginated,
        page=page,
    )
    _response(request, found.transform)
    return request


def _response(request: Request, transform: FunctionExpression | None) -> None:
    """What the method returns of the response: one property of it, or something computed."""
    if transform is None:
        return
    body = transform.body
    if (
        isinstance(body, MemberExpression)
        and isinstance(body.object, NameExpression)
        and [body.object.name] == [item.name for item in transform.parameters]
    ):
        request.unwrap = body.name
    else:
        request.response_transform = "{...}" if isinstance(body, FunctionBody) else describe(body)


def without_path(payload: Payload | None, request: Request) -> Payload | None:
    """A payload without the properties that went into the path, where destructuring left them."""
    if payload is None or payload.argument is None or payload.keys or payload.property:
        return payload
    taken = [
        item.name
        for item in request.path_parameters
        if item.source == "params" and item.argument == payload.argument
    ]
    missing = tuple(name for name in taken if name not in payload.excluded_keys)
    return replace(payload, excluded_keys=payload.excluded_keys + missing)
