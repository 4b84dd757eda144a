"""Types of signatures, worked out by the resolver."""

from __future__ import annotations

from dataclasses import dataclass

from tsbind.model.types import ANY, Intersection, Property, Reference, Type, UnionType
from tsbind.resolve.evaluate import Evaluator, UnresolvableError
from tsbind.resolve.package import PackageBuilder
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
