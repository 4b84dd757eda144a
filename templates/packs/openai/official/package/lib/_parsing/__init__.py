"""Structured outputs, under the official client's names."""

from . import _completions as _completions
from ._completions import type_to_response_format_param as type_to_response_format_param
