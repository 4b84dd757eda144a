"""Expressions of upstream's examples, in TypeScript, as values of Python."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tsbind.docs.context.context import Context
from tsbind.docs.context.methods import Call, python_call
from tsbind.docs.context.python_source import Call as Source
from tsbind.docs.context.python_source import Expression
from tsbind.docs.examples.arguments import Untranslatable, python_arguments
from tsbind.python.methods.naming import python_accessor
from tsbind.python.names import attribute_name
from tsbind.syntax import expressions as e

CLIENT = "client"
_PATH = "from pathlib import Path"
_TAKEN = frozenset({"Path", "asyncio", "main", "print", "open", CLIENT})
"""Names the frame and the tables use: no variable of an example may be called so."""
_CONTENT = {"blob": ".read()", "arrayBuffer": ".read()", "text": ".text", "json": ".json()"}
"""What reads the content of a binary answer."""
_LONGEST = 40
"""Characters of a variable's name that leave room for a call on its line."""
_PLAIN = re.compile(r"[ !#-\[\]-z|~]*")


@dataclass
class Values:
    """The values of one flavour of one example: sync or async."""

    context: Context
    calls: dict[str, Call]
    asynchronous: bool
    names: dict[str, str] = field(default_factory=dict[str, str])
    """Upstream's variables by name, as Python calls them."""
    imports: set[str] = field(default_factory=set[str])
    sends: bool = False
    """Whether anything is called at all."""

    def value(self, found: e.Expression) -> Any:
        """The value of one expression."""
        rule = _EXPRESSIONS.get(type(found))
        if rule is None:
            raise Untranslatable(type(found).__name__)
        return rule(self, found)

    def bind(self, name: str) -> str:
        """Python's name for a variable of the example, from here on known."""
        python = str(attribute_name(name))
        if len(python) > _LONGEST and "response" not in self.names.values():
            python = "response"
        if python in _TAKEN:
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
        """What the async flavour awaits and the sync flavour does not."""
        inner = self.value(found.value)
        if isinstance(inner, Source) and self.asynchronous and inner.head.startswith("client."):
            return Source(f"await {inner.head}", inner.positional, inner.keywords)
        return inner

    def call(self, found: e.CallExpression) -> Any:
        """A method of the client, or one of the few functions there is a rule for."""
        path = dotted(found.function)
        if found.new or not path:
            raise Untranslatable("a call")
        if path[0] == CLIENT:
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


_FUNCTIONS: dict[str, Callable[[Values, tuple[e.Expression, ...]], Any]] = {
    "console.log": Values.printed,
    "createReadStream": Values.file,
    "fs.createReadStream": Values.file,
}
_EXPRESSIONS: dict[type[Any], Callable[[Values, Any], Any]] = {
    e.LiteralExpression: Values.literal,
    e.NameExpression: Values.name,
    e.MemberExpression: Values.member,
    e.IndexExpression: Values.index,
    e.ArrayExpression: Values.array,
    e.ObjectExpression: Values.object,
    e.TemplateExpression: Values.template,
    e.UnaryExpression: Values.unary,
    e.CastExpression: Values.cast,
    e.AwaitExpression: Values.awaited,
    e.CallExpression: Values.call,
}
