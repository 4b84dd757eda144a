"""What each key of the request options means: one rule per key."""

from __future__ import annotations

from collections.abc import Callable

from tsbind.operations.evaluation.argument_uses import arguments_of
from tsbind.operations.evaluation.describe import describe
from tsbind.operations.evaluation.evaluate import evaluate
from tsbind.operations.evaluation.origins import (
    Computed,
    Constant,
    NotStaticError,
    ObjectLiteral,
    PropertyOf,
    ValueScope,
)
from tsbind.operations.requests.headers import read_headers
from tsbind.operations.requests.payloads import read_payload
from tsbind.operations.requests.request import RequestOptions
from tsbind.syntax.expressions import BinaryExpression, Expression, MemberExpression

VERBS = frozenset({"get", "post", "put", "patch", "delete", "head", "options"})

KeyRule = Callable[[RequestOptions, Expression, ValueScope], None]


def read_key(options: RequestOptions, key: str, value: Expression, scope: ValueScope) -> None:
    """Take over one entry of the options object; keys without a rule are kept as flags."""
    rule = _RULES.get(key)
    if rule is None:
        options.flags[key] = describe(value)
    else:
        rule(options, value, scope)


def _body(options: RequestOptions, value: Expression, scope: ValueScope) -> None:
    options.body = read_payload(value, scope)


def _query(options: RequestOptions, value: Expression, scope: ValueScope) -> None:
    options.query = read_payload(value, scope)


def _headers(options: RequestOptions, value: Expression, scope: ValueScope) -> None:
    options.headers = read_headers(value, scope)


def _stream(options: RequestOptions, value: Expression, scope: ValueScope) -> None:
    plain = _without_default(value, scope)
    origin = evaluate(plain, scope)
    if isinstance(origin, Constant):
        options.stream = "always" if origin.value else None
    elif isinstance(origin, PropertyOf):
        options.stream, options.stream_flag = origin.argument, origin.name
    elif isinstance(plain, MemberExpression) and len(used := arguments_of(plain, scope)) == 1:
        options.stream, options.stream_flag = used[0], plain.name
    else:
        raise NotStaticError(f"the stream flag `{describe(value)}`")


def _without_default(value: Expression, scope: ValueScope) -> Expression:
    origin = evaluate(value, scope)
    current = origin.value if isinstance(origin, Computed) else value
    if isinstance(current, BinaryExpression) and current.operator in ("??", "||"):
        default = evaluate(current.right, scope)
        if isinstance(default, Constant) and not default.value:
            return current.left
    return current


def _security(options: RequestOptions, value: Expression, scope: ValueScope) -> None:
    origin = evaluate(value, scope)
    if not isinstance(origin, ObjectLiteral):
        options.not_static.append(f"security from `{describe(value)}`")
        return
    schemes = [
        entry.key
        for entry in origin.value.entries
        if isinstance(entry.key, str) and evaluate(entry.value, origin.scope) == Constant(True)
    ]
    options.security = tuple(schemes)
    options.unauthenticated = not origin.value.entries


def _binary(options: RequestOptions, value: Expression, scope: ValueScope) -> None:
    options.binary = evaluate(value, scope) == Constant(True)


def _method(options: RequestOptions, value: Expression, scope: ValueScope) -> None:
    origin = evaluate(value, scope)
    verb = str(origin.value).lower() if isinstance(origin, Constant) else ""
    if verb not in VERBS:
        raise NotStaticError(f"the method `{describe(value)}`")
    options.method = verb


def _timeout(options: RequestOptions, value: Expression, scope: ValueScope) -> None:
    last = value.right if isinstance(value, BinaryExpression) and value.operator == "??" else value
    origin = evaluate(last, scope)
    if isinstance(origin, Constant) and isinstance(origin.value, (int, float)):
        options.timeout = origin.value / 1000
    else:
        options.flags["timeout"] = describe(value)


def _base_url(options: RequestOptions, value: Expression, scope: ValueScope) -> None:
    origin = evaluate(value, scope)
    if not isinstance(origin, Constant) or not str(origin.value).startswith("https://"):
        raise NotStaticError(f"the base URL `{describe(value)}`")
    options.base_url = str(origin.value)


_RULES: dict[str, KeyRule] = {
    "body": _body,
    "query": _query,
    "headers": _headers,
    "stream": _stream,
    "method": _method,
    "timeout": _timeout,
    "defaultBaseURL": _base_url,
    "__security": _security,
    "__binaryResponse": _binary,
}
