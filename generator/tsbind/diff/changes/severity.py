"""How bad a change is for one kind of user."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Severity(Enum):
    """From worst to none; the value is the word used in every format."""

    BREAKING = "breaking"
    WARNING = "warning"
    INFO = "info"
    NONE = "none"

    @property
    def rank(self) -> int:
        """Larger is worse."""
        return _RANK[self]


_RANK = {Severity.BREAKING: 3, Severity.WARNING: 2, Severity.INFO: 1, Severity.NONE: 0}

LETTERS = {
    "B": Severity.BREAKING,
    "W": Severity.WARNING,
    "I": Severity.INFO,
    "N": Severity.NONE,
    "-": Severity.NONE,
}


def worst(severities: Iterable[Severity]) -> Severity:
    """The worst of ``severities``; `Severity.NONE` when there are none."""
    return max(severities, key=lambda severity: severity.rank, default=Severity.NONE)
