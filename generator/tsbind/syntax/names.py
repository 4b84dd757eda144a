"""Names of properties as JavaScript sees them."""

from __future__ import annotations

import re

from tree_sitter import Node

from tsbind.computed import UNKNOWN_NAME, is_computed
from tsbind.syntax.file import SourceText
from tsbind.syntax.literals import number_text, number_value, unescape
from tsbind.syntax.types import operands

_LITERAL_KEY = re.compile(r"\[\s*(?:(-[1-9]\d{0,14})|`([^`$]*)`)\s*\]")
"""A key in brackets: a whole number below zero, or a template with nothing in it."""


def is_numeric(node: Node) -> bool:
    """Whether a member's name is written as a number, also in brackets."""
    inner = operands(node) if node.type == "computed_property_name" else [node]
    return len(inner) == 1 and inner[0].type in ("number", "unary_expression")


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
        if len(inner) == 1 and inner[0].type == "number":
            return property_name(inner[0], file)
        literal = _LITERAL_KEY.fullmatch(text)
        if literal is not None:
            return literal[1] or unescape(literal[2]), False
        return text if is_computed(text) else UNKNOWN_NAME, True
    if node.type == "number":
        value = number_value(text)
        return text if value is None else number_text(value), False
    return unescape(text), False
