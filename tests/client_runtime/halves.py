"""The two halves of the client under one face, so that a test is written once."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable
from typing import Any

import httpx2
from acme import Acme, AsyncAcme

ONE_CONNECTION = httpx2.Limits(max_connections=1, max_keepalive_connections=1)


class Half:
    """A client with one connection: a connection that leaks is missed by the next call."""

    def __init__(self, name: str) -> None:
        self.name = name

    def run(self, url: str, *actions: Callable[[Any], Any], **options: Any) -> Any:
        """The result of the last of `actions`, all on one client."""
        if self.name == "sync":
            with (
                httpx2.Client(limits=ONE_CONNECTION) as http,
                Acme(
                    **{"api_key": "key", "base_url": url, "http_client": http, **options}
                ) as client,
            ):
                return [action(client) for action in actions][-1]
        return asyncio.run(self._run(url, actions, options))

    async def _run(self, url: str, actions: Any, options: dict[str, Any]) -> Any:
        async with (
            httpx2.AsyncClient(limits=ONE_CONNECTION) as http,
            AsyncAcme(
                **{"api_key": "key", "base_url": url, "http_client": http, **options}
            ) as client,
        ):
            result = None
            for action in actions:
                result = action(client)
                if inspect.isawaitable(result):
                    result = await result
            return result

    def events(self, action: Callable[[Any], Any], take: int | None = None) -> Callable[[Any], Any]:
        """An action that gives the events of the stream that `action` gives, at most `take`."""

        def sync(client: Any) -> list[Any]:
            seen: list[Any] = []
            for event in action(client):
                seen.append(event)
                if len(seen) == take:
                    break
            return seen

        async def asynchronous(client: Any) -> list[Any]:
            seen: list[Any] = []
            async for event in await action(client):
                seen.append(event)
                if len(seen) == take:
                    break
            await asyncio.sleep(0)
            return seen

        return sync if self.name == "sync" else asynchronous
