"""Python source of examples: values, calls, statements, laid out as black leaves them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from tsbind.python.literals import scalar
from tsbind.render.formatting import WIDTH as BLACK_WIDTH
from tsbind.values import value_class

WIDTH = 76
"""Narrower than black's 88: examples are read beside text, and on small screens."""
_STEP = 4


@value_class(frozen=True, slots=True)
class Expression:
    """Python source for a value that is no JSON: a name, the content of a file."""

    text: str


@value_class(frozen=True, slots=True)
class Call:
    """``head(positional, name=keyword)``."""

    head: str
    positional: tuple[Value, ...] = ()
    keywords: tuple[tuple[str, Value], ...] = ()


Value: TypeAlias = Any
"""JSON values, with `Expression` and `Call` at any depth."""

_Row = tuple[str, Value]


def one_line(value: Value) -> str:
    """``value`` as Python source on one line."""
    opened = _opened(value)
    if opened is None:
        return _atom(value)
    start, rows, end = opened
    return f"{start}{', '.join(key + one_line(item) for key, item in rows)}{end}"


def laid(prefix: str, value: Value, suffix: str = "", *, indent: int = 0) -> str:
    """``prefix value suffix`` behind ``indent`` blanks, one item to a line where it is long.

    The first line comes without its indentation, the others with theirs. What is broken ends in
    a comma, so that black joins nothing.
    """
    line = f"{prefix}{one_line(value)}{suffix}"
    opened = _opened(value)
    if opened is None or not opened[1] or indent + len(line) <= WIDTH:
        return line
    start, rows, end = opened
    inner = indent + _STEP
    lines = [" " * inner + laid(key, item, ",", indent=inner) for key, item in rows]
    return "\n".join([f"{prefix}{start}", *lines, f"{' ' * indent}{end}{suffix}"])


def statement(prefix: str, call: Value, suffix: str = "", *, indent: int = 0) -> list[str]:
    """``prefix call suffix`` as lines of a program.

    A resource whose name leaves no room for the call is given a shorter one first.
    """
    text = laid(prefix, call, suffix, indent=indent)
    if not isinstance(call, Call) or indent + len(text.partition("\n")[0]) <= BLACK_WIDTH:
        return [text]
    awaits, _, path = call.head.rpartition(" ")
    owner, _, method = path.rpartition(".")
    name = owner.rpartition(".")[2]
    name = "resource" if name in prefix.split() else name
    head = f"{awaits} {name}.{method}".lstrip()
    return [
        _named(name, owner, indent),
        laid(prefix, replace(call, head=head), suffix, indent=indent),
    ]


def _named(name: str, value: str, indent: int) -> str:
    """``name = value``, the value on a line of its own where it is too long."""
    line = f"{name} = {value}"
    if indent + len(line) <= BLACK_WIDTH:
        return line
    margin = " " * indent
    return f"{name} = (\n{margin}    {value}\n{margin})"


def block(lines: Iterable[str], indent: int) -> str:
    """Statements, whose further lines are indented already, behind ``indent`` blanks."""
    return "\n".join(" " * indent + line for line in lines)


def _atom(value: Value) -> str:
    if isinstance(value, Expression):
        return value.text
    return "None" if value is None else scalar(value)


def _opened(value: Value) -> tuple[str, Sequence[_Row], str] | None:
    """What opens a value, its items, what closes it; None for one without items."""
    rule = _OPENED.get(value.__class__)
    return None if rule is None else rule(value)


def _call(value: Call) -> tuple[str, Sequence[_Row], str]:
    rows = [("", item) for item in value.positional]
    return f"{value.head}(", [*rows, *((f"{n}=", item) for n, item in value.keywords)], ")"


_OPENED: dict[type[Any], Callable[[Any], tuple[str, Sequence[_Row], str]]] = {
    Call: _call,
    dict: lambda value: ("{", [(f"{scalar(k)}: ", item) for k, item in value.items()], "}"),
    list: lambda value: ("[", [("", item) for item in value], "]"),
}
