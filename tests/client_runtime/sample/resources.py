"""A resource after the manner of generated ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Literal, overload

from ._runtime.aliases import Body, Headers, Query, Timeout
from ._runtime.deprecation import deprecated
from ._runtime.endpoint import Endpoint, PageEndpoint, StreamEndpoint
from ._runtime.omit import Omit, omit
from ._runtime.references import references
from ._runtime.resource import AsyncAPIResource, SyncAPIResource
from .pagination import AsyncCursorPage, SyncCursorPage

if TYPE_CHECKING:
    from ._runtime.binary import BinaryResponse
    from ._runtime.files import FileTypes
    from ._runtime.pages import AsyncPaginator
    from ._runtime.raw_views import async_raw, async_streamed, raw, streamed
    from ._runtime.streams import AsyncStream, Stream
    from .types import Widget, WidgetCreateParams, WidgetEvent

_ref = references(__name__, {"Widget": ".types", "WidgetEvent": ".types"})

_CREATE: StreamEndpoint[Widget, WidgetEvent] = StreamEndpoint(
    "POST",
    "/widgets",
    _ref("Widget"),
    event=_ref("WidgetEvent"),
    body=True,
    required=(("name",), ("name", "stream")),
)
_RETRIEVE: Endpoint[Widget] = Endpoint(
    "GET",
    "/shelves/{shelf_id}/widgets/{widget_id}",
    _ref("Widget"),
    query=("include",),
    header_params={"trace": "X-Trace"},
    headers={"Beta": "widgets=v2"},
)
_LIST: PageEndpoint[SyncCursorPage[Widget], AsyncCursorPage[Widget]] = PageEndpoint(
    "GET", "/widgets", _ref("Widget"), pages=(SyncCursorPage, AsyncCursorPage)
)
_UPLOAD: Endpoint[Widget] = Endpoint(
    "POST",
    "/files",
    _ref("Widget"),
    body=True,
    multipart=True,
    files=("file",),
    required=(("file",),),
)
_CONTENT: Endpoint[BinaryResponse] = Endpoint(
    "GET", "/files/{file_id}/content", binary=True, accept="application/binary"
)
_UNWRAP: Endpoint[Widget] = Endpoint("GET", "/wrapped", _ref("Widget"), unwrap="data")
_EVENTS: StreamEndpoint[None, WidgetEvent] = StreamEndpoint(
    "GET", "/events", event=_ref("WidgetEvent"), streams="always"
)


class Files(SyncAPIResource):
    """Files."""

    def create(
        self,
        *,
        file: FileTypes | Omit = omit,
        tags: Iterable[str] | Omit = omit,
        expires: Mapping[str, object] | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: Timeout | Omit = omit,
    ) -> Widget:
        """Upload a file."""
        return self._call(
            _UPLOAD,
            {},
            {"file": file, "tags": tags, "expires": expires},
            None,
            (extra_headers, extra_query, extra_body, timeout),
        )

    def content(
        self,
        file_id: str,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: Timeout | Omit = omit,
    ) -> BinaryResponse:
        """The bytes of a file."""
        return self._call(
            _CONTENT,
            {"file_id": file_id},
            {},
            None,
            (extra_headers, extra_query, extra_body, timeout),
        )


class AsyncFiles(AsyncAPIResource):
    """Files."""

    async def create(
        self,
        *,
        file: FileTypes | Omit = omit,
        tags: Iterable[str] | Omit = omit,
        expires: Mapping[str, object] | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: Timeout | Omit = omit,
    ) -> Widget:
        """Upload a file."""
        return await self._call(
            _UPLOAD,
            {},
            {"file": file, "tags": tags, "expires": expires},
            None,
            (extra_headers, extra_query, extra_body, timeout),
        )

    async def content(
        self,
        file_id: str,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: Timeout | Omit = omit,
    ) -> BinaryResponse:
        """The bytes of a file."""
        return await self._call(
            _CONTENT,
            {"file_id": file_id},
            {},
            None,
            (extra_headers, extra_query, extra_body, timeout),
        )


class Widgets(SyncAPIResource):
    """Widgets."""

    @cached_property
    def files(self) -> Files:
        """Their files."""
        return Files(self._client)

    if TYPE_CHECKING:

        @property
        def with_raw_response(self) -> WidgetsWithRawResponse: ...

        @property
        def with_streaming_response(self) -> WidgetsWithStreamingResponse: ...

    @overload
    def create(
        self,
        *,
        name: str | Omit = omit,
        tags: Mapping[str, str] | Omit = omit,
        stream: Literal[False] | Omit = omit,
        params: WidgetCreateParams | None = None,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: Timeout | Omit = omit,
    ) -> Widget: ...

    @overload
    def create(
        self,
        *,
        name: str | Omit = omit,
        tags: Mapping[str, str] | Omit = omit,
        stream: Literal[True],
        params: WidgetCreateParams | None = None,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: Timeout | Omit = omit,
    ) -> Stream[WidgetEvent]: ...

    @overload
    def create(
        self,
        *,
        name: str | Omit = omit,
        tags: Mapping[str, str] | Omit = omit,
        stream: bool,
        params: WidgetCreateParams | None = None,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: Timeout | Omit = omit,
    ) -> Widget | Stream[WidgetEvent]: ...

    def create(
        self,
        *,
        name: str | Omit = omit,
        tags: Mapping[str, str] | Omit = omit,
        stream: bool | Omit = omit,
        params: WidgetCreateParams | None = None,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: Timeout | Omit = omit,
    ) -> Widget | Stream[WidgetEvent]:
        """Make a widget."""
        return self._call_or_stream(
            _CREATE,
            {},
            {"name": name, "tags": tags, "stream": stream},
            params,
            (extra_headers, extra_query, extra_body, timeout),
        )

    def retrieve(
        self,
        widget_id: str,
        *,
        shelf_id: str,
        include: Iterable[str] | Omit = omit,
        trace: str | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: Timeout | Omit = omit,
    ) -> Widget:
        """Get a widget."""
        return self._call(
            _RETRIEVE,
            {"shelf_id": shelf_id, "widget_id": widget_id},
            {"include": include, "trace": trace},
            None,
            (extra_headers, extra_query, extra_body, timeout),
        )

    def list(
        self,
        *,
        after: str | Omit = omit,
        limit: int | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: Timeout | Omit = omit,
    ) -> SyncCursorPage[Widget]:
        """All widgets."""
        return self._list(
            _LIST,
            {},
            {"after": after, "limit": limit},
            None,
            (extra_headers, extra_query, extra_body, timeout),
        )

    def events(
        self,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: Timeout | Omit = omit,
    ) -> Stream[WidgetEvent]:
        """What happens."""
        extra = (extra_headers, extra_query, extra_body, timeout)
        return self._stream(_EVENTS, {}, {}, None, extra)

    @deprecated("use `retrieve`")
    def unwrapped(
        self,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: Timeout | Omit = omit,
    ) -> Widget:
        """The one widget."""
        extra = (extra_headers, extra_query, extra_body, timeout)
        return self._call(_UNWRAP, {}, {}, None, extra)


class AsyncWidgets(AsyncAPIResource):
    """Widgets."""

    @cached_property
    def files(self) -> AsyncFiles:
        """Their files."""
        return AsyncFiles(self._client)

    if TYPE_CHECKING:

        @property
        def with_raw_response(self) -> AsyncWidgetsWithRawResponse: ...

        @property
        def with_streaming_response(self) -> AsyncWidgetsWithStreamingResponse: ...

    async def create(
        self,
        *,
        name: str | Omit = omit,
        tags: Mapping[str, str] | Omit = omit,
        stream: bool | Omit = omit,
        params: WidgetCreateParams | None = None,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: Timeout | Omit = omit,
    ) -> Widget | AsyncStream[WidgetEvent]:
        """Make a widget."""
        return await self._call_or_stream(
            _CREATE,
            {},
            {"name": name, "tags": tags, "stream": stream},
            params,
            (extra_headers, extra_query, extra_body, timeout),
        )

    async def retrieve(
        self,
        widget_id: str,
        *,
        shelf_id: str,
        include: Iterable[str] | Omit = omit,
        trace: str | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: Timeout | Omit = omit,
    ) -> Widget:
        """Get a widget."""
        return await self._call(
            _RETRIEVE,
            {"shelf_id": shelf_id, "widget_id": widget_id},
            {"include": include, "trace": trace},
            None,
            (extra_headers, extra_query, extra_body, timeout),
        )

    def list(
        self,
        *,
        after: str | Omit = omit,
        limit: int | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: Timeout | Omit = omit,
    ) -> AsyncPaginator[Widget, AsyncCursorPage[Widget]]:
        """All widgets."""
        return self._list(
            _LIST,
            {},
            {"after": after, "limit": limit},
            None,
            (extra_headers, extra_query, extra_body, timeout),
        )

    async def events(
        self,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: Timeout | Omit = omit,
    ) -> AsyncStream[WidgetEvent]:
        """What happens."""
        extra = (extra_headers, extra_query, extra_body, timeout)
        return await self._stream(_EVENTS, {}, {}, None, extra)


if TYPE_CHECKING:

    class WidgetsWithRawResponse:
        def __init__(self, widgets: Widgets) -> None:
            self.retrieve = raw(widgets.retrieve)
            self.list = raw(widgets.list)

    class WidgetsWithStreamingResponse:
        def __init__(self, widgets: Widgets) -> None:
            self.retrieve = streamed(widgets.retrieve)

    class AsyncWidgetsWithRawResponse:
        def __init__(self, widgets: AsyncWidgets) -> None:
            self.retrieve = async_raw(widgets.retrieve)
            self.list = async_raw(widgets.list)

    class AsyncWidgetsWithStreamingResponse:
        def __init__(self, widgets: AsyncWidgets) -> None:
            self.retrieve = async_streamed(widgets.retrieve)
