"""Problems are values: collected while the pipeline runs, printed once, mapped to the exit code."""

from __future__ import annotations

from enum import Enum

from tsbind.position import Position
from tsbind.values import value_class


class Severity(Enum):
    """How bad a problem is; ``OPAQUE`` and ``SKIPPED`` leave the rest of the output usable."""

    OPAQUE = "opaque"
    SKIPPED = "skipped"
    WARNING = "warning"
    UNREAD = "unread"
    """Syntax that could not be parsed: it costs what it touches."""
    ERROR = "error"


@value_class(frozen=True, slots=True)
class Problem:
    """Something the tool could not do, with its place."""

    severity: Severity
    message: str
    position: Position | None = None

    def __str__(self) -> str:
        place = f"{self.position}: " if self.position else ""
        return f"{place}{self.severity.value}: {self.message}"


class TsbindError(Exception):
    """An error for the user: one line that names the place, and what to do about it.

    Raised for input that cannot be loaded or written; the command line prints it and exits with
    ``exit_code``.
    """

    exit_code = 3

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(f"{message}. {remedy}" if remedy else message)
        self.message = message
        self.remedy = remedy


class UsageError(TsbindError):
    """The command line or the configuration is wrong."""

    exit_code = 2
