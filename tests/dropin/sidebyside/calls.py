"""A call of an endpoint as a program would write it, and what the server answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from client.recorder import Answer

Mode = Literal["plain", "raw", "streaming"]


@dataclass(frozen=True)
class Call:
    """What to call, with which arguments, and the answers to its requests in turn."""

    accessor: tuple[str, ...]
    variant: str
    positional: tuple[Any, ...]
    keywords: dict[str, Any]
    answers: tuple[Answer, ...]
    kind: str
    """``value``, ``text``, ``events``, ``page``, ``binary`` or ``nothing``."""
    mode: Mode = "plain"
    iterables: bool = False
    """Whether lists are given as something that can only be iterated."""

    @property
    def name(self) -> str:
        """The accessor in Python."""
        return ".".join(self.accessor)
