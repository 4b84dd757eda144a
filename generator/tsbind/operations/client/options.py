"""Options of the root client: type, environment variable, default."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace

from tsbind.model.operations import ClientOption
from tsbind.model.types import NULL, UNDEFINED, Property, UnionType
from tsbind.model.unions import without
from tsbind.operations.client.constructor import Constructor, environment_of
from tsbind.operations.evaluation.traverse import statements, walk
from tsbind.operations.methods.type_reader import Types
from tsbind.resolve.scope import is_type
from tsbind.resolve.symbols import Symbol
from tsbind.syntax.expressions import (
    AssignmentExpression,
    BinaryExpression,
    DeclareStatement,
    Expression,
    IfStatement,
    LiteralExpression,
    MemberExpression,
    NameExpression,
)
from tsbind.syntax.nodes import InterfaceDeclaration, NameNode, PropertyNode

_IN_DOC = re.compile(r"process\.env\['([A-Z][A-Z0-9_]*)'\]")


def read_options(
    constructor: Constructor, root: Symbol, types: Types, required: tuple[str, ...]
) -> Iterator[ClientOption]:
    """The options in order of writing; a single required one is marked so."""
    properties = {node.name: node for node in _written(constructor, root, types)}
    for property_ in _properties(constructor, root, types):
        pick = constructor.picks.get(property_.name)
        node = properties.get(property_.name)
        default = pick.default if pick is not None else None
        yield ClientOption(
            name=property_.name,
            type=property_.type,
            environment=environment_of(default) or _documented(property_.doc),
            default=_default(default, node),
            required=required == (property_.name,),
            nullable=property_.nullable,
            doc=property_.doc,
        )


def _properties(constructor: Constructor, root: Symbol, types: Types) -> list[Property]:
    if constructor.options is None:
        return []
    type_ = types.type(constructor.options, root.scope, frozenset())
    members = types.evaluator.members(type_)
    properties = members.properties.values() if members is not None else ()
    return [_plain(property_, types) for property_ in properties]


def _plain(property_: Property, types: Types) -> Property:
    """An option with its type as written: what it refers to is upstream's own machinery."""
    type_ = types.evaluator.evaluate(property_.type)
    if isinstance(type_, UnionType):
        type_ = without(type_, UNDEFINED)
    nullable = isinstance(type_, UnionType) and NULL in type_.members
    return replace(property_, type=type_, nullable=nullable)


def _written(constructor: Constructor, root: Symbol, types: Types) -> Iterator[PropertyNode]:
    """The properties as written, for the tags of their docs."""
    node = constructor.options
    if not isinstance(node, NameNode):
        return
    target = types.builder.program.lookup_path(node.path, root.scope, is_type)
    for statement in target.types if isinstance(target, Symbol) else ():
        if isinstance(statement, InterfaceDeclaration):
            yield from statement.body.properties


def _documented(doc: str) -> str | None:
    found = _IN_DOC.search(doc)
    return found[1] if found else None


def _default(value: Expression | None, node: PropertyNode | None) -> str | None:
    """The JSON text of the default: a literal in the constructor, or the tag ``@default``."""
    while isinstance(value, BinaryExpression) and value.operator in ("??", "||"):
        value = value.right
    if isinstance(value, LiteralExpression):
        return json.dumps(value.value)
    tags = dict(node.doc.tags) if node is not None else {}
    text = tags.get("default", "").strip()
    try:
        json.loads(text)
    except ValueError:
        return None
    return text


OPTION = "defaultHeaders"


def read_environment_headers(constructor: Constructor) -> str | None:
    """``V`` of ``const text = readEnv('V'); if (text) { ... options.defaultHeaders = ...; }``."""
    for member in constructor.members:
        variables: dict[str, str] = {}
        for statement in statements(member.node.body.statements if member.node.body else ()):
            if isinstance(statement, DeclareStatement):
                variable = environment_of(statement.value)
                if variable is not None:
                    variables[statement.binding.name] = variable
            elif isinstance(statement, IfStatement) and _sets_headers(statement):
                test = statement.test
                return variables.get(test.name) if isinstance(test, NameExpression) else None
    return None


def _sets_headers(statement: IfStatement) -> bool:
    return any(
        isinstance(item, AssignmentExpression)
        and isinstance(item.target, MemberExpression)
        and item.target.name == OPTION
        for item in walk(statement)
    )
