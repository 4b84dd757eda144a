"""Streams of assistants, under the official client's module of them."""

from __future__ import annotations

from .assistants import AssistantEventHandler as AssistantEventHandler
from .assistants import AssistantEventHandlerT as AssistantEventHandlerT
from .assistants import AssistantStreamManager as AssistantStreamManager
from .assistants import AsyncAssistantEventHandler as AsyncAssistantEventHandler
from .assistants import AsyncAssistantEventHandlerT as AsyncAssistantEventHandlerT
from .assistants import AsyncAssistantStreamManager as AsyncAssistantStreamManager
