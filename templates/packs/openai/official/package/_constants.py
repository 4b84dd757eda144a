"""Constants under the names of the official client."""

from __future__ import annotations

from . import DEFAULT_CONNECTION_LIMITS as DEFAULT_CONNECTION_LIMITS
from . import DEFAULT_MAX_RETRIES as DEFAULT_MAX_RETRIES
from . import DEFAULT_TIMEOUT as DEFAULT_TIMEOUT
from ._raw_header import RAW_RESPONSE_HEADER as RAW_RESPONSE_HEADER

OVERRIDE_CAST_TO_HEADER = "____stainless_override_cast_to"
INITIAL_RETRY_DELAY = 0.5
MAX_RETRY_DELAY = 8.0
