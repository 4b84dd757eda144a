"""Binary responses, read whole; the async flavour gives the same class.

To write a body to disk as it arrives, call the method through `with_streaming_response`.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx2

_BLOCK = 1 << 16


class BinaryResponse:
    """The bytes that an endpoint answered with; `response` is the httpx2 response."""

    response: httpx2.Response

    def __init__(self, response: httpx2.Response) -> None:
        self.response = response

    @property
    def content(self) -> bytes:
        """The body."""
        return self.response.content

    @property
    def text(self) -> str:
        """The body as text."""
        return self.response.text

    @property
    def encoding(self) -> str | None:
        """The encoding of `text`."""
        return self.response.encoding

    @property
    def charset_encoding(self) -> str | None:
        """The encoding that the headers name."""
        return self.response.charset_encoding

    def json(self, **options: Any) -> Any:
        """The body as JSON."""
        return self.response.json(**options)

    def read(self) -> bytes:
        """The body."""
        return self.response.content

    def iter_bytes(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """The body in pieces."""
        return self.response.iter_bytes(chunk_size)

    def iter_text(self, chunk_size: int | None = None) -> Iterator[str]:
        """The text in pieces."""
        return self.response.iter_text(chunk_size)

    def iter_lines(self) -> Iterator[str]:
        """The text by lines."""
        return self.response.iter_lines()

    def iter_raw(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """The body in pieces, as `iter_bytes` gives it: it was read already."""
        return self.iter_bytes(chunk_size)

    def write_to_file(self, file: str | os.PathLike[str]) -> None:
        """Write the body to a file of that name."""
        with open(file, "wb") as output:
            output.write(self.content)

    def stream_to_file(
        self, file: str | os.PathLike[str], *, chunk_size: int | None = None
    ) -> None:
        """Write the body to a file of that name, in pieces."""
        with open(file, "wb") as output:
            for block in self.iter_bytes(chunk_size or _BLOCK):
                output.write(block)

    def close(self) -> None:
        """Nothing is left open; for symmetry with streamed responses."""

    async def aread(self) -> bytes:
        """The body."""
        return self.response.content

    async def aiter_bytes(self, chunk_size: int | None = None) -> AsyncIterator[bytes]:
        """The body in pieces."""
        for block in self.iter_bytes(chunk_size or _BLOCK):
            yield block

    async def aiter_raw(self, chunk_size: int | None = None) -> AsyncIterator[bytes]:
        """The body in pieces, as `aiter_bytes` gives it: it was read already."""
        async for block in self.aiter_bytes(chunk_size):
            yield block

    async def aiter_text(self, chunk_size: int | None = None) -> AsyncIterator[str]:
        """The text in pieces."""
        for text in self.iter_text(chunk_size):
            yield text

    async def aiter_lines(self) -> AsyncIterator[str]:
        """The text by lines."""
        for line in self.iter_lines():
            yield line

    async def astream_to_file(
        self, file: str | os.PathLike[str], *, chunk_size: int | None = None
    ) -> None:
        """Write the body to a file of that name, in pieces."""
        self.stream_to_file(file, chunk_size=chunk_size)

    async def aclose(self) -> None:
        """Nothing is left open; for symmetry with streamed responses."""


HttpxBinaryResponseContent = BinaryResponse
