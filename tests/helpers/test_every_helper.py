"""No helper of the two releases is left out: each runs, and each stream is cut at every event."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from client_runtime.loopback import Server
from helpers.conftest import VERSIONS
from helpers.flavours import FLAVOURS, call, client
from helpers.runs import RUNS
from helpers.sockets import CONNECTIONS
from helpers.streams import STREAMS
from tsbind.model.declarations import Package

pytestmark = [
    pytest.mark.registry,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
_RUNS = ("createAndPoll", "createAndStream", "poll", "stream", "submitToolOutputsAndPoll",
         "submitToolOutputsStream")  # fmt: skip
_STORES = [
    *(f"files.{name}" for name in ("createAndPoll", "poll", "upload", "uploadAndPoll")),
    *(f"fileBatches.{name}" for name in ("createAndPoll", "poll", "uploadAndPoll")),
]
_BOTH = [
    "embeddings.create",
    "files.waitForProcessing",
    "beta.threads.createAndRunPoll",
    "beta.threads.createAndRunStream",
    *(f"beta.threads.runs.{name}" for name in _RUNS),
]
ADDED = {
    "4.52.0": list[str](),
    "7.57.0": [
        "beta.agents.environments.files.prepareDirectory",
        "files.retrieveContent",
        "uploads.uploadFileChunked",
        "videos.createAndPoll",
        "videos.poll",
    ],
}
"""Those that only the official Python client has."""
HELPERS = {
    "4.52.0": [
        *_BOTH,
        *(f"beta.vectorStores.{name}" for name in _STORES),
        *(f"beta.chat.completions.{name}" for name in ("runFunctions", "runTools", "stream")),
    ],
    "7.57.0": [
        *_BOTH,
        *ADDED["7.57.0"],
        *(f"vectorStores.{name}" for name in _STORES),
        *(f"chat.completions.{name}" for name in ("parse", "runTools", "stream")),
        *(f"responses.{name}" for name in ("parse", "stream")),
        *(f"webhooks.{name}" for name in ("unwrap", "verifySignature")),
        "beta.agents.environments.files.prepare",
        "beta.agents.environments.files.upload",
        "beta.agents.sessions.artifacts.forResult",
        "beta.agents.sessions.create",
        "beta.agents.sessions.stream",
        *(f"{name}.connect" for name in CONNECTIONS),
    ],
}
EACH = pytest.mark.parametrize(
    ("version", "accessor"),
    [(v, a) for v, names in HELPERS.items() for a in names if a not in STREAMS and a in RUNS],
)
EACH_STREAM = pytest.mark.parametrize(
    ("version", "accessor"), [(v, a) for v, names in HELPERS.items() for a in names if a in STREAMS]
)


@pytest.mark.parametrize(("version", "count"), [("4.52.0", 19), ("7.57.0", 27)])
def test_none_is_left_out(model: Callable[[str], Package], version: str, count: int) -> None:
    """The model says which there are; `RUNS`, `STREAMS` and `CONNECTIONS` run each of them."""
    package = model(version)
    helpers = {o.accessor for o in package.operations if o.kind == "helper"}
    connections = {f"{socket.accessor}.connect" for socket in package.sockets}
    assert len(helpers) == count
    replaced = {"beta.agents.sessions.create", "embeddings.create"} & set(HELPERS[version])
    others = {*replaced, *ADDED[version]}
    assert helpers | connections | others == set(HELPERS[version])
    runs = {*RUNS, *STREAMS, *(f"{name}.connect" for name in CONNECTIONS)}
    assert set(HELPERS[version]) <= runs


def test_nothing_runs_that_no_release_has() -> None:
    assert {*RUNS, *STREAMS} <= {name for names in HELPERS.values() for name in names}
    assert set(HELPERS) == set(VERSIONS)


@FLAVOURS
@EACH
def test_each_runs(
    package: Callable[[str], ModuleType], version: str, accessor: str, flavour: str
) -> None:
    run = RUNS[accessor]
    with Server(*run.answers) as server:
        made = client(package(version), flavour, server.url)
        assert run.show(call(flavour, lambda: run.act(made))) == run.expected
        sent = [f"{request.method} {request.target}" for request in server.requests]
    assert not run.requests or tuple(sent) == run.requests


@FLAVOURS
@EACH_STREAM
def test_each_streams(
    package: Callable[[str], ModuleType], version: str, accessor: str, flavour: str
) -> None:
    streamed = STREAMS[accessor]
    with Server(*streamed.whole(streamed.chunks())) as server:
        *seen, _ = streamed.run(package(version), flavour, server.url, streamed.final)
    assert len(seen) >= len(streamed.script)


@FLAVOURS
@EACH_STREAM
def test_each_stream_is_cut_at_every_event(
    package: Callable[[str], ModuleType], version: str, accessor: str, flavour: str
) -> None:
    """Cut after any event the error is named, and what is shown is what had come by then."""
    streamed, api = STREAMS[accessor], package(version)
    chunks = streamed.chunks()
    with Server(*streamed.whole(chunks)) as server:
        *whole, _ = streamed.run(api, flavour, server.url, lambda _: None)
    for length in range(len(chunks)):
        seen: list[Any] = []
        with (
            Server(*streamed.cut(chunks[:length])) as server,
            pytest.raises(api.APIConnectionError),
        ):
            _gather(streamed, api, flavour, server.url, seen)
        assert seen == whole[: len(seen)]
        assert len(seen) >= length


def _gather(streamed: Any, api: ModuleType, flavour: str, url: str, seen: list[Any]) -> None:
    from helpers.flavours import follow

    def each(stream: Any, _: Any) -> None:
        seen.append(streamed.snapshot(stream))

    follow(flavour, streamed.begin(client(api, flavour, url)), each, lambda _: None)
