"""Calls: one request as the caller means it, before credentials, defaults and the URL."""

# pyright: reportPrivateUsage=false
from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .encoding import encode
from .model import Model
from .omit import Omit, omit
from .paths import fill
from .value_kinds import is_iterable, is_mapping, is_object

if TYPE_CHECKING:
    from .aliases import Body, Headers, Query, Timeout
    from .endpoint import Choices, Endpoint


class Call:
    """What goes into one request. `body` is `omit` where there is none.

    `content` is a body that is sent as it is: bytes, text, or an iterator of bytes.
    """

    __slots__ = (
        "body",
        "content",
        "endpoint",
        "follow_redirects",
        "headers",
        "idempotency_key",
        "max_retries",
        "path",
        "query",
        "stream",
        "timeout",
        "unread",
    )

    def __init__(self, endpoint: Endpoint[Any], path: str) -> None:
        self.endpoint = endpoint
        self.path = path
        self.query: dict[str, Any] = {}
        self.headers: dict[str, str | Omit | None] = dict(endpoint.headers)
        self.body: Any = omit
        self.content: Any = None
        self.follow_redirects = True
        self.timeout: Timeout | Omit = omit
        self.max_retries: int | None = None
        self.idempotency_key: str | None = None
        self.stream = False
        self.unread = False

    def with_query(self, query: Mapping[str, Any]) -> Call:
        """The same call with `query` in the place of parameters of the same name."""
        other = Call(self.endpoint, self.path)
        for name in self.__slots__:
            setattr(other, name, getattr(self, name))
        other.query = {**self.query, **query}
        return other

    def with_body(self, values: Mapping[str, Any]) -> Call:
        """The same call with `values` in the place of fields of the body of the same name."""
        other = self.with_query({})
        given = self.body if is_object(self.body) else {}
        other.body = {**given, **values}
        return other

    def add(
        self, headers: Headers | None, query: Query | None, body: Body | None
    ) -> None:
        """Lay what the caller gives in addition over what the endpoint's values made."""
        self.headers.update(headers or {})
        self.query.update((n, encode(value)) for n, value in (query or {}).items())
        if body is None:
            return
        if isinstance(self.body, Omit):
            self.body = body
        elif is_object(self.body):
            self.body = {**self.body, **members(body)}
        else:
            raise TypeError("extra_body needs a body that is an object")


def members(value: object) -> dict[str, Any]:
    """The members of a model or mapping by wire name, themselves not encoded."""
    if isinstance(value, Model):
        return value._encoded(_as_is)  # pyright: ignore[reportPrivateUsage]
    if is_mapping(value):
        return {
            str(name): member for name, member in value.items() if member is not omit
        }
    raise TypeError(
        f"Expected a mapping or a params object, not {type(value).__name__}"
    )


def _as_is(value: Any) -> Any:
    return value


def build_call(
    endpoint: Endpoint[Any],
    path: Mapping[str, Any],
    values: Mapping[str, Any],
    params: object,
    client: object = None,
) -> Call:
    """The call of `endpoint` with path parameters, values by wire name, and `params` whole.

    What is given by name goes before what `params` holds, that before the options of `client`.
    Raises TypeError where a required value is missing, ValueError for path parameters and
    headers that must not be sent.
    """
    given = {} if params is None else members(params)
    taken = {
        name: given.pop(name, None) if value is omit else value
        for name, value in path.items()
    }
    given.update((name, value) for name, value in values.items() if value is not omit)
    for name, option in endpoint.defaults.items():
        into = taken if name in taken else given
        value = getattr(client, option)
        if not into.get(name) and value is not None:
            into[name] = value
    taken.update(_chosen(endpoint, given))
    require(endpoint.required, given)
    if endpoint.omit_nulls:
        given = _without_nulls(given, endpoint.omit_nulls)
    call = Call(endpoint, fill(endpoint.path, taken))
    call.stream = endpoint.streams == "always" or (
        endpoint.streams == "flag" and given.get(endpoint.flag) is True
    )
    _spread(call, given)
    return call


def _spread(call: Call, given: Mapping[str, Any]) -> None:
    """Put each value where its endpoint wants it: a header, the query or the body."""
    endpoint = call.endpoint
    body = dict(endpoint.constants)
    for name, value in given.items():
        if name in endpoint.unsent:
            continue
        wire = endpoint.renamed.get(name, name)
        if name in endpoint.header_params:
            more = endpoint.appended.get(name, ())
            call.headers[endpoint.header_params[name]] = _header_text(value, more)
        elif endpoint.query == "*" or name in endpoint.query:
            call.query[wire] = encode(value)  # what can be iterated only once is kept
        else:
            body[wire] = value
    if body or endpoint.body:
        call.body = _shaped(endpoint, body)


def _chosen(endpoint: Endpoint[Any], given: Mapping[str, Any]) -> Mapping[str, Any]:
    """The parts of the path that depend on which values are given."""
    return {name: _choice(rows, given) for name, rows in endpoint.choices.items()}


def _choice(rows: Choices, given: Mapping[str, Any]) -> Any:
    for condition, name, constant in rows:
        if condition is not None and not given.get(condition):
            continue
        value = constant if name is None else given.get(name)
        if value:
            return value
        break
    wanted = " or ".join(f"`{name}`" for _, name, _ in rows if name is not None)
    raise ValueError(f"Expected a non-empty value for {wanted}")


def _without_nulls(
    values: Mapping[str, Any], paths: Sequence[tuple[str, ...]]
) -> dict[str, Any]:
    """`values` less those that are None and at the end of one of `paths`."""
    kept: dict[str, Any] = {}
    for name, value in values.items():
        rests = [path[1:] for path in paths if path[0] in {name, "*"}]
        deeper = [rest for rest in rests if rest]
        if value is None and () in rests:
            continue
        if deeper and (isinstance(value, Model) or is_mapping(value)):
            value = _without_nulls(members(value), deeper)  # noqa: PLW2901
        kept[name] = value
    return kept


def _header_text(value: Any, more: tuple[str, ...]) -> Any:
    """Several values separated by commas (RFC 9110, section 5.6.1); one as it is."""
    if not is_iterable(value):
        if not more or value is None:
            return value
        value = (value,)
    return ",".join(map(str, (*value, *more)))


def _shaped(endpoint: Endpoint[Any], body: dict[str, Any]) -> Any:
    if not endpoint.multipart:
        body = encode(body)
    if endpoint.whole is not None:
        return body.get(endpoint.whole, omit)
    return body if endpoint.wrapped is None else {endpoint.wrapped: body}


def require(variants: Sequence[tuple[str, ...]], given: Mapping[str, Any]) -> None:
    """TypeError unless all names of one of `variants` are given."""
    if not variants or any(all(name in given for name in way) for way in variants):
        return
    if len(variants) > 1:
        ways = _join([f"({_join(_quoted(names), 'and')})" for names in variants], "or")
        raise TypeError(
            f"Missing required arguments; Expected either {ways} arguments to be given"
        )
    missing = _quoted(name for name in variants[0] if name not in given)
    plural = "s" if len(missing) > 1 else ""
    listed = _join(missing, "and" if len(missing) == 2 else ", and")
    raise TypeError(
        f"{_method()} missing {len(missing)} required keyword-only argument{plural}:"
        f" {listed}"
    )


def _method() -> str:
    """The method of a resource that is being called; found by looking up the stack."""
    frame = sys._getframe(2)
    while frame.f_back is not None:
        name = frame.f_code.co_name
        if not name.startswith("_") and hasattr(frame.f_locals.get("self"), "_call"):
            return f"{type(frame.f_locals['self']).__name__}.{name}()"
        frame = frame.f_back
    return "A method"


def _quoted(names: Iterable[str]) -> list[str]:
    return [f"'{name}'" for name in names]


def _join(parts: list[str], final: str) -> str:
    before = ", ".join(parts[:-1])
    space = "" if final.startswith(",") else " "
    return f"{before}{space}{final} {parts[-1]}" if before else parts[-1]
