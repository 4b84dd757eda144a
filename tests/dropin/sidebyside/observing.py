"""Making a call with a client: what the server saw, and what came back."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from client.recorder import Recorder, Request
from dropin.sidebyside.calls import Call
from dropin.sidebyside.portrait import dumped, portray

PAGES = 2
"""How many pages of a list are read: the first and the next."""
_SHOWN = ("message", "status_code", "code", "param", "type", "body", "request_id")


@dataclass
class Observation:
    """What a call did: requests in their order, and the outcome by aspect."""

    requests: list[Request] = field(default_factory=list)
    outcome: dict[str, Any] = field(default_factory=dict)


def client_for(api: Any, server: Recorder, flavour: str = "") -> Any:
    """A client of the package, with every credential it takes; ``flavour`` may be ``Async``."""
    make = getattr(api, f"{flavour}OpenAI")
    keys = {"api_key": "sk-1", "admin_api_key": "ad-1"}
    taken = inspect.signature(make).parameters
    given = {name: value for name, value in keys.items() if name in taken}
    return make(**given, base_url=server.url, max_retries=0)


def observe(client: Any, calls: Iterable[Call], recorder: Recorder) -> list[Observation]:
    """Make ``calls`` with a sync client whose base URL is that of ``recorder``."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [_observation(client, call, recorder) for call in calls]


def _observation(client: Any, call: Call, recorder: Recorder) -> Observation:
    recorder.expect(call.answers)
    outcome: dict[str, Any] = {}
    try:
        _watch(_method(client, call)(*call.positional, **_keywords(call)), call, outcome)
    except Exception as error:  # an error is an outcome to compare
        outcome["error"] = error_of(error)
    return Observation(list(recorder.requests), outcome)


async def observe_async(
    client: Any, calls: Iterable[Call], recorder: Recorder
) -> list[Observation]:
    """`observe` for an async client."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [await _async_observation(client, call, recorder) for call in calls]


async def _async_observation(client: Any, call: Call, recorder: Recorder) -> Observation:
    recorder.expect(call.answers)
    outcome: dict[str, Any] = {}
    try:
        given = _method(client, call)(*call.positional, **_keywords(call))
        await _watch_async(given, call, outcome)
    except Exception as error:
        outcome["error"] = error_of(error)
    return Observation(list(recorder.requests), outcome)


def _watch(value: Any, call: Call, outcome: dict[str, Any]) -> None:
    if call.mode != "plain":
        outcome.update(_response(value, call))
        value = value.parse()
    if call.kind == "page":
        outcome.update(_page(value, list(_first(value.iter_pages()))))
    elif call.kind == "events":
        outcome["events"] = [portray(event) for event in value]
    elif call.kind == "binary":
        outcome["content"] = value.read()
        outcome["header"] = value.response.headers.get("x-of-the-answer")
    else:
        _value(value, outcome)


async def _watch_async(value: Any, call: Call, outcome: dict[str, Any]) -> None:
    value = await value if inspect.isawaitable(value) else value
    if call.mode != "plain":
        outcome.update(_response(value, call))
        value = value.parse()
    if call.kind == "page":
        pages = [value, await value.get_next_page()] if value.has_next_page() else [value]
        outcome.update(_page(value, pages))
    elif call.kind == "events":
        outcome["events"] = [portray(event) async for event in value]
    elif call.kind == "binary":
        outcome["content"] = value.read()
    else:
        _value(value, outcome)


def _value(value: Any, outcome: dict[str, Any]) -> None:
    outcome["value"] = portray(value)
    outcome["_request_id"] = getattr(value, "_request_id", None)
    outcome.update(dumped(value))


def _page(value: Any, pages: list[Any]) -> dict[str, Any]:
    following = value.next_page_info()
    return {
        "page": type(value).__name__.partition("[")[0],
        "items": [[portray(item) for item in page._get_page_items()] for page in pages],
        "has_next_page": value.has_next_page(),
        "next params": dict(getattr(following, "params", None) or {}),
        "page to_dict": value.to_dict(),
    }


def _first(pages: Iterator[Any]) -> Iterator[Any]:
    for _, page in zip(range(PAGES), pages, strict=False):
        yield page


def _response(value: Any, call: Call) -> dict[str, Any]:
    body = {} if call.kind == "events" else {"raw content": value.content, "raw text": value.text}
    return {
        **body,
        "status_code": value.status_code,
        "raw request_id": value.request_id,
        "header": value.headers.get("x-of-the-answer"),
        "retries_taken": getattr(value, "retries_taken", None),
        "method": value.method,
        "path": value.url.path,
    }


def error_of(error: Exception) -> dict[str, Any]:
    """An error as plain data: its class, those above it, its text and attributes."""
    known = [c.__name__ for c in type(error).__mro__ if c.__module__ != "builtins"]
    shown = {name: getattr(error, name, None) for name in _SHOWN}
    return {"class": type(error).__name__, "bases": known, "str": str(error), **shown}


def _method(client: Any, call: Call) -> Any:
    owner = reduce(getattr, call.accessor[:-1], client)
    if call.mode == "raw":
        owner = owner.with_raw_response
    return getattr(owner, call.accessor[-1])


def _keywords(call: Call) -> dict[str, Any]:
    """The keywords; lists as iterators where the call wants that, made anew each time."""
    if not call.iterables:
        return call.keywords
    return {
        name: iter(value) if isinstance(value, list) else value
        for name, value in call.keywords.items()
    }
