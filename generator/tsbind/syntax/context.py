"""What a reader of nodes needs to know of the file the nodes are from."""

from __future__ import annotations

from typing import Protocol

from tree_sitter import Node

from tsbind.position import Position


class FileContext(Protocol):
    """The text and the places of one parsed file."""

    @property
    def path(self) -> str:
        """Path of the file in the source tree."""
        ...

    def text(self, node: Node) -> str:
        """The source text of ``node``."""
        ...

    def position(self, node: Node) -> Position:
        """Where ``node`` begins."""
        ...
