"""Files as parsed, kept for the next reading in the same process."""

from __future__ import annotations

from dataclasses import dataclass, field

from tsbind.syntax.nodes import SourceFile
from tsbind.syntax.parser import parse_file


@dataclass
class ParseMemory:
    """Parses a file only when its bytes are not those of the last time."""

    made: int = 0
    """How many files were parsed."""
    _files: dict[str, tuple[bytes, SourceFile]] = field(
        default_factory=dict[str, tuple[bytes, SourceFile]]
    )

    def parse(self, path: str, data: bytes) -> SourceFile:
        """As `parse_file`."""
        kept = self._files.get(path)
        if kept is None or kept[0] != data:
            kept = self._files[path] = (data, parse_file(path, data))
            self.made += 1
        return kept[1]
