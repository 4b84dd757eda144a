"""Types that the signatures of the client share."""

from __future__ import annotations

from collections.abc import AsyncIterable, Callable, Generator, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar

if TYPE_CHECKING:
    import httpx2

    # with files
    from .files import FileTypes
    # end files
    from .omit import Omit

T = TypeVar("T")
NEEDS_HTTPX2 = "The client needs httpx2 to send requests: pip install httpx2"

Headers: TypeAlias = "Mapping[str, str | Omit | None]"
"""Header values by name; `omit` or None takes a default header away."""

Query: TypeAlias = "Mapping[str, object]"
"""Query values by name: scalars, and arrays and objects of them."""

Body: TypeAlias = object
"""Anything `encode` takes; as `extra_body` a mapping."""

Content: TypeAlias = bytes | str | Iterable[bytes] | AsyncIterable[bytes]
"""A body that is sent as it is; one that can be read once is not sent again."""

# with files
Files: TypeAlias = "Mapping[str, FileTypes] | Iterable[tuple[str, FileTypes]]"
"""Files to upload by name of their field."""

# end files
Timeout: TypeAlias = "float | httpx2.Timeout | None"
"""Seconds, an httpx2 `Timeout`, or None for no limit."""

Mode: TypeAlias = Literal["parsed", "raw", "streaming"]
"""What a call gives back: the value, the response read, or the response unread."""

Steps: TypeAlias = "Generator[Any, Any, T]"
"""A procedure that yields what the sync flavour has done already and the async flavour awaits."""

TokenProvider: TypeAlias = Callable[[], Any]
"""Gives a credential for the next request; on the async client it may be a coroutine function."""
