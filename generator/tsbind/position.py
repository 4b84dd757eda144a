"""Where something stands in the source."""

from __future__ import annotations

from tsbind.values import value_class


@value_class(frozen=True, slots=True, order=True)
class Position:
    """A place in a source file; ``line`` and ``column`` count from 1, columns in characters."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"
