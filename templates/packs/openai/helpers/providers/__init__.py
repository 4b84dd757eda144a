"""Other providers of the API, for `OpenAI(provider=...)`."""

from __future__ import annotations

from .bedrock import bedrock
from .vertex import vertex

__all__ = ["bedrock", "vertex"]
