"""The verbs of the async client: as in `verbs`, to be awaited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .aliases import Body, Content, Files, Mode, RequestOptions, T
    from .call import Call


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
