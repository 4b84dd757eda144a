"""Every operation, sync and async, against a server that looks at what it is asked."""

from __future__ import annotations

import asyncio
import inspect
import json
import warnings
from functools import reduce
from typing import Any

import pytest

from client.conftest import Release
from client.recorder import Recorder
from client.trial import Trial, trials

pytestmark = pytest.mark.registry

COUNTS = {"4.52.0": 65, "7.57.0": 389}


def test_every_operation_is_tried(any_release: Release) -> None:
    catalog = any_release.generated.types.catalog
    tried = {trial.accessor for trial in trials(any_release.model, catalog, 1)}

    assert len(tried) == COUNTS[any_release.model.source.version]


def test_sync(any_release: Release, recorder: Recorder) -> None:
    with _client(any_release, recorder, "") as client:
        faults = []
        for trial in trials(any_release.model, any_release.generated.types.catalog, 1):
            recorder.answer = trial.answer
            faults += _faults(trial, recorder, lambda t=trial: _call(client, t, sync=True))
    assert faults == []


def test_async(any_release: Release, recorder: Recorder) -> None:
    async def run() -> list[str]:
        faults = []
        async with _client(any_release, recorder, "Async") as client:
            for trial in trials(any_release.model, any_release.generated.types.catalog, 2):
                recorder.answer = trial.answer
                try:
                    received = await _received(_call(client, trial, sync=False), trial.kind)
                except Exception as error:
                    faults.append(f"{_name(trial)}: {error!r}")
                    continue
                faults += _differences(trial, recorder, received)
        return faults

    assert asyncio.run(run()) == []


def _client(release: Release, recorder: Recorder, half: str) -> Any:
    root = release.package.root
    name = release.model.client.name if release.model.client else ""
    return getattr(root, half + name)(
        api_key="the key", base_url=recorder.url, max_retries=0,
        **({"admin_api_key": "the admin key"} if release.model.source.version[0] == "7" else {}),
    )  # fmt: skip


def _call(client: Any, trial: Trial, *, sync: bool) -> Any:
    method = reduce(getattr, trial.accessor, client)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        result = method(*trial.positional, **trial.keywords)
        if not sync:
            return result
        return _plain(result, trial.kind)


async def _received(result: Any, kind: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        value = await result
    if kind == "events":
        return [_plain(event, "value") async for event in value]
    return _plain(value, kind)


def _plain(value: Any, kind: str) -> Any:
    if kind == "events":
        return [_plain(event, "value") for event in value]
    if kind == "page":
        return [_plain(item, "value") for item in value._get_page_items()]
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


def _faults(trial: Trial, recorder: Recorder, call: Any) -> list[str]:
    try:
        received = call()
    except Exception as error:
        return [f"{_name(trial)}: {error!r}"]
    return _differences(trial, recorder, received)


def _differences(trial: Trial, recorder: Recorder, received: Any) -> list[str]:
    request = recorder.request
    assert request is not None
    if trial.accessor == ("embeddings", "create"):
        # A hand-written part: vectors travel as base64 unless the caller says otherwise.
        trial.body.setdefault("encoding_format", "base64")
    seen: dict[str, tuple[Any, Any]] = {
        "verb": (request.method, trial.verb),
        "path": (request.path, trial.path),
        "query": (sorted(request.query), trial.query),
        "received": (received, trial.sent),
    }
    for name, value in trial.headers.items():
        seen[name] = (request.headers.get(name), value)
    if trial.form is not None:
        is_form = request.headers.get("content-type", "").startswith("multipart/")
        parts = request.parts if is_form else []
        pairs = [(name, content.decode()) for name, _, _, content in parts]
        seen["form"] = (sorted(pairs), trial.form)
    elif trial.body is not None:
        seen["body"] = (_json(request.body), trial.body)
    else:
        seen["body"] = (request.body, b"")
    return [
        f"{_name(trial)}: {what} is {actual!r}, not {wanted!r}"[:1200]
        for what, (actual, wanted) in seen.items()
        if actual != wanted
    ]


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return body


def _name(trial: Trial) -> str:
    return ".".join(trial.accessor)


def test_async_methods_are_coroutines(any_release: Release) -> None:
    client = any_release.model.client
    assert client is not None
    root = getattr(any_release.package.root, f"Async{client.name}")(**({"api_key": "the key"}))
    for trial in trials(any_release.model, any_release.generated.types.catalog, 1):
        method = reduce(getattr, trial.accessor, root)
        assert inspect.iscoroutinefunction(inspect.unwrap(method)) is (trial.kind != "page")
