"""The normal form of a type: equal for two types that mean the same.

Aliases are followed, unions flattened and taken as sets, literals absorbed by their primitive
(as tsc does), fields taken by name. A declaration matched with one of the other release is named
by the key both share; any other object is spelled out, unless it contains itself. Each normal
form is interned as a number, so that comparing two of them costs nothing and a type that doubles
at every alias stays small.
"""

from __future__ import annotations

from collections.abc import Mapping

from tsbind.diff.reading.cycles import cyclic
from tsbind.diff.reading.forms import Steps, many, object_form, type_form
from tsbind.diff.reading.interner import Interner
from tsbind.model.declarations import Declaration
from tsbind.model.index import ModelIndex
from tsbind.model.kinds import foreign_type, is_object
from tsbind.model.types import Intersection, Reference, Type


class Normalizer:
    """Normal forms of the types of one package, under a given matching of declarations."""

    def __init__(self, index: ModelIndex, interner: Interner, keys: Mapping[str, str]) -> None:
        self.index = index
        self.interner = interner
        self.keys = keys
        self._memo: dict[int, int] = {}
        self._alive: list[Type] = []
        self._structures: dict[str, int] = {}
        self._cyclic = cyclic(list(index.declarations), self._expansions)

    def _expansions(self, identifier: str) -> tuple[str, ...]:
        return self.index.mentions(identifier) if self._expands(identifier) else ()

    def _expands(self, identifier: str) -> bool:
        declaration = self.index.declarations[identifier]
        if declaration.type_parameters:
            return False
        return identifier not in self.keys or not is_object(declaration)

    def normal(self, type_: Type) -> int:
        """The normal form of ``type_``; works for any depth."""
        known = self._memo.get(id(type_))
        if known is not None:
            return known
        return self._run(self._pass(type_))

    def structure(self, declaration: Declaration) -> int:
        """The normal form of a declaration's contents, whatever it is called."""
        found = self._structures.get(declaration.id)
        if found is None:
            found = self._structures[declaration.id] = self._run(self._contents(declaration))
        return found

    def _contents(self, declaration: Declaration) -> Steps:
        if declaration.kind == "enum":
            return self._enum(declaration)
        target = self.index.stands_for(declaration)
        if isinstance(declaration.type, Intersection):
            target = declaration.type  # With parts nobody knows: all of them count.
        if target is not None:
            return self._pass(target)
        return object_form(self.interner, *self.index.declared_fields(declaration))

    def _run(self, steps: Steps) -> int:
        stack: list[tuple[Steps, Type | None]] = [(steps, None)]
        answer: int | None = None
        while stack:
            current, type_ = stack[-1]
            try:
                child = next(current) if answer is None else current.send(answer)
            except StopIteration as stop:
                stack.pop()
                answer = self._keep(type_, stop.value)
                continue
            answer = self._memo.get(id(child))
            if answer is None:
                stack.append((self._steps(child), child))
        assert answer is not None
        return answer

    def _keep(self, type_: Type | None, number: int) -> int:
        if type_ is not None:
            # Keeping the type alive keeps its id() from being given to another.
            self._alive.append(type_)
            self._memo[id(type_)] = number
        return number

    def _steps(self, type_: Type) -> Steps:
        if isinstance(type_, Reference):
            return self._reference(type_)
        return type_form(self.interner, type_)

    def _pass(self, type_: Type) -> Steps:
        number = yield type_
        return number

    def _enum(self, declaration: Declaration) -> Steps:
        yield from ()
        numbers: set[int] = set()
        for member in declaration.members:
            value = (
                member.value if member.value is not None else f"{declaration.name}.{member.name}"
            )
            numbers.add(self.interner.number("literal", type(value).__name__, value))
        return self.interner.union(numbers)

    def _reference(self, type_: Reference) -> Steps:
        declaration = self.index.declarations.get(type_.id)
        foreign = foreign_type(type_.id)
        if foreign:
            return self.interner.number("foreign", foreign)
        if declaration is not None and not type_.arguments and self._spelled_out(declaration):
            return (yield from self._contents(declaration))
        numbers = yield from many(type_.arguments)
        return self.interner.number("reference", self.key(type_.id), tuple(numbers))

    def _spelled_out(self, declaration: Declaration) -> bool:
        return declaration.id not in self._cyclic and self._expands(declaration.id)

    def key(self, identifier: str) -> str:
        """The name a declaration goes by in both releases; its id where it is in one only."""
        if identifier in self.keys:
            return self.keys[identifier]
        return f"{id(self)}:{identifier}" if identifier in self.index.declarations else identifier
