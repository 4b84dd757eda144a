"""A place of a code base that an upgrade touches."""

from __future__ import annotations

from dataclasses import dataclass

from tsbind.diff.changes.change import Change


@dataclass(frozen=True, slots=True)
class Hit:
    """A place of the code that an upgrade touches, and the change behind it where it is known."""

    file: str
    line: int
    column: int
    source: str
    message: str = ""
    code: str = ""
    change: Change | None = None
    candidates: tuple[Change, ...] = ()
    """Changes one of which may be the cause, where it is not certain which."""
    more: int = 0
    """Further messages at the same line, which follow from the same change."""
