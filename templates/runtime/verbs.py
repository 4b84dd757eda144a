"""`client.get`, `post`, `put`, `patch` and `delete`: for endpoints that were not generated.

`cast_to` is a generated class, `httpx2.Response`, or any type; JSON is given as it is for
others. `options` are those of `RequestOptions`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .aliases import Body, Mode, RequestOptions, T
    from .call import Call

VERBS = ("get", "post", "put", "patch", "delete")


class SyncVerbs:
    """The verbs of the sync client."""

    _mode: Mode = "parsed"

    if TYPE_CHECKING:

        def _perform(self, call: Call, mode: Mode) -> Any: ...

    def _verb(self, method: str, path: str, cast_to: type[T], *rest: Any) -> T:
        from .casts import verb_call

        call = verb_call(method, path, cast_to, *rest)
        value: T = self._perform(call, self._mode)
        return value

    def get(
        self,
        path: str,
        *,
        cast_to: type[T],
        options: RequestOptions | None = None,
        stream: bool = False,
        stream_cls: Any = None,
    ) -> T:
        """Send a GET request; with `stream` the value is a `stream_cls` of events."""
        return self._verb("GET", path, cast_to, None, options, stream, stream_cls)

    def post(
        self,
        path: str,
        *,
        cast_to: type[T],
        body: Body | None = None,
        options: RequestOptions | None = None,
        stream: bool = False,
        stream_cls: Any = None,
    ) -> T:
        """Send a POST request; with `stream` the value is a `stream_cls` of events."""
        return self._verb("POST", path, cast_to, body, options, stream, stream_cls)

    def put(
        self,
        path: str,
        *,
        cast_to: type[T],
        body: Body | None = None,
        options: RequestOptions | None = None,
        stream: bool = False,
        stream_cls: Any = None,
    ) -> T:
        """Send a PUT request; with `stream` the value is a `stream_cls` of events."""
        return self._verb("PUT", path, cast_to, body, options, stream, stream_cls)

    def patch(
        self,
        path: str,
        *,
        cast_to: type[T],
        body: Body | None = None,
        options: RequestOptions | None = None,
        stream: bool = False,
        stream_cls: Any = None,
    ) -> T:
        """Send a PATCH request; with `stream` the value is a `stream_cls` of events."""
        return self._verb("PATCH", path, cast_to, body, options, stream, stream_cls)

    def delete(
        self,
        path: str,
        *,
        cast_to: type[T],
        body: Body | None = None,
        options: RequestOptions | None = None,
        stream: bool = False,
        stream_cls: Any = None,
    ) -> T:
        """Send a DELETE request; with `stream` the value is a `stream_cls` of events."""
        return self._verb("DELETE", path, cast_to, body, options, stream, stream_cls)


class AsyncVerbs:
    """The verbs of the async client."""

    _mode: Mode = "parsed"

    if TYPE_CHECKING:

        async def _perform(self, call: Call, mode: Mode) -> Any: ...

    async def _verb(self, method: str, path: str, cast_to: type[T], *rest: Any) -> T:
        from .casts import verb_call

        call = verb_call(method, path, cast_to, *rest)
        value: T = await self._perform(call, self._mode)
        return value

    async def get(
        self,
        path: str,
        *,
        cast_to: type[T],
        options: RequestOptions | None = None,
        stream: bool = False,
        stream_cls: Any = None,
    ) -> T:
        """Send a GET request; with `stream` the value is a `stream_cls` of events."""
        return await self._verb("GET", path, cast_to, None, options, stream, stream_cls)

    async def post(
        self,
        path: str,
        *,
        cast_to: type[T],
        body: Body | None = None,
        options: RequestOptions | None = None,
        stream: bool = False,
        stream_cls: Any = None,
    ) -> T:
        """Send a POST request; with `stream` the value is a `stream_cls` of events."""
        return await self._verb(
            "POST", path, cast_to, body, options, stream, stream_cls
        )

    async def put(
        self,
        path: str,
        *,
        cast_to: type[T],
        body: Body | None = None,
        options: RequestOptions | None = None,
        stream: bool = False,
        stream_cls: Any = None,
    ) -> T:
        """Send a PUT request; with `stream` the value is a `stream_cls` of events."""
        return await self._verb("PUT", path, cast_to, body, options, stream, stream_cls)

    async def patch(
        self,
        path: str,
        *,
        cast_to: type[T],
        body: Body | None = None,
        options: RequestOptions | None = None,
        stream: bool = False,
        stream_cls: Any = None,
    ) -> T:
        """Send a PATCH request; with `stream` the value is a `stream_cls` of events."""
        return await self._verb(
            "PATCH", path, cast_to, body, options, stream, stream_cls
        )

    async def delete(
        self,
        path: str,
        *,
        cast_to: type[T],
        body: Body | None = None,
        options: RequestOptions | None = None,
        stream: bool = False,
        stream_cls: Any = None,
    ) -> T:
        """Send a DELETE request; with `stream` the value is a `stream_cls` of events."""
        return await self._verb(
            "DELETE", path, cast_to, body, options, stream, stream_cls
        )
