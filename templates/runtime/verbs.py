"""`client.get`, `post`, `put`, `patch` and `delete`: for endpoints that were not generated.

`cast_to` is a generated class, `httpx2.Response`, `str`, `bytes`, or any type; JSON is given as it
is for others. `options` are those of `RequestOptions`. `content` is a body that is sent as it is;
with `files`, by name of the field, the body is a form. With `stream` the value is a `stream_cls`
of events.
"""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any

    from .aliases import Body, Content, Files, Mode, T
    from .call import Call
    from .casts import RequestOptions

VERBS = ("get", "post", "put", "patch", "delete")


class SyncVerbs:
    """The verbs of the sync client."""

    _mode: Mode = "parsed"

    if TYPE_CHECKING:

        def _perform(self, call: Call, mode: Mode) -> Any: ...

    def _verb(self, method: str, path: str, cast_to: type[T], **how: Any) -> T:
        from .casts import verb_call

        value: T = self._perform(verb_call(method, path, cast_to, **how), self._mode)
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
        """Send a GET request."""
        return self._verb(
            "GET",
            path,
            cast_to,
            options=options,
            stream=stream,
            stream_cls=stream_cls,
        )

    def post(
        self,
        path: str,
        *,
        cast_to: type[T],
        body: Body | None = None,
        content: Content | None = None,
        options: RequestOptions | None = None,
        files: Files | None = None,
        stream: bool = False,
        stream_cls: Any = None,
    ) -> T:
        """Send a POST request."""
        return self._verb(
            "POST",
            path,
            cast_to,
            body=body,
            content=content,
            options=options,
            files=files,
            stream=stream,
            stream_cls=stream_cls,
        )

    def put(
        self,
        path: str,
        *,
        cast_to: type[T],
        body: Body | None = None,
        content: Content | None = None,
        options: RequestOptions | None = None,
        files: Files | None = None,
        stream: bool = False,
        stream_cls: Any = None,
    ) -> T:
        """Send a PUT request."""
        return self._verb(
            "PUT",
            path,
            cast_to,
            body=body,
            content=content,
            options=options,
            files=files,
            stream=stream,
            stream_cls=stream_cls,
        )

    def patch(
        self,
        path: str,
        *,
        cast_to: type[T],
        body: Body | None = None,
        content: Content | None = None,
        options: RequestOptions | None = None,
        files: Files | None = None,
        stream: bool = False,
        stream_cls: Any = None,
    ) -> T:
        """Send a PATCH request."""
        return self._verb(
            "PATCH",
            path,
            cast_to,
            body=body,
            content=content,
            options=options,
            files=files,
            stream=stream,
            stream_cls=stream_cls,
        )

    def delete(
        self,
        path: str,
        *,
        cast_to: type[T],
        body: Body | None = None,
        content: Content | None = None,
        options: RequestOptions | None = None,
        stream: bool = False,
        stream_cls: Any = None,
    ) -> T:
        """Send a DELETE request."""
        return self._verb(
            "DELETE",
            path,
            cast_to,
            body=body,
            content=content,
            options=options,
            stream=stream,
            stream_cls=stream_cls,
        )


class AsyncVerbs:
    """The verbs of the async client."""

    _mode: Mode = "parsed"

    if TYPE_CHECKING:

        async def _perform(self, call: Call, mode: Mode) -> Any: ...

    async def _verb(self, method: str, path: str, cast_to: type[T], **how: Any) -> T:
        from .casts import verb_call

        call = verb_call(method, path, cast_to, **how)
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
        """Send a GET request."""
        return await self._verb(
            "GET",
            path,
            cast_to,
            options=options,
            stream=stream,
            stream_cls=stream_cls,
        )

    async def post(
        self,
        path: str,
        *,
        cast_to: type[T],
        body: Body | None = None,
        content: Content | None = None,
        options: RequestOptions | None = None,
        files: Files | None = None,
        stream: bool = False,
        stream_cls: Any = None,
    ) -> T:
        """Send a POST request."""
        return await self._verb(
            "POST",
            path,
            cast_to,
            body=body,
            content=content,
            options=options,
            files=files,
            stream=stream,
            stream_cls=stream_cls,
        )

    async def put(
        self,
        path: str,
        *,
        cast_to: type[T],
        body: Body | None = None,
        content: Content | None = None,
        options: RequestOptions | None = None,
        files: Files | None = None,
        stream: bool = False,
        stream_cls: Any = None,
    ) -> T:
        """Send a PUT request."""
        return await self._verb(
            "PUT",
            path,
            cast_to,
            body=body,
            content=content,
            options=options,
            files=files,
            stream=stream,
            stream_cls=stream_cls,
        )

    async def patch(
        self,
        path: str,
        *,
        cast_to: type[T],
        body: Body | None = None,
        content: Content | None = None,
        options: RequestOptions | None = None,
        files: Files | None = None,
        stream: bool = False,
        stream_cls: Any = None,
    ) -> T:
        """Send a PATCH request."""
        return await self._verb(
            "PATCH",
            path,
            cast_to,
            body=body,
            content=content,
            options=options,
            files=files,
            stream=stream,
            stream_cls=stream_cls,
        )

    async def delete(
        self,
        path: str,
        *,
        cast_to: type[T],
        body: Body | None = None,
        content: Content | None = None,
        options: RequestOptions | None = None,
        stream: bool = False,
        stream_cls: Any = None,
    ) -> T:
        """Send a DELETE request."""
        return await self._verb(
            "DELETE",
            path,
            cast_to,
            body=body,
            content=content,
            options=options,
            stream=stream,
            stream_cls=stream_cls,
        )
