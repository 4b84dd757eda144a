"""What `with_raw_response` gives, under the official client's names."""

from __future__ import annotations

from . import HttpxBinaryResponseContent as HttpxBinaryResponseContent
from . import RawResponse as LegacyAPIResponse

__all__ = ["HttpxBinaryResponseContent", "LegacyAPIResponse"]
