"""Names that libraries import from the official client's module of types."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from os import PathLike
from types import NoneType as NoneType
from typing import IO, Any, Literal, Protocol, TypeAlias, TypeVar

from httpx2 import URL as URL
from httpx2 import AsyncBaseTransport as AsyncBaseTransport
from httpx2 import AsyncBaseTransport as AsyncTransport
from httpx2 import BaseTransport as BaseTransport
from httpx2 import BaseTransport as Transport
from httpx2 import Proxy as Proxy
from httpx2 import Response as Response
from httpx2 import Timeout as Timeout

from . import RequestOptions as RequestOptions
from . import Omit as Omit
from . import omit as omit

NotGiven = Omit
NOT_GIVEN = omit
not_given = omit

T = TypeVar("T")
ModelT = TypeVar("ModelT")
ResponseT = TypeVar("ResponseT")

AnyMapping: TypeAlias = Mapping[str, object]
ArrayFormat: TypeAlias = Literal["comma", "repeat", "indices", "brackets"]
Base64FileInput: TypeAlias = IO[bytes] | PathLike[str]
Body: TypeAlias = object
FileContent: TypeAlias = IO[bytes] | bytes | PathLike[str]
FileTypes: TypeAlias = FileContent | tuple[Any, ...]
Headers: TypeAlias = Mapping[str, str | Omit]
HeadersLike: TypeAlias = Mapping[str, str]
IncEx: TypeAlias = set[int] | set[str] | Mapping[int, Any] | Mapping[str, Any]
InheritsGeneric: TypeAlias = Any
ModelBuilderProtocol: TypeAlias = Any
NestedFormat: TypeAlias = Literal["dots", "brackets"]
Omittable: TypeAlias = T | Omit
PostParser: TypeAlias = Callable[[Any], Any]
ProxiesTypes: TypeAlias = Any
Query: TypeAlias = Mapping[str, object]
RequestFiles: TypeAlias = Mapping[str, FileTypes] | Sequence[tuple[str, FileTypes]]
StrBytesIntFloat: TypeAlias = str | bytes | int | float


class SequenceNotStr(Protocol[T]):
    """A sequence that is no string."""

    def __getitem__(self, index: int, /) -> T: ...
    def __len__(self) -> int: ...
    def __contains__(self, value: object, /) -> bool: ...
