"""Page classes: their fields, where the items are, how the next page is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tsbind.model.operations import Page
from tsbind.model.types import NULL, Property, UnionType
from tsbind.operations.evaluation.describe import describe
from tsbind.operations.evaluation.origins import ValueScope
from tsbind.operations.evaluation.traverse import statements, walk
from tsbind.operations.methods.classes import Classes, class_of
from tsbind.operations.methods.type_reader import Types
from tsbind.operations.pages.next_page import access, term
from tsbind.operations.pages.page_class import ITEMS_METHOD, header_fields, writes_items
from tsbind.problems import Problem, Severity
from tsbind.resolve.symbols import Context, Symbol
from tsbind.syntax.expressions import (
    BinaryExpression,
    DeclareStatement,
    FunctionBody,
    LiteralExpression,
    MemberExpression,
    NameExpression,
    ObjectExpression,
    ReturnStatement,
)
from tsbind.syntax.nodes import ClassDeclaration

NEXT_METHODS = ("nextPageRequestOptions", "nextPageInfo", "nextPageParams")
BODY_KEY = "body"
QUERY_KEYS = ("query", "params", BODY_KEY)

Pairs = tuple[tuple[str, str], ...]


def read_pages(
    ids: set[str], classes: Classes, types: Types, problems: list[Problem]
) -> Iterator[Page]:
    """The page classes of the modules in which those with ``ids`` stand, in order of writing."""
    for path in dict.fromkeys(id_.partition("#")[0] for id_ in sorted(ids)):
        for symbol in classes.program.module(path).scope.names.values():
            if writes_items(symbol):
                yield _page(symbol, types, problems)


def _page(symbol: Symbol, types: Types, problems: list[Problem]) -> Page:
    declaration = class_of(symbol)
    assert declaration is not None
    bodies = {n.name: n.body for n in declaration.body.properties if n.body is not None}
    found = next((bodies[name] for name in NEXT_METHODS if name in bodies), None)
    items, constructor = _items(bodies[ITEMS_METHOD]), bodies.get("constructor")
    forward, backward, not_static = _queries(found, items) if found is not None else ((), (), [])
    has_next = bodies.get("hasNextPage")
    for text in not_static:
        message = f"page {symbol.name}: next page asked for by `{text}`"
        problems.append(Problem(Severity.WARNING, message, declaration.position))
    return Page(
        id=symbol.id,
        name=symbol.name,
        fields=tuple(_fields(symbol, declaration, types)),
        items=items,
        next_query=forward,
        next_when=_next_when(has_next) if has_next is not None else None,
        has_next=bool(forward or backward),
        backward_query=backward,
        stops_when_empty=has_next is None or _calls_super(has_next),
        type_parameters=tuple(item.name for item in declaration.type_parameters),
        doc=declaration.doc.text,
        header_fields=tuple(header_fields(constructor)) if constructor is not None else (),
        in_body=found is not None and _in_body(found),
    )


def _fields(symbol: Symbol, declaration: ClassDeclaration, types: Types) -> Iterator[Property]:
    """The fields a page class adds; the machinery of its base is none of the wire's."""
    context = Context(symbol.scope).with_parameters(declaration.type_parameters)
    binder = types.evaluator.binder
    for node in declaration.body.properties:
        if node.method or node.static or node.private or node.accessor or node.computed:
            continue
        property_ = binder.property(node, context)
        type_ = types.evaluator.evaluate(property_.type)
        nullable = isinstance(type_, UnionType) and NULL in type_.members
        yield replace(property_, type=type_, nullable=nullable)


def _scope(body: FunctionBody) -> ValueScope:
    scope = ValueScope()
    for statement in statements(body.statements):
        if isinstance(statement, DeclareStatement) and statement.binding.name not in scope.names:
            scope.bind(statement.binding, statement.value, scope)
    return scope


def _items(body: FunctionBody) -> str:
    """The dotted wire property of the item list; empty where it is computed."""
    scope = _scope(body)
    for statement in statements(body.statements):
        if isinstance(statement, ReturnStatement) and statement.value is not None:
            path = access(statement.value, scope)
            if path[:1] == ("page",):
                return ".".join(path[1:])
    return ""


def _queries(body: FunctionBody, items: str) -> tuple[Pairs, Pairs, list[str]]:
    """What the next request's query gets: forwards, backwards, and what is not understood.

    A parameter that the body looks for in the request that was sent pages backwards.
    """
    sought = {item.value for item in walk(body) if isinstance(item, LiteralExpression)}
    forward: dict[str, str] = {}
    backward: dict[str, str] = {}
    not_static: list[str] = []
    for built, scope in _returned_queries(body.statements, ValueScope()):
        for entry in built.entries:
            if not isinstance(entry.key, str):
                continue
            source = term(entry.value, scope, items)
            if source is None:
                not_static.append(f"{entry.key}: {describe(entry.value)}")
            else:
                (backward if entry.key in sought else forward)[entry.key] = source
    return tuple(forward.items()), tuple(backward.items()), not_static


def _returned_queries(
    body: tuple[object, ...], scope: ValueScope
) -> Iterator[tuple[ObjectExpression, ValueScope]]:
    """Each query object that is returned, with the names in sight at that place."""
    for statement in body:
        if isinstance(statement, DeclareStatement):
            scope.bind(statement.binding, statement.value, scope)
        elif isinstance(statement, ReturnStatement):
            yield from ((built, scope) for built in _query_objects(statement))
        else:
            for name in ("then", "otherwise", "statements"):
                yield from _returned_queries(getattr(statement, name, ()), scope.inner())


def _query_objects(statement: ReturnStatement) -> Iterator[ObjectExpression]:
    for item in walk(statement):
        if isinstance(item, ObjectExpression):
            for entry in item.entries:
                if entry.key in QUERY_KEYS and isinstance(entry.value, ObjectExpression):
                    yield entry.value


def _in_body(body: FunctionBody) -> bool:
    """Whether what the next request differs in goes into its body."""
    objects = (item for item in walk(body) if isinstance(item, ObjectExpression))
    return any(entry.key == BODY_KEY for item in objects for entry in item.entries)


def _next_when(body: FunctionBody) -> str | None:
    """``x.y`` of ``if (this.x?.y === false)`` or ``this.x.y && ...``."""
    for item in walk(body):
        if isinstance(item, BinaryExpression) and item.operator in ("===", "&&"):
            path = (
                access(item.left, ValueScope()) if isinstance(item.left, MemberExpression) else ()
            )
            if path[:1] == ("page",) and len(path) > 1:
                return ".".join(path[1:])
    return None


def _calls_super(body: FunctionBody) -> bool:
    return any(item == NameExpression("super") for item in walk(body))
