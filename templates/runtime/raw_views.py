"""`with_raw_response` and `with_streaming_response`, on clients and resources.

A view has the methods and sub-resources of what it views. `raw`, `async_raw`, `streamed` and
`async_streamed` say the type of a method of a view; generated code uses them for type checkers:

    if TYPE_CHECKING:

        class ModelsWithRawResponse:
            def __init__(self, models: Models) -> None:
                self.retrieve = raw(models.retrieve)
"""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import copy
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar

from .methods import has_views
from .resource import AsyncAPIResource, BaseResource
# with verbs
from .verbs import VERBS, AsyncVerbs
# end verbs

if TYPE_CHECKING:
    from types import TracebackType

    from .aliases import Mode
    from .responses import APIResponse, AsyncAPIResponse, RawResponse

P = ParamSpec("P")
R = TypeVar("R")


def in_mode(viewed: Any, mode: Mode) -> Any:
    """The same resource or client with methods that give what `mode` says."""
    other = copy.copy(viewed)
    other._mode = mode
    return other


class RawView:
    """A resource, or a client, whose methods give `RawResponse`."""

    def __init__(self, viewed: Any) -> None:
        self._viewed = viewed

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._viewed, name)
        if isinstance(value, BaseResource):
            return type(self)(value)
        calls = isinstance(self._viewed, BaseResource)
        # with verbs
        calls = calls or name in VERBS
        # end verbs
        if calls and callable(value) and has_views(value):
            return self._method(name)
        raise AttributeError(f"`{name}` has no raw response")

    def __dir__(self) -> list[str]:
        """What the view has, for completion and for mocks made of it."""
        names = [name for name in dir(self._viewed) if name[0] != "_"]
        return [name for name in names if hasattr(self, name)]

    def _method(self, name: str) -> Any:
        return getattr(in_mode(self._viewed, "raw"), name)


class StreamingView(RawView):
    """A resource, or a client, whose methods give a context manager for the response."""

    def _method(self, name: str) -> Any:
        is_async = isinstance(self._viewed, AsyncAPIResource)
        # with verbs
        is_async = is_async or isinstance(self._viewed, AsyncVerbs)
        # end verbs
        kind: Any = AsyncPending if is_async else Pending
        method = getattr(in_mode(self._viewed, "streaming"), name)

        def pending(*args: Any, **kwargs: Any) -> Any:
            return kind(partial(method, *args, **kwargs))

        return pending


class Pending(Generic[R]):
    """A request that is sent on entering; the response is closed on leaving."""

    def __init__(self, send: Callable[[], R]) -> None:
        self._send = send
        self._response: Any = None

    def __enter__(self) -> R:
        self._response = self._send()
        response: R = self._response
        return response

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._response.close()


class AsyncPending(Generic[R]):
    """A request that is sent on entering; the response is closed on leaving."""

    def __init__(self, send: Callable[[], Awaitable[R]]) -> None:
        self._send = send
        self._response: Any = None

    async def __aenter__(self) -> R:
        self._response = await self._send()
        response: R = self._response
        return response

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._response.close()


if TYPE_CHECKING:

    def raw(method: Callable[P, R]) -> Callable[P, RawResponse[R]]:
        """The type of a method of a `RawView`."""
        ...

    def async_raw(
        method: Callable[P, Awaitable[R]],
    ) -> Callable[P, Awaitable[RawResponse[R]]]:
        """The type of a method of a `RawView`, async."""
        ...

    def streamed(method: Callable[P, R]) -> Callable[P, Pending[APIResponse[R]]]:
        """The type of a method of a `StreamingView`."""
        ...

    def async_streamed(
        method: Callable[P, Awaitable[R]],
    ) -> Callable[P, AsyncPending[AsyncAPIResponse[R]]]:
        """The type of a method of a `StreamingView`, async."""
        ...
