"""Names bound: every module's symbols, with merged declarations joined.

A symbol may be a type, a value and a namespace at once, as in TypeScript. Imports and export
lists are symbols with a link, followed when somebody asks (see `tsbind.resolve.scope`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias, Union

from tsbind.syntax import nodes
from tsbind.syntax.nodes import (
    NO_NAME,
    AliasDeclaration,
    ClassDeclaration,
    EnumDeclaration,
    ExportDeclaration,
    FunctionDeclaration,
    ImportAliasDeclaration,
    ImportDeclaration,
    InterfaceDeclaration,
    NamespaceDeclaration,
    SourceFile,
    Statement,
    TypeNode,
    TypeParameterNode,
    VariableDeclaration,
)
from tsbind.values import value_class

_DECLARED = (".d.ts", ".d.mts", ".d.cts")

TypeStatement: TypeAlias = Union[
    InterfaceDeclaration, AliasDeclaration, ClassDeclaration, EnumDeclaration
]
Link: TypeAlias = Union[ImportDeclaration, ImportAliasDeclaration, ExportDeclaration]

TYPE_STATEMENTS = (InterfaceDeclaration, AliasDeclaration, ClassDeclaration, EnumDeclaration)
VALUE_STATEMENTS = (VariableDeclaration, FunctionDeclaration, ClassDeclaration, EnumDeclaration)


@dataclass(slots=True, eq=False)
class LexicalScope:
    """The names of a module or a namespace (all its blocks together)."""

    module: Module
    parent: LexicalScope | None = None
    qualified: str = ""
    names: dict[str, Symbol] = field(default_factory=dict[str, "Symbol"])
    lists: dict[str, ExportDeclaration] = field(default_factory=dict[str, ExportDeclaration])
    """Export lists: public name to its ``export { ... }``."""
    stars: list[ExportDeclaration] = field(default_factory=list[ExportDeclaration])
    all_exported: bool = False
    """In an ambient namespace or module without an export list every member is exported."""
    augments: LexicalScope | None = None
    """Of a ``declare module`` block: whose exports are in sight inside it."""

    def symbol(self, name: str) -> Symbol:
        """The symbol ``name``, made when it is new."""
        found = self.names.get(name)
        if found is None:
            qualified = f"{self.qualified}.{name}" if self.qualified else name
            found = self.names[name] = Symbol(name, qualified, self)
        return found


@dataclass(slots=True, eq=False)
class Symbol:
    """Everything one name of a scope stands for."""

    name: str
    qualified: str
    scope: LexicalScope
    types: list[TypeStatement] = field(default_factory=list[TypeStatement])
    values: list[Statement] = field(default_factory=list[Statement])
    members: LexicalScope | None = None
    """The namespace's names, when it is one."""
    link: Link | None = None
    exported: bool = False
    elsewhere: dict[int, LexicalScope] = field(default_factory=dict[int, "LexicalScope"])
    """The scope of each statement that another module adds, by its `id()`."""
    id: str = field(init=False)
    """``relative/path.ts#Ns.Name``."""

    def __post_init__(self) -> None:
        self.id = f"{self.scope.module.path}#{self.qualified}"

    def scope_of(self, statement: Statement) -> LexicalScope:
        """Where the names in a statement are looked up."""
        return self.elsewhere.get(id(statement), self.scope)

    def namespace(self) -> LexicalScope:
        """The names inside it, made when it is no namespace yet."""
        if self.members is None:
            self.members = LexicalScope(self.scope.module, self.scope, self.qualified)
        return self.members


@dataclass(slots=True, eq=False)
class Module:
    """A parsed file and its top scope."""

    path: str
    file: SourceFile
    augmentations: list[tuple[NamespaceDeclaration, LexicalScope]] = field(
        default_factory=list[tuple[NamespaceDeclaration, "LexicalScope"]]
    )
    """The file's ``declare module 'x'`` blocks, what it adds to others, with the scope of each."""
    scope: LexicalScope = field(init=False)

    def __post_init__(self) -> None:
        self.scope = LexicalScope(self)
        # A declaration file without an export list exports all it declares.
        self.scope.all_exported = self.path.endswith(_DECLARED) and not _has_list(
            self.file.statements
        )
        _declare(self.file.statements, self.scope)

    @classmethod
    def ambient(cls, origin: Module, name: str) -> Module:
        """The module ``name`` that no file is; ``origin`` is the first file that declares it."""
        module = cls(origin.path, replace(origin.file, statements=()))
        module.scope = LexicalScope(origin, origin.scope, name)
        return module

    def declare(self, block: NamespaceDeclaration, origin: Module) -> None:
        """Add what a ``declare module`` block in ``origin`` says of this ambient module."""
        inner = LexicalScope(origin, origin.scope, block.name)
        if origin is self.scope.module:
            inner = self.scope
        merge_names(self.scope.names, block, inner)
        if inner is not self.scope:
            self.scope.lists |= inner.lists
            self.scope.stars.extend(inner.stars)


def merge_names(names: dict[str, Symbol], block: NamespaceDeclaration, inner: LexicalScope) -> None:
    """Add what a ``declare module`` or ``declare global`` block declares, all of it exported.

    The names inside are looked up in the file that writes them: ``inner`` is a new scope of the
    block inside that file's.
    """
    _declare(block.statements, inner)
    for symbol in inner.names.values():
        symbol.exported |= symbol.link is None
    merge_symbols(names, inner.names)


def merge_symbols(names: dict[str, Symbol], added: Mapping[str, Symbol]) -> None:
    """Add symbols to ``names``; those of one name become one."""
    for name, symbol in added.items():
        _merge(names.setdefault(name, symbol), symbol)


def _merge(kept: Symbol, added: Symbol) -> None:
    if kept is added:
        return
    kept.elsewhere |= {id(s): added.scope_of(s) for s in (*added.types, *added.values)}
    kept.types.extend(added.types)
    kept.values.extend(added.values)
    if kept.members is None:
        kept.members = added.members
    elif added.members is not None:
        for name, symbol in added.members.names.items():
            symbol.exported = True
            _merge(kept.members.names.setdefault(name, symbol), symbol)


def _declare(statements: tuple[Statement, ...], scope: LexicalScope) -> None:
    for statement in statements:
        if isinstance(statement, NamespaceDeclaration):
            _declare_namespace(statement, scope)
        elif isinstance(statement, ExportDeclaration):
            _declare_export(statement, scope)
        elif isinstance(statement, ImportDeclaration | ImportAliasDeclaration):
            symbol = scope.symbol(statement.local)
            symbol.link = symbol.link or statement
            symbol.exported |= isinstance(statement, ImportAliasDeclaration) and statement.exported
        else:
            _declare_name(statement, scope)


def _declare_name(statement: Statement, scope: LexicalScope) -> None:
    assert isinstance(statement, (*TYPE_STATEMENTS, *VALUE_STATEMENTS))
    symbol = scope.symbol(statement.name)
    symbol.exported |= statement.exported
    if isinstance(statement, TYPE_STATEMENTS):
        symbol.types.append(statement)
    if isinstance(statement, VALUE_STATEMENTS):
        symbol.values.append(statement)


def _declare_namespace(statement: NamespaceDeclaration, scope: LexicalScope) -> None:
    if statement.ambient_module:
        # `declare module 'x'` augments another module; its names are not this scope's.
        scope.module.augmentations.append((statement, scope))
        return
    symbol = scope.symbol(statement.name)
    symbol.exported |= statement.exported
    members = symbol.namespace()
    members.all_exported |= statement.declare and not _has_list(statement.statements)
    _declare(statement.statements, members)


def _has_list(statements: tuple[Statement, ...]) -> bool:
    return any(isinstance(statement, ExportDeclaration) for statement in statements)


def _declare_export(statement: ExportDeclaration, scope: LexicalScope) -> None:
    if statement.name == "*":
        scope.stars.append(statement)
    elif statement.name != NO_NAME:
        scope.lists.setdefault(statement.name, statement)


def all_symbols(scope: LexicalScope) -> Iterator[Symbol]:
    """The symbols of a scope and of the namespaces inside it, in order of writing."""
    for symbol in scope.names.values():
        yield symbol
        if symbol.members is not None:
            yield from all_symbols(symbol.members)


@value_class(frozen=True, slots=True)
class Context:
    """Where a type is written: its scope, and the type parameters in sight."""

    scope: LexicalScope
    parameters: frozenset[str] = frozenset()
    keys_of: tuple[tuple[str, TypeNode], ...] = ()
    """Of each type parameter that is constrained to ``keyof T``: what T is."""

    def with_parameters(self, parameters: tuple[TypeParameterNode, ...]) -> Context:
        """The context inside a generic declaration."""
        if not parameters:
            return self
        names = frozenset(parameter.name for parameter in parameters)
        keys = [(p.name, _keyof_operand(p.constraint)) for p in parameters]
        keys_of = tuple([(name, node) for name, node in keys if node is not None])
        return Context(self.scope, self.parameters | names, self.keys_of + keys_of)


def _keyof_operand(node: TypeNode | None) -> TypeNode | None:
    is_keyof = isinstance(node, nodes.OperatorNode) and node.operator == "keyof"
    return node.operand if isinstance(node, nodes.OperatorNode) and is_keyof else None
