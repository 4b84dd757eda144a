"""Classes of the program: their members (inherited ones, too) and their resources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tsbind.operations.evaluation.traverse import walk
from tsbind.operations.methods.client_access import THIS, Access, client_access
from tsbind.resolve.memo import Memo
from tsbind.resolve.scope import Program, is_value
from tsbind.resolve.symbols import LexicalScope, Symbol
from tsbind.syntax.expressions import (
    AssignmentExpression,
    CallExpression,
    CastExpression,
    Expression,
    FunctionBody,
    MemberExpression,
    NameExpression,
)
from tsbind.syntax.nodes import ClassDeclaration, Doc, FunctionDeclaration, NameNode, PropertyNode


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a class, and the class that writes it."""

    node: PropertyNode
    owner: Symbol


@dataclass(frozen=True, slots=True)
class ResourceProperty:
    """A property that holds another resource."""

    name: str
    target: Symbol
    doc: Doc


def dotted(value: Expression) -> tuple[str, ...]:
    """The names of ``A.B.C``; empty for anything else."""
    if isinstance(value, CastExpression):
        return dotted(value.value)
    if isinstance(value, NameExpression):
        return (value.name,)
    if isinstance(value, MemberExpression):
        inner = dotted(value.object)
        return (*inner, value.name) if inner else ()
    return ()


def class_of(symbol: Symbol) -> ClassDeclaration | None:
    """The class a symbol declares."""
    return next((s for s in symbol.types if isinstance(s, ClassDeclaration)), None)


@dataclass(slots=True)
class Classes:
    """Finds classes of a program, their members and their resources."""

    program: Program
    _members: Memo[str, tuple[Member, ...]] = field(default_factory=Memo[str, tuple[Member, ...]])
    _access: Memo[str, Access] = field(default_factory=Memo[str, Access])
    _resources: Memo[str, tuple[ResourceProperty, ...]] = field(
        default_factory=Memo[str, tuple[ResourceProperty, ...]]
    )

    def find(self, value: Expression, scope: LexicalScope) -> Symbol | None:
        """The symbol a dotted expression names as a value."""
        path = dotted(value)
        if not path or path[0] == "this":
            return None
        target = self.program.lookup_path(path, scope, is_value)
        return target if isinstance(target, Symbol) else None

    def base(self, symbol: Symbol) -> Symbol | None:
        """The class that ``symbol`` extends, when it is in the program."""
        declaration = class_of(symbol)
        if declaration is None or not declaration.extends:
            return None
        node = declaration.extends[0]
        if not isinstance(node, NameNode):
            return None
        target = self.program.lookup_path(node.path, symbol.scope, is_value)
        return target if isinstance(target, Symbol) and target is not symbol else None

    def chain(self, symbol: Symbol) -> list[Symbol]:
        """A class and those it extends, nearest first; a cycle ends it."""
        found: list[Symbol] = []
        current: Symbol | None = symbol
        while current is not None and current not in found and class_of(current) is not None:
            found.append(current)
            current = self.base(current)
        return found

    def members(self, symbol: Symbol) -> tuple[Member, ...]:
        """Every member of a class; one that a subclass writes again is left out of the base's."""
        return self._members.get_or_make(symbol.id, lambda: tuple(self._all_members(symbol)))

    def _all_members(self, symbol: Symbol) -> Iterator[Member]:
        seen: set[str] = set()
        for owner in self.chain(symbol):
            declaration = class_of(owner)
            assert declaration is not None
            own = [p for p in declaration.body.properties if p.name not in seen and not p.static]
            yield from (Member(node, owner) for node in own)
            seen |= {node.name for node in own}

    def access(self, symbol: Symbol) -> Access:
        """The properties by which the methods of a class reach the client."""
        return self._access.get_or_make(symbol.id, lambda: self._find_access(symbol))

    def _find_access(self, symbol: Symbol) -> Access:
        declarations = (class_of(owner) for owner in self.chain(symbol))
        return client_access(found for found in declarations if found is not None)

    def is_resource(self, symbol: Symbol) -> bool:
        """A class that keeps the client it is made with."""
        return "" in self.access(symbol).values()

    def resources(self, symbol: Symbol) -> tuple[ResourceProperty, ...]:
        """The properties that hold resources: set in place, in the constructor, or by a getter."""
        return self._resources.get_or_make(symbol.id, lambda: tuple(self._all_resources(symbol)))

    def _all_resources(self, symbol: Symbol) -> Iterator[ResourceProperty]:
        for member in self.members(symbol):
            node = member.node
            if node.name == "constructor":
                yield from self._assigned(node.body, member.owner)
            elif not node.computed:
                yield from self._initialised(node, member.owner)

    def _initialised(self, node: PropertyNode, owner: Symbol) -> Iterator[ResourceProperty]:
        if node.private:
            return
        source: Expression | FunctionBody | None = node.value
        if node.accessor == "get":
            source = node.body
        target = self._resource_class(source, owner) if source is not None else None
        if target is not None:
            yield ResourceProperty(node.name, target, node.doc)

    def _assigned(self, body: FunctionBody | None, owner: Symbol) -> Iterator[ResourceProperty]:
        for item in walk(body) if body is not None else ():
            if isinstance(item, AssignmentExpression) and isinstance(item.target, MemberExpression):
                target = (
                    self._resource_class(item.value, owner) if item.target.object == THIS else None
                )
                if target is not None:
                    yield ResourceProperty(item.target.name, target, Doc())

    def _resource_class(self, source: Expression | FunctionBody, owner: Symbol) -> Symbol | None:
        """The resource class of ``new Class(this)`` or ``new Class(this._client)``."""
        given = {("this", name) for name, kept in self.access(owner).items() if not kept}
        for item in walk(source):
            if not isinstance(item, CallExpression) or not item.new:
                continue
            if any(dotted(argument) in {("this",), *given} for argument in item.arguments):
                target = self.find(item.function, owner.scope)
                if target is not None and self.is_resource(target):
                    return target
        return None

    def roots(self) -> Iterator[str]:
        """The files that may hold the root client."""
        yield from (path for path in ("client.ts", "index.ts") if path in self.program.files)

    def root(self) -> Symbol | None:
        """The root client: the class of the package's first files that holds most resources.

        Where none holds any: the first that looks like a client.
        """
        best, most = None, 0
        for symbol in self.of_roots():
            count = len(set(self.resources(symbol)))
            if count > most:
                best, most = symbol, count
        return best or next((s for s in self.of_roots() if self.looks_like_client(s)), None)

    def of_roots(self) -> Iterator[Symbol]:
        """The classes of the files that may hold the root client."""
        for path in self.roots():
            symbols = self.program.module(path).scope.names.values()
            yield from (symbol for symbol in symbols if class_of(symbol) is not None)

    def looks_like_client(self, symbol: Symbol) -> bool:
        """Whether a class is constructed and has the verbs of HTTP as methods of its own."""
        declaration = class_of(symbol)
        names = {node.name for node in declaration.body.properties} if declaration else set[str]()
        return names >= {"get", "post", "constructor"}

    def function(
        self, value: Expression, scope: LexicalScope
    ) -> tuple[Symbol, FunctionDeclaration] | None:
        """The function with a body that a dotted expression names."""
        symbol = self.find(value, scope)
        for statement in symbol.values if symbol is not None else ():
            if isinstance(statement, FunctionDeclaration) and statement.body is not None:
                assert symbol is not None
                return symbol, statement
        return None
