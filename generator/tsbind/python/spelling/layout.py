"""Expressions, and how they are broken over lines: always as black would leave them.

Black joins or splits nothing here because every bracket is either on one line that fits, or has
one item a line and a trailing comma (black's "magic trailing comma"). A subscript of one item
takes no comma, for that would make it a tuple.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias, Union

from tsbind.values import value_class

WIDTH = 88


@value_class(frozen=True, slots=True)
class Brackets:
    """``head[a, b]``, ``head(a, b)`` or ``{a, b}``."""

    head: str
    items: tuple[Code, ...]
    flat: str
    close: str = "]"


@value_class(frozen=True, slots=True)
class Either:
    """``a | b``; ``Union[a, b]`` when it does not fit on a line."""

    items: tuple[Code, ...]
    flat: str
    head: Callable[[], str]
    """Gives the local name of ``typing.Union``, and has it imported."""


@value_class(frozen=True, slots=True)
class Entry:
    """``"key": value`` of a dict display, ``key=value`` of a call."""

    key: str
    value: Code
    flat: str


Code: TypeAlias = Union[str, Brackets, Either, Entry]


def flat(code: Code) -> str:
    """``code`` on one line."""
    return code if isinstance(code, str) else code.flat


def subscript(head: str, *items: Code) -> Brackets:
    """``head[items]``."""
    return Brackets(head, items, f"{head}[{', '.join(map(flat, items))}]")


def call(head: str, *items: Code) -> Brackets:
    """``head(items)``."""
    return Brackets(head, items, f"{head}({', '.join(map(flat, items))})", ")")


def display(*items: Code) -> Brackets:
    """``{items}``."""
    return Brackets("", items, f"{{{', '.join(map(flat, items))}}}", "}")


def sequence(*items: str) -> Brackets:
    """``(items)``, a tuple."""
    inside = ", ".join(items) + ("," if len(items) == 1 else "")
    return Brackets("", items, f"({inside})", ")")


def either(head: Callable[[], str], *items: Code) -> Code:
    """``a | b``, or the only item."""
    if len(items) == 1:
        return items[0]
    return Either(items, " | ".join(map(flat, items)), head)


def keyword(name: str, value: Code) -> Entry:
    """``name=value``."""
    return Entry(f"{name}=", value, f"{name}={flat(value)}")


def entry(key: str, value: Code) -> Entry:
    """``key: value``."""
    return Entry(f"{key}: ", value, f"{key}: {flat(value)}")


def lay(prefix: str, code: Code, suffix: str = "", *, depth: int = 0) -> str:
    """``prefix code suffix`` at ``depth`` levels of indentation, broken where it does not fit.

    The first line comes without its indentation, the others with theirs.
    """
    text = code if isinstance(code, str) else code.flat
    if isinstance(code, str) or depth * 4 + len(prefix) + len(text) + len(suffix) <= WIDTH:
        return f"{prefix}{text}{suffix}"
    if isinstance(code, Entry):
        return lay(prefix + code.key, code.value, suffix, depth=depth)
    if isinstance(code, Either):
        return _broken(f"{prefix}{code.head()}[", code.items, f"]{suffix}", depth)
    opening = {"]": "[", ")": "(", "}": "{"}[code.close]
    return _broken(f"{prefix}{code.head}{opening}", code.items, f"{code.close}{suffix}", depth)


def _broken(start: str, items: tuple[Code, ...], end: str, depth: int) -> str:
    comma = "" if len(items) == 1 and end[0] == "]" else ","
    inner = "    " * (depth + 1)
    lines = [f"{inner}{lay('', item, comma, depth=depth + 1)}" for item in items]
    return "\n".join([start, *lines, f"{'    ' * depth}{end}"])


def assignment(name: str, annotation: str, code: Code, *, depth: int) -> str:
    """``name: annotation = code``.

    A value that cannot begin on the line goes in parentheses on lines of its own; where not even
    these can begin, the annotation goes into parentheses instead.
    """
    prefix = f"{name}: {annotation} = "
    margin = "    " * depth
    room = WIDTH - len(margin)
    if len(prefix) + len(flat(code)) <= room:
        return f"{prefix}{flat(code)}"
    if len(prefix) + 1 > room:
        start = f"{name}: (\n{margin}    {annotation}\n{margin}"
        return start + _in_parentheses(") = ", code, depth)
    if not isinstance(code, str) and len(prefix) + len(_head(code)) + 1 <= room:
        return lay(prefix, code, depth=depth)
    return f"{prefix}(\n{margin}    {lay('', code, depth=depth + 1)}\n{margin})"


def annotated(name: str, annotation: Code, *, depth: int) -> str:
    """``name: annotation``; a name that fits on a line of its own alone goes into parentheses."""
    prefix, margin = f"{name}: ", "    " * depth
    room = WIDTH - len(margin)
    if isinstance(annotation, str) and room < len(prefix + annotation) <= room + len(prefix) - 4:
        return f"{prefix}(\n{margin}    {annotation}\n{margin})"
    return lay(prefix, annotation, depth=depth)


def other_name(name: str, value: str) -> str:
    """``name = value``, a module's; in parentheses on a line of its own where that fits better."""
    line = f"{name} = {value}"
    if len(line) <= WIDTH or len(value) + 4 > WIDTH:
        return line
    return f"{name} = (\n    {value}\n)"


def _in_parentheses(prefix: str, code: Code, depth: int) -> str:
    """``prefix code``; a union that fits there is written in parentheses."""
    text = f"{prefix}({flat(code)})"
    if isinstance(code, Either) and depth * 4 + len(text) <= WIDTH:
        return text
    return lay(prefix, code, depth=depth)


def _head(code: Code) -> str:
    """What stands before the bracket where ``code`` is broken."""
    if isinstance(code, Either):
        return code.head()
    return code.head if isinstance(code, Brackets) else ""


def class_line(name: str, bases: str, *, depth: int) -> str:
    """``class name(bases):``, the bases on a line of their own when it is too long."""
    line = f"class {name}({bases}):"
    if depth * 4 + len(line) <= WIDTH:
        return line
    margin = "    " * depth
    return f"class {name}(\n{margin}    {bases}\n{margin}):"
