"""Responses, under the official client's module of them."""

from __future__ import annotations

from . import BinaryResponse as BinaryAPIResponse
from . import BinaryResponse as StreamedBinaryAPIResponse
from . import APIResponse as APIResponse
from . import APIResponse as BaseAPIResponse
from . import AsyncAPIResponse as AsyncAPIResponse

AsyncBinaryAPIResponse = BinaryAPIResponse
AsyncStreamedBinaryAPIResponse = BinaryAPIResponse

__all__ = [
    "APIResponse",
    "AsyncAPIResponse",
    "AsyncBinaryAPIResponse",
    "AsyncStreamedBinaryAPIResponse",
    "BaseAPIResponse",
    "BinaryAPIResponse",
    "StreamedBinaryAPIResponse",
]
