"""Differences that are no mistake, and why: read from ``known.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dropin.sidebyside.comparing import Difference


@dataclass(frozen=True)
class Known:
    """Differences at ``where`` in ``calls`` (regular expressions), explained.

    ``kind`` is ``package`` (npm's and PyPI's package of that time differ), ``official`` (the
    official client does not do what it says) or ``departure`` (docs/drop-in.md has it).
    """

    why: str
    kind: Literal["package", "official", "departure"]
    where: str
    calls: str = ""
    versions: tuple[str, ...] = ("4.52.0", "7.57.0")

    def explains(self, difference: Difference) -> bool:
        """Whether this is why."""
        call = f"{difference.call.name} [{difference.call.variant}]"
        return bool(re.search(self.calls, call) and re.fullmatch(self.where, difference.where))


def known(version: str) -> list[Known]:
    """What is known of a version of npm ``openai``."""
    text = Path(__file__).with_suffix(".toml").read_text("utf-8")
    rows = [Known(**row) for row in tomllib.loads(text)["known"]]
    return [row for row in rows if version in row.versions]


def unexplained(found: Iterable[Difference], rows: Iterable[Known]) -> Iterator[Difference]:
    """The differences that none of ``rows`` explains."""
    explained = list(rows)
    for difference in found:
        if not any(row.explains(difference) for row in explained):
            yield difference
