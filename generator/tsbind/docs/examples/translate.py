"""Upstream's examples in TypeScript as Python: what the tables here know, or nothing at all.

Comments are left out: upstream's text is never one of Python's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from tsbind.docs.context.context import Context
from tsbind.docs.context.methods import Call
from tsbind.docs.context.pages import Code
from tsbind.docs.context.python_source import statement as source_lines
from tsbind.docs.examples.arguments import Untranslatable
from tsbind.docs.examples.calls import frame_of
from tsbind.docs.examples.frames import ASYNC_INDENT
from tsbind.docs.examples.translate_values import CLIENT, Values
from tsbind.syntax import expressions as e
from tsbind.syntax.parser import parse_snippet
from tsbind.syntax.snippet import LoopStatement, SnippetStatement

_CODE = re.compile(r"\s*```(?:ts|js|typescript|javascript)?\n((?:(?!```).)*)```\s*", re.DOTALL)


def code_in(text: str) -> str:
    """The code of an ``@example``: its only fenced block, or a text without fences; else empty."""
    match = _CODE.fullmatch(text)
    if match:
        return match[1]
    return "" if "```" in text else text


def translated(context: Context, call: Call, text: str) -> tuple[Code, ...]:
    """The example ``text`` of one operation in Python, sync and async; empty where it cannot be."""
    frame, statements = frame_of(context), parse_snippet(code_in(text))
    if frame is None or not statements:
        return ()
    found: list[Code] = []
    for asynchronous in (False, True):
        work = _Translation(context, {call.operation.accessor: call}, asynchronous)
        indent = ASYNC_INDENT if asynchronous else 0
        try:
            lines = list(work.statements(statements, indent))
        except Untranslatable:
            return ()
        if not work.sends:
            return ()
        build = frame.asynchronous if asynchronous else frame.sync
        title = "Async" if asynchronous else "Python"
        found.append(Code(title, "python", build(lines, sorted(work.imports)), upstream=True))
    return tuple(found)


class _Translation(Values):
    """The statements of one flavour of one example."""

    def statements(self, found: tuple[SnippetStatement, ...], indent: int) -> Iterator[str]:
        """Lines of Python; all but the first of a statement are indented already."""
        for statement in found:
            yield from _STATEMENTS[type(statement)](self, statement, indent)

    def declaration(self, statement: e.DeclareStatement, indent: int) -> Iterator[str]:
        """``const name = value``."""
        if not statement.binding.name or statement.value is None:
            raise Untranslatable("a pattern")
        if _makes_client(statement.value) and statement.binding.name == CLIENT:
            return
        value = self.value(statement.value)
        name = self.bind(statement.binding.name)
        yield from source_lines(f"{name} = ", value, indent=indent)

    def expression(self, statement: e.ExpressionStatement, indent: int) -> Iterator[str]:
        """An expression for its effect."""
        yield from source_lines("", self.value(statement.value), indent=indent)

    def loop(self, statement: LoopStatement, indent: int) -> Iterator[str]:
        """``for await (const name of over) { }``; an empty body prints what it got."""
        over = self.value(statement.over)
        name = self.bind(statement.name)
        awaits = "async " if statement.awaits and self.asynchronous else ""
        yield from source_lines(f"{awaits}for {name} in ", over, ":", indent=indent)
        body = list(self.statements(statement.body, indent + 4)) or [f"print({name})"]
        yield from (f"    {line}" for line in body)


def _makes_client(found: e.Expression) -> bool:
    return isinstance(found, e.CallExpression) and found.new and not found.arguments


_STATEMENTS: dict[type[Any], Callable[[_Translation, Any, int], Iterator[str]]] = {
    e.DeclareStatement: _Translation.declaration,
    e.ExpressionStatement: _Translation.expression,
    LoopStatement: _Translation.loop,
}
