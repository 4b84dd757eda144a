"""Types of signatures, worked out by the resolver, and the declarations they refer to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tsbind.model.declarations import Declaration
from tsbind.model.operations import Operation
from tsbind.model.types import ANY, Function, Intersection, Property, Reference, Type, UnionType
from tsbind.operations.evaluation.traverse import walk
from tsbind.resolve.evaluate import Evaluator, UnresolvableError
from tsbind.resolve.package import PackageBuilder
from tsbind.resolve.scope import EnumValue
from tsbind.resolve.symbols import Context, LexicalScope
from tsbind.syntax.nodes import TypeNode

STREAM = "Stream"
LINES = "JSONLDecoder"


@dataclass(slots=True)
class Types:
    """Types as written to types of the model."""

    builder: PackageBuilder

    @property
    def evaluator(self) -> Evaluator:
        """What works types out."""
        return self.builder.evaluator

    def type(self, node: TypeNode | None, scope: LexicalScope, parameters: frozenset[str]) -> Type:
        """The type ``node`` stands for in ``scope``; ``any`` where none is written."""
        if node is None:
            return ANY
        self.evaluator.place = node.position
        bound = self.evaluator.binder.bind(node, Context(scope, parameters))
        return self.builder.finish(bound)

    def property(self, type_: Type | None, name: str) -> Property | None:
        """The property ``name`` of an object type, None when it has none."""
        if type_ is None:
            return None
        for candidate in self._objects(type_):
            members = self.evaluator.members(candidate)
            if members is not None and name in members.properties:
                return self.builder.property(members.properties[name])
        return None

    def _objects(self, type_: Type) -> list[Type]:
        try:
            return [type_, *self.evaluator.union_members(type_)]
        except UnresolvableError:
            return [type_]

    def event(self, type_: Type, steps: int = 20) -> Type | None:
        """The event type of a stream in ``type_``: itself, a member, or through a base."""
        if isinstance(type_, UnionType | Intersection):
            found = (self.event(member, steps - 1) for member in type_.members)
            return next((event for event in found if event is not None), None)
        if not isinstance(type_, Reference) or steps <= 0:
            return None
        if _name(type_) in (STREAM, LINES) and type_.arguments:
            return type_.arguments[0]
        declared = self.evaluator.declared(type_)
        if declared is None:
            return None
        inner = [declared.type] if declared.type is not None else list(declared.extends)
        return next((e for i in inner if (e := self.event(i, steps - 1)) is not None), None)

    def is_lines(self, type_: Type) -> bool:
        """Whether ``type_`` is a stream of JSON lines, not of server-sent events."""
        return isinstance(type_, Reference) and _name(type_) == LINES

    def has_other(self, type_: Type) -> bool:
        """Whether ``type_`` may be something else than a stream."""
        members = type_.members if isinstance(type_, UnionType) else (type_,)
        return any(self.event(member) is None for member in members)


def _name(reference: Reference) -> str:
    return reference.id.rpartition("#")[2].rpartition(".")[2]


def referenced_declarations(
    builder: PackageBuilder, known: set[str], operations: tuple[Operation, ...]
) -> list[Declaration]:
    """What the data of ``operations`` refers to and ``known`` lacks, with what that refers to.

    Classes and what holds functions are not data: streams, runners, upstream's own machinery.
    """
    found: dict[str, Declaration] = {}
    refused: set[str] = set()
    seen = set(known)
    pending: list[Any] = [type_ for operation in operations for type_ in _data(operation)]
    while pending:
        for id_ in _references(pending.pop()):
            target = builder.evaluator.binder.target(id_)
            symbol = target.enum if isinstance(target, EnumValue) else target
            if symbol is None or not symbol.types or symbol.id in seen:
                continue
            seen.add(symbol.id)
            declaration = builder.declaration(symbol)
            if declaration.kind == "class" or _has_functions(declaration):
                refused.add(symbol.id)
            else:
                found[symbol.id] = declaration
                pending.append(declaration)
    return _independent(found, refused)


def _independent(found: dict[str, Declaration], refused: set[str]) -> list[Declaration]:
    """The declarations that do not lead to a refused one."""
    references = {id_: set(_references(declaration)) for id_, declaration in found.items()}
    leading = {id_ for id_, targets in references.items() if targets & refused}
    while leading:
        refused = refused | leading
        rest = references.keys() - refused
        leading = {id_ for id_ in rest if references[id_] & refused}
    return [found[id_] for id_ in sorted(found) if id_ not in refused]


def _data(operation: Operation) -> Iterator[Type]:
    """The types that travel: parameters, and what comes back of an endpoint."""
    for signature in operation.signatures:
        yield from (parameter.type for parameter in signature.parameters)
        if operation.kind == "endpoint" and not operation.binary and signature.stream != "true":
            yield signature.returns
    yield from (t for t in (operation.event, operation.page_item) if t is not None)


def _has_functions(declaration: Declaration) -> bool:
    return any(isinstance(part, Function) for part in walk(declaration))


def _references(value: Any) -> Iterator[str]:
    for part in walk(value):
        if isinstance(part, Reference):
            yield part.id
