"""Raw responses: what `with_raw_response` and `with_streaming_response` give.

BaseResponse                status, headers, request id, ...
├── RawResponse             read whole: `parse()` and `content` at once, in both flavours
├── APIResponse             unread (sync)
└── AsyncAPIResponse        unread (async)
"""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from .errors import named_errors
from .parsing import parse

if TYPE_CHECKING:
    import datetime

    import httpx2

    from .base_client import BaseClient
    from .call import Call
    from .exchange import Reply

R = TypeVar("R")
T = TypeVar("T")


class BaseResponse(Generic[R]):
    """A response and how to make its value."""

    http_response: httpx2.Response
    retries_taken: int

    def __init__(self, client: BaseClient, call: Call, reply: Reply) -> None:
        self.http_response = reply.response
        self.retries_taken = reply.retries_taken
        self._client = client
        self._call = call
        self._parsed: Any = None

    def _value(self, to: Any = None) -> Any:
        # with casts
        if to is not None:
            from .casts import recast

            return parse(self._client, recast(self._call, to), self.http_response)
        # end casts
        # without casts
        if to is not None:
            raise TypeError(
                "this part of a package makes no values of other types;"
                " `tsbind generate --whole-runtime` makes one that does"
            )
        # end casts
        if self._parsed is None:
            self._parsed = parse(self._client, self._call, self.http_response)
        return self._parsed

    def _is_binary(self, to: Any) -> bool:
        return to is None and self._call.endpoint.binary

    @property
    def headers(self) -> httpx2.Headers:
        """The headers of the response."""
        return self.http_response.headers

    @property
    def status_code(self) -> int:
        """The status of the response."""
        return self.http_response.status_code

    @property
    def request_id(self) -> str | None:
        """The id that the API gave the request."""
        return self.http_response.headers.get("x-request-id")

    @property
    def http_request(self) -> httpx2.Request:
        """The request, the last one after retries and redirects."""
        return self.http_response.request

    @property
    def url(self) -> httpx2.URL:
        """Where the request went."""
        return self.http_response.url

    @property
    def method(self) -> str:
        """The method of the request."""
        return self.http_request.method

    @property
    def http_version(self) -> str:
        """The HTTP version of the response."""
        return self.http_response.http_version

    @property
    def elapsed(self) -> datetime.timedelta:
        """From sending the request until the response was closed."""
        return self.http_response.elapsed

    @property
    def is_closed(self) -> bool:
        """Whether nothing more is to come."""
        return self.http_response.is_closed

    def __repr__(self) -> str:
        return f"<{type(self).__name__} [{self.status_code}] {self.method} {self.url}>"


class RawResponse(BaseResponse[R], Generic[R]):
    """A response that was read whole (unless it is a stream)."""

    @overload
    def parse(self) -> R: ...

    @overload
    def parse(self, *, to: type[T]) -> T: ...

    def parse(self, *, to: Any = None) -> Any:
        """What the method would have returned, or with `to` what `cast_to=to` gives."""
        return self._value(to)

    @property
    def content(self) -> bytes:
        """The body."""
        return self.http_response.content

    @property
    def text(self) -> str:
        """The body as text."""
        return self.http_response.text

    def json(self) -> Any:
        """The body as JSON."""
        return self.http_response.json()

    def read(self) -> bytes:
        """The body."""
        return self.http_response.content


class APIResponse(BaseResponse[R], Generic[R]):
    """A response whose body is read as you ask for it."""

    @overload
    def parse(self) -> R: ...

    @overload
    def parse(self, *, to: type[T]) -> T: ...

    def parse(self, *, to: Any = None) -> Any:
        """What `RawResponse.parse` gives, of a binary body the bytes.

        Reads the body unless it is a stream.
        """
        if self._call.stream:
            return self._value(to)
        content = self.read()
        return content if self._is_binary(to) else self._value(to)

    def read(self) -> bytes:
        """Read the whole body."""
        with named_errors(self.http_request):
            return self.http_response.read()

    def text(self) -> str:
        """Read the whole body, as text."""
        self.read()
        return self.http_response.text

    def json(self) -> Any:
        """Read the whole body, as JSON."""
        self.read()
        return self.http_response.json()

    def iter_bytes(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """The body as it arrives."""
        with named_errors(self.http_request):
            yield from self.http_response.iter_bytes(chunk_size)

    def iter_text(self, chunk_size: int | None = None) -> Iterator[str]:
        """The text as it arrives."""
        with named_errors(self.http_request):
            yield from self.http_response.iter_text(chunk_size)

    def iter_lines(self) -> Iterator[str]:
        """The lines as they arrive."""
        with named_errors(self.http_request):
            yield from self.http_response.iter_lines()

    def stream_to_file(
        self, file: str | os.PathLike[str], *, chunk_size: int | None = None
    ) -> None:
        """Write the body to a file of that name as it arrives."""
        with open(file, "wb") as output:
            for block in self.iter_bytes(chunk_size):
                output.write(block)

    def close(self) -> None:
        """Close the response."""
        self.http_response.close()


class AsyncAPIResponse(BaseResponse[R], Generic[R]):
    """A response whose body is read as you ask for it."""

    @overload
    async def parse(self) -> R: ...

    @overload
    async def parse(self, *, to: type[T]) -> T: ...

    async def parse(self, *, to: Any = None) -> Any:
        """What `RawResponse.parse` gives, of a binary body the bytes.

        Reads the body unless it is a stream.
        """
        if self._call.stream:
            return self._value(to)
        content = await self.read()
        return content if self._is_binary(to) else self._value(to)

    async def read(self) -> bytes:
        """Read the whole body."""
        with named_errors(self.http_request):
            return await self.http_response.aread()

    async def text(self) -> str:
        """Read the whole body, as text."""
        await self.read()
        return self.http_response.text

    async def json(self) -> Any:
        """Read the whole body, as JSON."""
        await self.read()
        return self.http_response.json()

    async def iter_bytes(self, chunk_size: int | None = None) -> AsyncIterator[bytes]:
        """The body as it arrives."""
        with named_errors(self.http_request):
            async for part in self.http_response.aiter_bytes(chunk_size):
                yield part

    async def iter_text(self, chunk_size: int | None = None) -> AsyncIterator[str]:
        """The text as it arrives."""
        with named_errors(self.http_request):
            async for part in self.http_response.aiter_text(chunk_size):
                yield part

    async def iter_lines(self) -> AsyncIterator[str]:
        """The lines as they arrive."""
        with named_errors(self.http_request):
            async for part in self.http_response.aiter_lines():
                yield part

    async def stream_to_file(
        self, file: str | os.PathLike[str], *, chunk_size: int | None = None
    ) -> None:
        """Write the body to a file of that name as it arrives."""
        with open(file, "wb") as output:
            async for block in self.iter_bytes(chunk_size):
                output.write(block)

    async def close(self) -> None:
        """Close the response."""
        await self.http_response.aclose()
