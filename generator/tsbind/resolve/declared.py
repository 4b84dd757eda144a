"""What a symbol declares, bound: type parameters, own properties, bases, alias. Made on demand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tsbind.model.declarations import TypeParameter
from tsbind.model.types import Function, IndexSignature, Property, Type
from tsbind.resolve.bind import Binder, merge_overloads
from tsbind.resolve.memo import Memo
from tsbind.resolve.symbols import Context, Symbol
from tsbind.syntax.nodes import (
    NO_DOC,
    AliasDeclaration,
    ClassDeclaration,
    EnumDeclaration,
    FunctionNode,
    InterfaceDeclaration,
    PropertyNode,
)

_KINDS = {
    InterfaceDeclaration: "interface",
    AliasDeclaration: "alias",
    ClassDeclaration: "class",
    EnumDeclaration: "enum",
}


@dataclass(slots=True)
class Declared:
    """A type declaration with its names bound, merged declarations joined, nothing evaluated."""

    symbol: Symbol
    kind: str
    parameters: tuple[TypeParameter, ...] = ()
    extends: tuple[Type, ...] = ()
    properties: tuple[Property, ...] = ()
    index: tuple[IndexSignature, ...] = ()
    calls: tuple[Function, ...] = ()
    type: Type | None = None


class Declarations:
    """The `Declared` of each symbol, made once."""

    def __init__(self, binder: Binder) -> None:
        self.binder = binder
        self._known: Memo[str, Declared] = Memo()

    def of(self, symbol: Symbol) -> Declared:
        """What ``symbol`` declares; it must have a type meaning."""
        return self._known.get_or_make(symbol.id, lambda: self._read(symbol))

    def constructors_of(self, symbol: Symbol) -> list[Function]:
        """The constructors that a class writes, without the implementation of overloads."""
        nodes = [
            node
            for statement in symbol.types
            if isinstance(statement, ClassDeclaration)
            for node in statement.body.properties
            if node.name == "constructor" and node.method and isinstance(node.type, FunctionNode)
        ]
        nodes = [node for node in nodes if node.body is None] or nodes
        context = Context(symbol.scope)
        return [
            self.binder.function(node.type, context)
            for node in nodes
            if isinstance(node.type, FunctionNode)
        ]

    def _read(self, symbol: Symbol) -> Declared:
        self.binder.targets[symbol.id] = symbol
        kinds = [_KINDS[type(statement)] for statement in symbol.types]
        kind = "class" if "class" in kinds else kinds[0]
        declared = Declared(symbol, kind)
        properties: list[Property] = []
        for statement in symbol.types:
            if isinstance(statement, AliasDeclaration):
                context = self._parameters(declared, statement)
                declared.type = self.binder.bind(statement.type, context)
                break
            if isinstance(statement, InterfaceDeclaration | ClassDeclaration):
                properties.extend(self._members(declared, statement))
        declared.properties = merge_overloads(tuple(properties))
        return declared

    def _parameters(
        self,
        declared: Declared,
        statement: AliasDeclaration | InterfaceDeclaration | ClassDeclaration,
    ) -> Context:
        nodes = statement.type_parameters
        context = Context(declared.symbol.scope_of(statement)).with_parameters(nodes)
        if not declared.parameters:
            declared.parameters = tuple(
                [
                    TypeParameter(
                        node.name,
                        self.binder.bind(node.constraint, context) if node.constraint else None,
                        self.binder.bind(node.default, context) if node.default else None,
                    )
                    for node in nodes
                ]
            )
        return context

    def _members(
        self, declared: Declared, statement: InterfaceDeclaration | ClassDeclaration
    ) -> list[Property]:
        context = self._parameters(declared, statement)
        bases = self.binder.bind_all(statement.extends, context)
        declared.extends += tuple([base for base in bases if base not in declared.extends])
        declared.index += self.binder.indexes(statement.body, context)
        declared.calls += tuple(
            [self.binder.function(call, context) for call in statement.body.calls]
        )
        nodes = list(statement.body.properties)
        if isinstance(statement, ClassDeclaration):
            nodes = [n for n in nodes if _is_member(n)]
            nodes = [*_signatures(nodes), *_of_constructor(statement)]
        return [
            self.binder.property(node, context) for node in self._named(declared, nodes, context)
        ]

    def _named(
        self, declared: Declared, nodes: list[PropertyNode], context: Context
    ) -> Iterator[PropertyNode]:
        """The members whose names are known; others become an index signature, and are reported."""
        for node in nodes:
            key = self.binder.open_key(node, context)
            if key is None:
                yield node
                continue
            type_ = self.binder.opaque(
                node.name, "only the running program knows it", node.position
            )
            if all(index.key != key for index in declared.index):
                declared.index += (IndexSignature(key, type_),)


def _is_member(node: PropertyNode) -> bool:
    if node.static or node.private:
        return False
    return not (node.method and node.name == "constructor")


def _of_constructor(statement: ClassDeclaration) -> Iterator[PropertyNode]:
    """The properties that a constructor's parameters declare."""
    for node in statement.body.properties:
        if node.name == "constructor" and node.method and isinstance(node.type, FunctionNode):
            for p in node.type.parameters:
                if p.is_property and p.name:
                    optional = p.optional and p.default is None
                    yield PropertyNode(
                        p.name, p.type, p.position, optional, p.readonly, doc=p.doc, value=p.default
                    )


def _signatures(nodes: list[PropertyNode]) -> list[PropertyNode]:
    """A class's members less the implementation of each overloaded method, but for its doc."""
    overloaded = {n.name for n in nodes if n.method and n.body is None}
    written = {n.name: n.doc for n in nodes if n.body is not None and n.name in overloaded}
    documented = {n.name for n in nodes if n.method and n.body is None and n.doc is not NO_DOC}
    kept: list[PropertyNode] = []
    for node in nodes:
        if node.method and node.name in overloaded:
            if node.body is not None:
                continue
            if node.name not in documented:
                kept.append(replace(node, doc=written.pop(node.name, NO_DOC)))
                continue
        kept.append(node)
    return kept
