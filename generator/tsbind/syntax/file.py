"""A source file as text: its bytes as UTF-8, and places in it."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field

from tree_sitter import Node

from tsbind.position import Position
from tsbind.syntax.nodes import SyntaxProblem

# Types nested deeper than this are kept as text: it bounds the recursion of every later stage.
MAX_DEPTH = 120

_LONE_RETURN = re.compile(rb"\r(?!\n)")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(slots=True)
class SourceText:
    """The UTF-8 bytes of one file, and what was wrong with it."""

    path: str
    data: bytes
    problems: list[SyntaxProblem] = field(default_factory=list[SyntaxProblem])
    import_types: dict[int, str] = field(default_factory=dict[int, str])
    """Start byte of each ``import('x')`` that was masked before parsing, and its module."""
    unread: dict[int, str] = field(default_factory=dict[int, str])
    """Start byte of each type that stands for what cannot be parsed, and the text of that."""
    ascii: bool = field(init=False)
    _characters: str = field(init=False, repr=False)
    """The text, where byte offsets are offsets in it."""

    def __post_init__(self) -> None:
        self.ascii = self.data.isascii()
        self._characters = self.data.decode("ascii") if self.ascii else ""

    def text(self, node: Node) -> str:
        """The source text of ``node``."""
        if self.ascii:
            return self._characters[node.start_byte : node.end_byte]
        return self.data[node.start_byte : node.end_byte].decode("utf-8", "replace")

    def position(self, node: Node) -> Position:
        """Where ``node`` starts."""
        row, column = node.start_point
        if column and not self.ascii:
            line_start = node.start_byte - column
            column = len(self.data[line_start : node.start_byte].decode("utf-8", "replace"))
        return Position(self.path, row + 1, column + 1)

    def report(self, message: str, node: Node) -> None:
        """Remember that ``node`` could not be read."""
        self.problems.append(SyntaxProblem(message, self.position(node)))


def source_text(path: str, data: bytes) -> SourceText:
    """Decode a file: no byte order mark, UTF-16 converted, bad bytes replaced and reported."""
    encoding = "utf-8"
    for bom, name in _BOMS:
        if data.startswith(bom):
            data, encoding = data[len(bom) :], name
            break
    problems: list[SyntaxProblem] = []
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace")
        position = Position(path, before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)
        problems.append(SyntaxProblem(f"not valid {encoding}: {error.reason}", position))
        text = data.decode(encoding, "replace")
    if encoding != "utf-8" or problems:
        data = text.encode("utf-8", "replace")
    # A carriage return alone ends a line, too; the grammar has only line feeds.
    data = _LONE_RETURN.sub(b"\n", data)
    return SourceText(path, data, problems)
