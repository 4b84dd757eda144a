"""What a handler of reconnections gets and gives."""

from __future__ import annotations

from ..lib.websocket import ReconnectingEvent as ReconnectingEvent
from ..lib.websocket import ReconnectingOverrides as ReconnectingOverrides
