"""Structured outputs of chat completions."""

from __future__ import annotations

from .._pydantic import is_basemodel_type as is_basemodel_type
from ..chat_parsing import response_format_param as type_to_response_format_param

__all__ = ["is_basemodel_type", "type_to_response_format_param"]
