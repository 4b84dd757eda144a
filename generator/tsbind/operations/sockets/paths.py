"""Where a WebSocket connection is opened: the path in the function that makes its URL."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tsbind.operations.evaluation.origins import (
    MethodParts,
    NotStaticError,
    ValueScope,
    method_scope,
)
from tsbind.operations.evaluation.traverse import calls_to, statements, walk
from tsbind.operations.methods.classes import Classes
from tsbind.operations.methods.parameters import bindings
from tsbind.operations.requests.paths import Path, check_path, read_path
from tsbind.resolve.symbols import Symbol
from tsbind.syntax.expressions import (
    AssignmentExpression,
    CallExpression,
    DeclareStatement,
    FunctionBody,
    LiteralExpression,
    ObjectExpression,
    ReturnStatement,
)
from tsbind.syntax.nodes import FunctionDeclaration, NameNode

BUILD_URL = "buildURL"
PATH = "path"


def socket_path(symbol: Symbol, classes: Classes) -> Path:
    """The path that a function of the module of ``symbol``, which makes a URL, puts after the base.

    Raises `NotStaticError` where that is not statically known.
    """
    for other in symbol.scope.names.values():
        for function in other.values:
            if isinstance(function, FunctionDeclaration) and _makes_url(function):
                return _built(function, symbol, classes)
    raise NotStaticError("the URL")


def _makes_url(function: FunctionDeclaration) -> bool:
    returns = function.signature.returns
    return function.body is not None and isinstance(returns, NameNode) and returns.path == ("URL",)


def _built(function: FunctionDeclaration, symbol: Symbol, classes: Classes) -> Path:
    assert function.body is not None
    try:
        return _stated(function.body, _scope(function, function.body))
    except NotStaticError:
        paths = {path.text: path for path in _called(function.body, symbol, classes)}
        if len(paths) != 1:
            raise
        return next(iter(paths.values()))


def _scope(function: FunctionDeclaration, body: FunctionBody) -> ValueScope:
    scope = method_scope(MethodParts(bindings(function.signature), body))
    for statement in statements(body.statements):
        if isinstance(statement, DeclareStatement):
            scope.bind(statement.binding, statement.value, scope)
    return scope


def _stated(body: FunctionBody, scope: ValueScope) -> Path:
    """The path that a body states by itself."""
    for call in calls_to(body, BUILD_URL):
        if call.arguments:
            return read_path(call.arguments[0], scope)
    for text in _texts(body):
        check_path(text)
        return Path(text)
    raise NotStaticError("the path of the URL")


def _called(body: FunctionBody, symbol: Symbol, classes: Classes) -> Iterator[Path]:
    """The paths that functions of the program, which ``body`` calls, return under `PATH`."""
    for call in walk(body):
        if not isinstance(call, CallExpression):
            continue
        target = classes.find(call.function, symbol.scope)
        for function in target.values if target is not None else ():
            if isinstance(function, FunctionDeclaration) and function.body is not None:
                yield from _returned(function.body, _scope(function, function.body))


def _returned(body: FunctionBody, scope: ValueScope) -> Iterator[Path]:
    for statement in statements(body.statements):
        value = statement.value if isinstance(statement, ReturnStatement) else None
        for entry in value.entries if isinstance(value, ObjectExpression) else ():
            if entry.key == PATH:
                yield read_path(entry.value, scope)


def _texts(body: FunctionBody) -> Iterator[str]:
    """``'/x'`` of ``const path = '/x'`` and of ``url.pathname += slash ? 'x' : '/x'``."""
    for item in walk(body):
        for part in walk(item.value) if _may_hold_path(item) else ():
            if isinstance(part, LiteralExpression) and re.match("/.", str(part.value)):
                yield str(part.value)


def _may_hold_path(item: object) -> bool:
    if isinstance(item, DeclareStatement):
        return isinstance(item.value, LiteralExpression)
    return isinstance(item, AssignmentExpression) and item.operator == "+="
