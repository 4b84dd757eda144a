"""Names of properties as JavaScript sees them."""

from __future__ import annotations

from tree_sitter import Node

from tsbind.computed import UNKNOWN_NAME, is_computed
from tsbind.syntax.file import SourceText
from tsbind.syntax.strings import unescape
from tsbind.syntax.types import operands


def property_name(node: Node, file: SourceText) -> tuple[str, bool]:
    """A member's name as JavaScript sees it, and whether it is computed.

    The name of a computed one is what stands in brackets, with them, where that is a path.
    """
    text = file.text(node)
    if node.type == "string":
        return unescape(text[1:-1]), False
    if node.type == "computed_property_name":
        inner = operands(node)
        if len(inner) == 1 and inner[0].type == "string":
            return unescape(file.text(inner[0])[1:-1]), False
        return text if is_computed(text) else UNKNOWN_NAME, True
    return text, False
