"""Upstream's examples in TypeScript as Python: what the tables here know, or nothing at all.

Comments are left out: upstream's text is never one of Python's.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tsbind.docs.arguments import Untranslatable, python_arguments
from tsbind.docs.calls import frame_of
from tsbind.docs.context import Context, python_accessor
from tsbind.docs.frames import ASYNC_INDENT
from tsbind.docs.methods import Call, python_call
from tsbind.docs.pages import Code
from tsbind.docs.python_source import Call as Source
from tsbind.docs.python_source import Expression
from tsbind.docs.python_source import statement as source_lines
from tsbind.python.names import attribute_name
from tsbind.syntax import expressions as e
from tsbind.syntax.parser import parse_snippet
from tsbind.syntax.snippet import LoopStatement, SnippetStatement

_CODE = re.compile(r"\s*```(?:ts|js|typescript|javascript)?\n((?:(?!```).)*)```\s*", re.DOTALL)
_PATH = "from pathlib import Path"
_TAKEN = frozenset({"Path", "asyncio", "main", "print", "open"})
"""Names the frame and the tables use: no variable of an example may be called so."""
_CLIENT = "client"
_CONTENT = {"blob": ".read()", "arrayBuffer": ".read()", "text": ".text", "json": ".json()"}
"""What reads the content of a binary answer."""
_LONGEST = 40
"""Characters of a variable's name that leave room for a call on its line."""
_PLAIN = re.compile(r"[ !#-\[\]-z|~]*")


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


@dataclass
class _Translation:
    """One half of one example."""

    context: Context
    calls: dict[str, Call]
    asynchronous: bool
    names: dict[str, str] = field(default_factory=dict[str, str])
    """Upstream's variables by name, as Python calls them."""
    imports: set[str] = field(default_factory=set[str])
    sends: bool = False
    """Whether anything is called at all."""

    def statements(self, found: tuple[SnippetStatement, ...], indent: int) -> Iterator[str]:
        """Lines of Python; all but the first of a statement are indented already."""
        for statement in found:
            yield from _STATEMENTS[type(statement)](self, statement, indent)

    def declaration(self, statement: e.DeclareStatement, indent: int) -> Iterator[str]:
        """``const name = value``."""
        if not statement.binding.name or statement.value is None:
            raise Untranslatable("a pattern")
        if _makes_client(statement.value) and statement.binding.name == _CLIENT:
            return
        value = self.value(statement.value)
        name = self._bound(statement.binding.name)
        yield from source_lines(f"{name} = ", value, indent=indent)

    def expression(self, statement: e.ExpressionStatement, indent: int) -> Iterator[str]:
        """An expression for its effect."""
        yield from source_lines("", self.value(statement.value), indent=indent)

    def loop(self, statement: LoopStatement, indent: int) -> Iterator[str]:
        """``for await (const name of over) { }``; an empty body prints what it got."""
        over = self.value(statement.over)
        name = self._bound(statement.name)
        awaits = "async " if statement.awaits and self.asynchronous else ""
        yield from source_lines(f"{awaits}for {name} in ", over, ":", indent=indent)
        body = list(self.statements(statement.body, indent + 4)) or [f"print({name})"]
        yield from (f"    {line}" for line in body)

    def value(self, found: e.Expression) -> Any:
        """The value of one expression."""
        rule = _EXPRESSIONS.get(type(found))
        if rule is None:
            raise Untranslatable(type(found).__name__)
        return rule(self, found)

    def _bound(self, name: str) -> str:
        python = str(attribute_name(name))
        if len(python) > _LONGEST and "response" not in self.names.values():
            python = "response"
        if python in _TAKEN or python == _CLIENT:
            raise Untranslatable(name)
        self.names[name] = python
        return python

    def literal(self, found: e.LiteralExpression) -> Any:
        """A string, a number, true, false, null."""
        if isinstance(found.value, float) and not math.isfinite(found.value):
            raise Untranslatable("a number out of bounds")
        return found.value

    def name(self, found: e.NameExpression) -> Any:
        """A variable of the example."""
        if found.name not in self.names:
            raise Untranslatable(found.name)
        return Expression(self.names[found.name])

    def member(self, found: e.MemberExpression) -> Any:
        """A field of an answer."""
        inner = self.value(found.object)
        if found.optional or not isinstance(inner, Expression):
            raise Untranslatable(found.name)
        return Expression(f"{inner.text}.{attribute_name(found.name)}")

    def index(self, found: e.IndexExpression) -> Any:
        """An item of a list."""
        inner, place = self.value(found.object), self.value(found.index)
        if not isinstance(inner, Expression) or place.__class__ is not int:
            raise Untranslatable("an index")
        return Expression(f"{inner.text}[{place}]")

    def array(self, found: e.ArrayExpression) -> Any:
        """A list."""
        return [self.value(item) for item in found.items]

    def object(self, found: e.ObjectExpression) -> Any:
        """A dict: what is nested keeps the names of the wire."""
        result: dict[str, Any] = {}
        for entry in found.entries:
            if not isinstance(entry.key, str) or entry.key in result:
                raise Untranslatable("a computed key, a spread, or a key twice")
            result[entry.key] = self.value(entry.value)
        return result

    def template(self, found: e.TemplateExpression) -> Any:
        """A text with values in it."""
        if found.tag is not None:
            raise Untranslatable("a tag")
        if all(isinstance(part, str) for part in found.parts):
            return "".join(str(part) for part in found.parts)
        return Expression(f'f"{"".join(self._part(part) for part in found.parts)}"')

    def _part(self, part: str | e.Expression) -> str:
        if not isinstance(part, str):
            inner = self.value(part)
            if isinstance(inner, Expression) and '"' not in inner.text:
                return f"{{{inner.text}}}"
        elif _PLAIN.fullmatch(part):
            return part
        raise Untranslatable("a part of a template")

    def unary(self, found: e.UnaryExpression) -> Any:
        """A negative number."""
        inner = self.value(found.operand)
        if found.operator != "-" or inner.__class__ not in (int, float):
            raise Untranslatable(found.operator)
        return -inner

    def cast(self, found: e.CastExpression) -> Any:
        """A value whose type is said: Python needs no word of it."""
        return self.value(found.value)

    def awaited(self, found: e.AwaitExpression) -> Any:
        """What the async half awaits and the sync half does not."""
        inner = self.value(found.value)
        if isinstance(inner, Source) and self.asynchronous and inner.head.startswith("client."):
            return Source(f"await {inner.head}", inner.positional, inner.keywords)
        return inner

    def call(self, found: e.CallExpression) -> Any:
        """A method of the client, or one of the few functions there is a rule for."""
        path = dotted(found.function)
        if found.new or not path:
            raise Untranslatable("a call")
        if path[0] == _CLIENT:
            return self._sent(".".join(path[1:]), found)
        known = _FUNCTIONS.get(".".join(path))
        if known is not None:
            return known(self, found.arguments)
        *owner, method = path
        known_owner = len(owner) == 1 and owner[0] in self.names
        if known_owner and method in _CONTENT and not found.arguments:
            return Expression(f"{self.names[owner[0]]}{_CONTENT[method]}")
        raise Untranslatable(".".join(path))

    def _sent(self, accessor: str, found: e.CallExpression) -> Source:
        call = self.calls.get(accessor)
        if call is None:
            operation = self.context.operations.get(accessor)
            if operation is None or operation.kind != "endpoint":
                raise Untranslatable(accessor)
            call = self.calls[accessor] = python_call(self.context, operation)
        self.sends = True
        arguments = [
            self.object(a) if isinstance(a, e.ObjectExpression) else self.value(a)
            for a in found.arguments
        ]
        positional, keywords = python_arguments(call, arguments)
        return Source(f"client.{python_accessor(accessor)}", positional, keywords)

    def file(self, arguments: tuple[e.Expression, ...]) -> Any:
        """``fs.createReadStream('path')``: a path, which is opened and closed for you."""
        name = self.value(arguments[0]) if len(arguments) == 1 else None
        if not isinstance(name, str):
            raise Untranslatable("createReadStream")
        self.imports.add(_PATH)
        return Source("Path", (name,))

    def printed(self, arguments: tuple[e.Expression, ...]) -> Any:
        """``console.log(value)``."""
        return Source("print", tuple(self.value(one) for one in arguments))


def dotted(found: e.Expression) -> list[str]:
    """``a.b.c`` as its names; empty for anything else."""
    names: list[str] = []
    while isinstance(found, e.MemberExpression) and not found.optional:
        names.append(found.name)
        found = found.object
    return [found.name, *reversed(names)] if isinstance(found, e.NameExpression) else []


def _makes_client(found: e.Expression) -> bool:
    return isinstance(found, e.CallExpression) and found.new and not found.arguments


_FUNCTIONS: dict[str, Callable[[_Translation, tuple[e.Expression, ...]], Any]] = {
    "console.log": _Translation.printed,
    "createReadStream": _Translation.file,
    "fs.createReadStream": _Translation.file,
}
_STATEMENTS: dict[type[Any], Callable[[_Translation, Any, int], Iterator[str]]] = {
    e.DeclareStatement: _Translation.declaration,
    e.ExpressionStatement: _Translation.expression,
    LoopStatement: _Translation.loop,
}
_EXPRESSIONS: dict[type[Any], Callable[[_Translation, Any], Any]] = {
    e.LiteralExpression: _Translation.literal,
    e.NameExpression: _Translation.name,
    e.MemberExpression: _Translation.member,
    e.IndexExpression: _Translation.index,
    e.ArrayExpression: _Translation.array,
    e.ObjectExpression: _Translation.object,
    e.TemplateExpression: _Translation.template,
    e.UnaryExpression: _Translation.unary,
    e.CastExpression: _Translation.cast,
    e.AwaitExpression: _Translation.awaited,
    e.CallExpression: _Translation.call,
}
