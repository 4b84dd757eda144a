"""Base classes of generated resources.

A method gathers what it was given and hands it to one of these, with its endpoint:

    def retrieve(self, run_id: str, *, thread_id: str, extra_headers=None, ...) -> Run:
        return self._call(
            _RETRIEVE,
            {"thread_id": thread_id, "run_id": run_id},
            {},
            None,
            (extra_headers, extra_query, extra_body, timeout),
        )

`_call` is for values, `_call_or_stream` for endpoints where `stream` decides, `_stream` for those
that always stream, `_list` for pages. In the async flavour the first three are awaited; `_list`
gives something both awaitable and async iterable.
"""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from .call import Call, build_call
# with raw_views
from .methods import View, ViewedMethods
# end raw_views

if TYPE_CHECKING:
    from .aliases import Body, Headers, Mode, Query, Timeout
    from .async_client import AsyncAPIClient
    # with pages
    from .endpoint import A, PageEndpoint, S
    # end pages
    # with streams
    from .endpoint import E, StreamEndpoint
    # end streams
    from .endpoint import Endpoint, R
    from .omit import Omit
    # with pages
    from .pages import AsyncPaginator
    # end pages
    # with streams
    from .streams import AsyncStream, Stream
    # end streams
    from .sync_client import SyncAPIClient

    Extra: TypeAlias = tuple[Headers | None, Query | None, Body | None, Timeout | Omit]
    """`extra_headers`, `extra_query`, `extra_body`, `timeout` of a call."""


class BaseResource(
    # with raw_views
    ViewedMethods,
    # end raw_views
):
    """A resource; `_mode` says what its calls give back."""

    _mode: Mode = "parsed"

    # with raw_views
    if TYPE_CHECKING:

        @property
        def with_raw_response(self) -> Any:
            """The resource with methods that give a `RawResponse` in place of their value."""

        @property
        def with_streaming_response(self) -> Any:
            """The resource with methods that give a context manager for the unread response."""

    else:
        with_raw_response = View("RawView")
        with_streaming_response = View("StreamingView")
    # end raw_views


def _build_call(
    client: object,
    endpoint: Endpoint[Any],
    path: Mapping[str, Any],
    values: Mapping[str, Any],
    params: object,
    extra: Extra,
) -> Call:
    call = build_call(endpoint, path, values, params, client)
    call.add(*extra[:3])
    call.timeout = extra[3]
    return call


class SyncAPIResource(BaseResource):
    """Base of the sync resources."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client: Any = client

    def _call(
        self,
        endpoint: Endpoint[R],
        path: Mapping[str, Any],
        values: Mapping[str, Any],
        params: object,
        extra: Extra,
    ) -> R:
        call = _build_call(self._client, endpoint, path, values, params, extra)
        value: R = self._client._perform(call, self._mode)
        return value

    # with streams
    def _call_or_stream(
        self,
        endpoint: StreamEndpoint[R, E],
        path: Mapping[str, Any],
        values: Mapping[str, Any],
        params: object,
        extra: Extra,
    ) -> R | Stream[E]:
        call = _build_call(self._client, endpoint, path, values, params, extra)
        value: R | Stream[E] = self._client._perform(call, self._mode)
        return value

    # end streams
    # with streams
    def _stream(
        self,
        endpoint: StreamEndpoint[Any, E],
        path: Mapping[str, Any],
        values: Mapping[str, Any],
        params: object,
        extra: Extra,
    ) -> Stream[E]:
        call = _build_call(self._client, endpoint, path, values, params, extra)
        value: Stream[E] = self._client._perform(call, self._mode)
        return value

    # end streams
    # with pages
    def _list(
        self,
        endpoint: PageEndpoint[S, Any],
        path: Mapping[str, Any],
        values: Mapping[str, Any],
        params: object,
        extra: Extra,
    ) -> S:
        call = _build_call(self._client, endpoint, path, values, params, extra)
        value: S = self._client._perform(call, self._mode)
        return value

    # end pages


class AsyncAPIResource(BaseResource):
    """Base of the async resources."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client: Any = client

    async def _call(
        self,
        endpoint: Endpoint[R],
        path: Mapping[str, Any],
        values: Mapping[str, Any],
        params: object,
        extra: Extra,
    ) -> R:
        call = _build_call(self._client, endpoint, path, values, params, extra)
        value: R = await self._client._perform(call, self._mode)
        return value

    # with streams
    async def _call_or_stream(
        self,
        endpoint: StreamEndpoint[R, E],
        path: Mapping[str, Any],
        values: Mapping[str, Any],
        params: object,
        extra: Extra,
    ) -> R | AsyncStream[E]:
        call = _build_call(self._client, endpoint, path, values, params, extra)
        value: R | AsyncStream[E] = await self._client._perform(call, self._mode)
        return value

    # end streams
    # with streams
    async def _stream(
        self,
        endpoint: StreamEndpoint[Any, E],
        path: Mapping[str, Any],
        values: Mapping[str, Any],
        params: object,
        extra: Extra,
    ) -> AsyncStream[E]:
        call = _build_call(self._client, endpoint, path, values, params, extra)
        value: AsyncStream[E] = await self._client._perform(call, self._mode)
        return value

    # end streams
    # with pages
    def _list(
        self,
        endpoint: PageEndpoint[Any, A],
        path: Mapping[str, Any],
        values: Mapping[str, Any],
        params: object,
        extra: Extra,
    ) -> AsyncPaginator[Any, A]:
        from .pages import AsyncPaginator

        call = _build_call(self._client, endpoint, path, values, params, extra)
        return AsyncPaginator(self._client, call, self._mode)

    # end pages
