"""Structured outputs of responses."""

from __future__ import annotations

from typing import Any

from ... import omit
from ..response_parsing import text_param

__all__ = ["type_to_text_format_param"]


def type_to_text_format_param(type_: Any) -> Any:
    """A text format as the API takes it, from a type."""
    return text_param(omit, type_)["format"]
