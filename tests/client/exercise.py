"""Calls of a generated client, and what they should do to a recording server."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable
from functools import reduce
from typing import Any

from client.recorder import Recorder
from client.trial import Trial


def exercise(client: Any, calls: Iterable[Trial], recorder: Recorder) -> list[str]:
    """What went wrong when each of ``calls`` was made."""
    faults: list[str] = []
    for trial in calls:
        recorder.answer = trial.answer
        try:
            received = called(client, trial)
        except Exception as error:
            faults.append(f"{trial.name}: {error!r}")
        else:
            faults += differences(trial, recorder, received)
    return faults


async def exercise_async(client: Any, calls: Iterable[Trial], recorder: Recorder) -> list[str]:
    """What went wrong when each of ``calls`` was made and awaited."""
    faults: list[str] = []
    for trial in calls:
        recorder.answer = trial.answer
        try:
            received = await awaited(client, trial)
        except Exception as error:
            faults.append(f"{trial.name}: {error!r}")
        else:
            faults += differences(trial, recorder, received)
    return faults


def called(client: Any, trial: Trial) -> Any:
    """What a call gives, as JSON, after every field of it was read."""
    result = _made(client, trial)
    if trial.kind == "events":
        return [_touched(event) for event in result]
    return _plain(result, trial.kind)


async def awaited(client: Any, trial: Trial) -> Any:
    """`called` for an async client."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        value = await _made(client, trial)
    if trial.kind == "events":
        return [_touched(event) async for event in value]
    return _plain(value, trial.kind)


def _made(client: Any, trial: Trial) -> Any:
    method = reduce(getattr, trial.accessor, client)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return method(*trial.positional, **trial.keywords)


def _plain(value: Any, kind: str) -> Any:
    if kind == "page":
        return [_touched(item) for item in value._get_page_items()]
    if kind == "binary":
        return value.content
    return _touched(value)


def _touched(value: Any) -> Any:
    """JSON of a value after every field of it was read."""
    if isinstance(value, (list, tuple)):
        return [_touched(item) for item in value]
    if isinstance(value, dict):
        return {key: _touched(item) for key, item in value.items()}
    if not hasattr(value, "to_dict"):
        return value
    for name in type(value)._wire:
        _touched(getattr(value, name))
    return value.to_dict()


def differences(trial: Trial, recorder: Recorder, received: Any) -> list[str]:
    """Where the request and what came back are not what ``trial`` says."""
    request = recorder.request
    assert request is not None
    seen: dict[str, tuple[Any, Any]] = {
        "verb": (request.method, trial.verb),
        "path": (request.path, trial.path),
        "query": (sorted(request.query), trial.query),
        "received": (received, trial.sent),
    }
    for name, value in trial.headers.items():
        seen[name] = (request.headers.get(name), value)
    if trial.form is not None:
        pairs = request.fields
        seen["form"] = (sorted(pairs), trial.form)
    elif trial.body is not None:
        seen["body"] = (_json(request.body), trial.body)
    else:
        seen["body"] = (request.body, b"")
    return [
        f"{trial.name}: {what} is {actual!r}, not {wanted!r}"[:1200]
        for what, (actual, wanted) in seen.items()
        if actual != wanted
    ]


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return body
