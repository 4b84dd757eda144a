"""The oracle's canonical strings read back into types of the model, to be compared as types."""

from __future__ import annotations

import json
import re
from functools import cache

from tsbind.model.types import (
    PRIMITIVES,
    Array,
    Function,
    FunctionParameter,
    Generic,
    IndexSignature,
    Intersection,
    Literal,
    Object,
    Opaque,
    OpenUnion,
    Parameter,
    Primitive,
    Property,
    Record,
    Reference,
    TemplateLiteral,
    Tuple,
    TupleItem,
    Type,
    UnionType,
)
from tsbind.position import Position

_NOWHERE = Position("", 1, 1)
_WORD = re.compile(r"[\w$]+")
_BARE = re.compile(r"[^,(){}\[\];:?]+")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_SPACE = re.compile(r"\s*")


@cache
def parse(text: str) -> Type:
    """The type a canonical string says; `Opaque` for what is not said, or cut short."""
    try:
        return _Reader(text).whole()
    except (AssertionError, IndexError, ValueError):
        return Opaque(text, "unread", _NOWHERE)


class _Reader:
    """Reads one string from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def whole(self) -> Type:
        type_ = self.type()
        assert self.at == len(self.text), self.text[self.at : self.at + 80]
        return type_

    def take(self, token: str) -> bool:
        """Whether ``token`` stands next; it is passed then."""
        start = self.space()
        if self.text.startswith(token, start):
            self.at = start + len(token)
            return True
        return False

    def expect(self, token: str) -> None:
        assert self.take(token), f"{token!r} wanted at {self.text[self.at : self.at + 80]!r}"

    def space(self) -> int:
        found = _SPACE.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.at

    def match(self, pattern: re.Pattern[str]) -> str:
        self.space()
        found = pattern.match(self.text, self.at)
        assert found, f"{pattern.pattern} wanted at {self.text[self.at : self.at + 80]!r}"
        self.at = found.end()
        return found.group()

    def string(self) -> str:
        text: str = json.loads(self.match(_STRING))
        return text

    def many(self, end: str) -> tuple[Type, ...]:
        """Types separated by commas, up to ``end``."""
        found: list[Type] = []
        while not self.take(end):
            found.append(self.type())
            self.take(",")
        return tuple(found)

    def type(self) -> Type:
        if self.text[self.space() : self.at + 1] == '"':
            return Literal(self.string())
        word = self.match(_WORD)
        if word == "object" and self.take("{"):
            return self.object()
        if word == "new" and self.take("function("):
            return self.function(constructs=True)
        if word == "mapped" and self.take("{"):
            return self.source_text()
        if not self.take("("):
            if word == "unique_symbol":
                return Primitive("symbol")
            return Primitive(word) if word in PRIMITIVES else Opaque(word, "", _NOWHERE)
        rule = getattr(self, f"_{word}", None)
        return rule() if rule is not None else Generic(word, self.many(")"))

    def source_text(self) -> Type:
        """``mapped{...}``: TypeScript's own text, which is not read."""
        start, depth = self.at, 1
        while depth:
            depth += {"{": 1, "}": -1}.get(self.text[self.at], 0)
            self.at += 1
        return Opaque(self.text[start : self.at - 1], "unresolved", _NOWHERE)

    # One method a word, called by name from `type`.

    def _lit(self) -> Type:
        if self.text[self.space() : self.at + 1] == '"':
            value: str | bool | float = self.string()
        else:
            word = self.match(re.compile(r"[^)]+"))
            value = json.loads(word) if word not in ("Infinity", "NaN") else float(word)
        self.expect(")")
        return Literal(value)

    def _array(self) -> Type:
        return Array(*self.many(")"))

    def _record(self) -> Type:
        parts = self.many(")")
        return Record(*parts) if len(parts) == 2 else Record(Primitive("string"), parts[0])

    def _union(self) -> Type:
        return UnionType(self.many(")"))

    def _inter(self) -> Type:
        return Intersection(self.many(")"))

    def _template(self) -> Type:
        return TemplateLiteral(self.many(")"))

    def _open_union(self) -> Type:
        base = self.match(_WORD)
        self.expect(";")
        return OpenUnion(base, self.many(")"))

    def _ref(self) -> Type:
        id_ = self.string()
        arguments = self.many(")") if self.take(";") else ()
        if not arguments:
            self.take(")")
        return Reference(id_, arguments)

    def _param(self) -> Type:
        name = self.match(_BARE)
        self.expect(")")
        return Parameter(name)

    def _typeof(self) -> Type:
        id_ = self.string()
        self.expect(")")
        return Generic("typeof", (Reference(id_),))

    def _infer(self) -> Type:
        name = self.match(_BARE)
        self.expect(")")
        return Generic("infer", (Parameter(name),))

    def _cond(self) -> Type:
        return Generic("conditional", self.many(")"))

    def _unresolved(self) -> Type:
        text = self.string()
        self.expect(")")
        return Opaque(text, "unresolved", _NOWHERE)

    def _raw(self) -> Type:
        return self._unresolved()

    def _mapped(self) -> Type:
        key = Parameter(self.match(_WORD))
        self.expect("in")
        constraint = self.type()
        name: Type = self.type() if self.take("as ") else key
        modifiers = "-?" if self.take("-?") else "+?" if self.take("?") else ""
        self.expect(":")
        value = self.type()
        self.expect(")")
        return Generic(f"mapped{modifiers}", (key, constraint, value, name))

    def _tuple(self) -> Type:
        items: list[TupleItem] = []
        while not self.take(")"):
            rest = self.take("...")
            inner = self.type()
            # A type prints what is spread, `...array(T)`; the model holds the item's type.
            spread = inner.item if rest and isinstance(inner, Array) else inner
            items.append(TupleItem(spread, self.take("?"), rest))
            self.take(",")
        return Tuple(tuple(items))

    def _function(self) -> Type:
        return self.function(constructs=False)

    def function(self, *, constructs: bool) -> Function:
        self.expect("(")
        parameters: list[FunctionParameter] = []
        while not self.take(")"):
            rest = self.take("...")
            inner = self.type()
            parameters.append(FunctionParameter("", inner, self.take("?"), rest))
            self.take(",")
        self.expect("=>")
        returns = self.type()
        self.expect(")")
        return Function(tuple(parameters), returns, constructs)

    def object(self) -> Object:
        properties: list[Property] = []
        index: list[IndexSignature] = []
        calls: list[Function] = []
        while not self.take("}"):
            self.entry(properties, index, calls)
            self.take(",")
        return Object(tuple(properties), tuple(index), tuple(calls))

    def entry(
        self, properties: list[Property], index: list[IndexSignature], calls: list[Function]
    ) -> None:
        if self.take("["):
            key = self.type()
            self.expect("]")
            self.expect(":")
            index.append(IndexSignature(key, self.type()))
        elif self.take("():") or self.take("new:"):
            call = self.type()
            assert isinstance(call, Function)
            calls.append(call)
        else:
            name = self.string()
            optional = self.take("?")
            self.expect(":")
            properties.append(Property(name, self.type(), optional=optional))
