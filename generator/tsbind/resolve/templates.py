"""Template literal types: those of finitely many strings spelled out, the rest matched."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product

from tsbind.model.types import Generic, Literal, Primitive, TemplateLiteral, Type
from tsbind.syntax.literals import number_text

MAX_STRINGS = 10_000
MAX_PARTS = 200
"""Parts a template may grow to by templates inside it."""

PATTERNS = {
    "string": r"[\s\S]*",
    "number": r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?",
    "boolean": r"true|false",
    "bigint": r"-?\d+",
    "null": "null",
    "undefined": "undefined",
}
"""What a part of a template that is a keyword stands for."""


_SPELLED: dict[str, Callable[[str], bool]] = {
    "Uppercase": lambda text: text == text.upper(),
    "Lowercase": lambda text: text == text.lower(),
    "Capitalize": lambda text: text[:1] == text[:1].upper(),
    "Uncapitalize": lambda text: text[:1] == text[:1].lower(),
}
"""Whether a string is spelled as the operator makes it."""


def text_of(value: str | int | float | bool) -> str:
    """A literal as JavaScript turns it into a string."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else number_text(value)


def spelled_out(parts: list[list[Type]]) -> list[Type] | None:
    """All strings of a template whose parts are unions of literals; None if one part is open.

    ``parts`` holds the members of each part.
    """
    size = 1
    for members in parts:
        size *= len(members)
        if size > MAX_STRINGS or not all(isinstance(m, Literal) for m in members):
            return None
    texts = [[text_of(m.value) for m in members if isinstance(m, Literal)] for members in parts]
    return [Literal("".join(combination)) for combination in product(*texts)]


def joined(parts: list[Type]) -> TemplateLiteral:
    """A template with neighbouring literals joined."""
    result: list[Type] = []
    for part in parts:
        if isinstance(part, TemplateLiteral):
            result.extend(part.parts)
        elif isinstance(part, Literal) and result and isinstance(result[-1], Literal):
            result[-1] = Literal(text_of(result[-1].value) + text_of(part.value))
        elif isinstance(part, Literal):
            result.append(Literal(text_of(part.value)))
        else:
            result.append(part)
    return TemplateLiteral(tuple(p for p in result if p != Literal("")))


def matches(template: TemplateLiteral, value: object) -> bool | None:
    """Whether a string is one of the template's; None when a part has no known pattern."""
    if not isinstance(value, str):
        return False
    first = template.parts[0]
    if len(template.parts) == 1 and isinstance(first, Generic):
        return _SPELLED[first.operator](value)
    pattern = ""
    for part in template.parts:
        if isinstance(part, Literal):
            pattern += re.escape(text_of(part.value))
        elif isinstance(part, Primitive) and part.name in PATTERNS:
            pattern += f"(?:{PATTERNS[part.name]})"
        else:
            return None
    return re.fullmatch(pattern, value) is not None
