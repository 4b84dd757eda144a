"""Types that are written as properties of a whole: ``components['schemas']['user']``.

What is written in place under names of properties, over any number of levels, and used by these
names elsewhere, is a declaration in all but name. It becomes an alias with the id
``file#components.schemas.user``, so that it is one type for all who use it, and may be made of
itself.
"""

from __future__ import annotations

from typing import TypeAlias, Union

from tsbind.resolve.scope import Program
from tsbind.resolve.symbols import LexicalScope, Symbol
from tsbind.syntax.nodes import (
    AliasDeclaration,
    IndexAccessNode,
    InterfaceDeclaration,
    LiteralNode,
    NameNode,
    ObjectNode,
    PropertyNode,
    TypeNode,
)

Chain: TypeAlias = tuple[NameNode, tuple[str, ...]]
_Whole: TypeAlias = Union[InterfaceDeclaration, AliasDeclaration]


def chain_of(node: IndexAccessNode) -> Chain | None:
    """The name and the keys of ``A['b']['c']``; None where it is written otherwise."""
    keys: list[str] = []
    whole: TypeNode = node
    while isinstance(whole, IndexAccessNode):
        if not isinstance(whole.index, LiteralNode) or not isinstance(whole.index.value, str):
            return None
        keys.append(whole.index.value)
        whole = whole.object
    if not isinstance(whole, NameNode) or whole.arguments:
        return None
    return whole, tuple(reversed(keys))


def declared_in_place(program: Program, whole: Symbol, keys: tuple[str, ...]) -> Symbol | None:
    """The symbol of the property that ``keys`` lead to inside ``whole``.

    None where it is no declaration: found in no body, optional, or one step to a type that is
    written by name.
    """
    if len(whole.types) != 1 or whole.types[0].__class__ not in _BODIES:
        return None
    statement = whole.types[0]
    assert isinstance(statement, InterfaceDeclaration | AliasDeclaration)
    found = _property(statement, keys)
    if found is None or found.type is None:
        return None
    if len(keys) == 1 and not isinstance(found.type, ObjectNode):
        return None
    return _symbol(program, whole, keys, found)


def _property(statement: _Whole, keys: tuple[str, ...]) -> PropertyNode | None:
    if statement.type_parameters:
        return None
    body = statement.body if isinstance(statement, InterfaceDeclaration) else statement.type
    found: PropertyNode | None = None
    for key in keys:
        if not isinstance(body, ObjectNode):
            return None
        named = [p for p in body.properties if p.name == key and not p.computed]
        if len(named) != 1 or named[0].optional or named[0].method or named[0].type is None:
            return None
        found = named[0]
        body = named[0].type
    return found


def _symbol(program: Program, whole: Symbol, keys: tuple[str, ...], node: PropertyNode) -> Symbol:
    path = ".".join(key.replace(".", "_") for key in keys)
    known = program.in_place.get(f"{whole.id}.{path}")
    if known is None:
        scope = LexicalScope(whole.scope.module, whole.scope, f"{whole.qualified}")
        known = Symbol(path, f"{whole.qualified}.{path}", scope, exported=True)
        assert node.type is not None
        known.types.append(AliasDeclaration(path, node.position, node.doc, True, (), node.type))
        program.in_place[known.id] = known
    return known


_BODIES = (InterfaceDeclaration, AliasDeclaration)
