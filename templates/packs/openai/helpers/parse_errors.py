"""Errors of parsing what a model wrote."""

from __future__ import annotations

from typing import Any

from .._runtime.errors import BaseError


class LengthFinishReasonError(BaseError):
    """The output stopped at the token limit, so it cannot be parsed; see `completion`."""

    completion: Any

    def __init__(self, *, completion: Any) -> None:
        self.completion = completion
        usage = getattr(completion, "usage", None)
        told = f" (usage: {usage!r})" if usage is not None else ""
        super().__init__(
            f"Could not parse response content: the length limit was reached{told}"
        )


class ContentFilterFinishReasonError(BaseError):
    """The output was withheld by the content filter, so there is nothing to parse."""

    def __init__(self) -> None:
        super().__init__(
            "Could not parse response content: the request was rejected by the content filter"
        )


class OutputParseError(BaseError):
    """The output is not of the type asked for; `text` is what was to be parsed."""

    text: str

    def __init__(self, text: str, reason: object) -> None:
        super().__init__(f"The output is not of the type asked for: {reason}")
        self.text = text
