"""Where two observations of one call differ."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, unquote_plus

from client.recorder import Request
from dropin.sidebyside.calls import Call
from dropin.sidebyside.observing import Observation
from dropin.sidebyside.portrait import Portrait

UNCOMPARED = re.compile(
    "user-agent|x-stainless-(?!retry-count).*|connection|host|accept-encoding|content-length"
    "|transfer-encoding"
)
"""Headers that say who asks and how it is connected."""
_BOUNDARY = re.compile("boundary=[^;]*")
_MISSING = "(missing)"


@dataclass(frozen=True)
class Difference:
    """One difference: where in what, and the two values."""

    call: Call
    where: str
    official: Any
    ours: Any

    def __str__(self) -> str:
        values = f"{_short(self.official)} here {_short(self.ours)}"
        return f"{self.call.name} [{self.call.variant}] {self.where}: {values}"


def comparable(call: Call, official: Observation) -> bool:
    """Whether the official client could make the call: it does not iterate everywhere."""
    if not call.iterables:
        return True
    sent = "".join(f"{r.target}{r.headers}{r.body!r}" for r in official.requests)
    refused = official.outcome.get("error", {}).get("class") in ("TypeError", "RuntimeError")
    return not refused and "_iterator object" not in unquote_plus(sent)


def compared(
    calls: Iterable[Call], official: Iterable[Observation], ours: Iterable[Observation]
) -> list[Difference]:
    """The differences of all calls that can be compared."""
    return [
        difference
        for call, first, second in zip(calls, official, ours, strict=True)
        if comparable(call, first)
        for difference in differences(call, first, second)
    ]


def differences(call: Call, official: Observation, ours: Observation) -> Iterator[Difference]:
    """Each difference of the two, the requests' first."""
    found = [*different("", _asked(official), _asked(ours))]
    found += different("", official.outcome, ours.outcome)
    for where, first, second in found:
        yield Difference(call, where, first, second)


def _asked(observation: Observation) -> dict[str, Any]:
    return {"requests": [_shown(request) for request in observation.requests]}


def _shown(request: Request) -> dict[str, Any]:
    path, _, query = request.target.partition("?")
    headers = {k: v for k, v in request.headers.items() if not UNCOMPARED.fullmatch(k)}
    kind = headers.get("content-type", "")
    if kind.startswith("multipart/"):
        headers["content-type"] = _BOUNDARY.sub("boundary=", kind)
        body: Any = sorted(request.parts, key=repr)
    else:
        body = _json(request.body)
    return {
        "method": request.method,
        "path": path,
        "query": sorted(parse_qsl(query, keep_blank_values=True)),
        "headers": headers,
        "body": body,
    }


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return body


Found = Iterator[tuple[str, Any, Any]]


def different(where: str, first: Any, second: Any) -> Found:
    """Places below ``where`` with what ``first`` and ``second`` have there."""
    if isinstance(first, Portrait) and isinstance(second, Portrait):
        if not _alike(first, second):
            yield f"{where}: class", first.kind, second.kind
        yield from _members(f"{where}<{first.kind}>", first.fields, second.fields)
    elif isinstance(first, dict) and isinstance(second, dict):
        yield from _members(where, first, second)
    elif (
        isinstance(first, (list, tuple))
        and type(first) is type(second)
        and len(first) == len(second)
    ):
        for one, other in zip(first, second, strict=True):
            yield from different(f"{where}[]", one, other)
    elif type(first) is not type(second) and not _same_number(first, second):
        yield f"{where}: type", first, second
    elif first != second:
        yield where, first, second


def _members(where: str, first: dict[str, Any], second: dict[str, Any]) -> Found:
    for name in [*first, *(name for name in second if name not in first)]:
        one, other = first.get(name, _MISSING), second.get(name, _MISSING)
        if _MISSING in (one, other) and None in (one, other):
            continue  # a field that only one of the two knows, and that did not arrive
        yield from different(f"{where}.{name}" if where else name, one, other)


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) < 160 else f"{text[:100]} ... {text[-50:]}"


def _alike(one: Portrait, other: Portrait) -> bool:
    """Whether two classes are one by name, or a nested one by what is in it."""
    return one.kind.endswith(other.kind) or one.fields.keys() == other.fields.keys()


def _same_number(one: Any, other: Any) -> bool:
    """Whether these are one number, an `int` and a `float` of the same value."""
    return one == other and {type(one), type(other)} == {int, float}
