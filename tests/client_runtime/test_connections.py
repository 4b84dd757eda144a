"""Connections are used again after a stream, and nobody waits for a server that does not end."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from acme import Acme, AsyncAcme

from client_runtime.halves import Half
from client_runtime.installed import install
from client_runtime.loopback import Answer, Server, answer, events, then

EVENT = b'data: {"id":"a"}\n\n'
DONE = b"data: [DONE]\n\n"
END = b"0\r\n\r\n"


def two_streams(half: Half, server: Server) -> list[Any]:
    """The events of two streams, one after the other on one client."""
    take = half.events(lambda client: client.widgets.events())
    return [half.run(server.url, take, take)]


@pytest.mark.parametrize(
    "ending",
    [
        events(EVENT, DONE),
        events(EVENT + DONE),
        events(EVENT),
        events(EVENT, DONE, b": a remark\n\n"),
        then(events(EVENT, DONE, whole=False), 0.02, END),
    ],
)
def test_a_stream_that_ended_leaves_its_connection(half: Half, ending: Answer) -> None:
    with Server(ending) as server:
        assert [event.id for event in two_streams(half, server)[0]] == ["a"]
        assert server.accepted == 1


@pytest.mark.parametrize(
    "rest",
    [
        [5.0],
        [b"5\r\n: ...\r\n"] * 30,
        ["reset"],
        [b"not a chunk\r\n"],
    ],
)
def test_a_response_that_does_not_end_is_left(half: Half, rest: list[Any]) -> None:
    with Server(then(events(EVENT, DONE, whole=False), *rest)) as server:
        began = time.monotonic()
        assert [event.id for event in two_streams(half, server)[0]] == ["a"]
        assert time.monotonic() - began < 3
        assert server.accepted == 2


def test_reads_of_the_next_call_have_its_own_timeout(half: Half) -> None:
    slow = then(0.5, answer({"id": "w"}))
    with Server(events(EVENT, DONE), slow) as server:
        take = half.events(lambda client: client.widgets.events())
        widget = half.run(
            server.url, take, lambda client: client.widgets.retrieve("w", shelf_id="s")
        )
        assert widget.id == "w"
        assert server.accepted == 1


def test_a_stream_holds_its_client() -> None:
    parts = events(EVENT, whole=False), 0.2, events(EVENT, DONE).partition(b"\r\n\r\n")[2]
    with Server(then(*parts)) as server:
        stream = Acme(api_key="k", base_url=server.url).widgets.events()
        assert [event.id for event in stream] == ["a", "a"]


def test_an_async_stream_holds_its_client() -> None:
    async def ids(url: str) -> list[str]:
        stream = await AsyncAcme(api_key="k", base_url=url).widgets.events()
        seen = [event.id async for event in stream]
        await stream._client.close()
        return seen

    parts = events(EVENT, whole=False), 0.2, events(EVENT, DONE).partition(b"\r\n\r\n")[2]
    with Server(then(*parts)) as server:
        assert asyncio.run(ids(server.url)) == ["a", "a"]


LEFT_OPEN = """
import asyncio, sys
from acme import Acme, AsyncAcme

async def main(url):
    client = AsyncAcme(api_key="k", base_url=url)
    await client.widgets.retrieve("w", shelf_id="s")
    async for event in await client.widgets.events():
        break

url = sys.argv[1]
asyncio.run(main(url))
client = Acme(api_key="k", base_url=url)
client.widgets.retrieve("w", shelf_id="s")
for event in client.widgets.events():
    break
"""


def test_clients_that_are_never_closed_end_quietly() -> None:
    stream = events(EVENT, EVENT, DONE)
    one = answer({"id": "w"})
    with Server(one, stream, one, stream) as server:
        run = [sys.executable, "-W", "error", "-c", LEFT_OPEN, server.url]
        done = subprocess.run(
            run, cwd=Path(install()).parent, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
