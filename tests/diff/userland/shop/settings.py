"""One client for all."""

from __future__ import annotations

from openai import OpenAI

MODEL = "gpt-4o-mini"


def make_client(timeout: float = 30.0) -> OpenAI:
    return OpenAI(api_key="key", max_retries=3, timeout=timeout)
