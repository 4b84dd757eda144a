"""One release as the writers of programs see it: its model, and what the generated package has."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from tsbind.diff.changes.member import Step, Way
from tsbind.diff.comparing.results import result_type
from tsbind.diff.comparing.signatures import given, payloads
from tsbind.diff.explaining.planned_spelling import PlannedSpelling
from tsbind.model.declarations import Package
from tsbind.model.helpers import pack_of
from tsbind.model.index import ModelIndex
from tsbind.model.kinds import last_name
from tsbind.model.operations import Operation
from tsbind.model.spelling import literal_text
from tsbind.model.types import Array, Literal, Record, Reference, Tuple, Type
from tsbind.python.helpers.bind import bind
from tsbind.python.names import attribute_name
from tsbind.python.placement import Place


@dataclass
class Release:
    """Look-ups over one release."""

    package: Package
    index: ModelIndex = field(init=False)

    def __post_init__(self) -> None:
        self.index = ModelIndex(self.package)
        self.python = PlannedSpelling(self.package)

    @cached_property
    def missing(self) -> frozenset[str]:
        """Accessors of upstream's helpers that the generated package does not have."""
        bound = bind(self.package, pack_of(self.package))
        brought = {helper.operation.accessor for helper in bound}
        helpers = (o.accessor for o in self.package.operations if o.kind == "helper")
        return frozenset(accessor for accessor in helpers if accessor not in brought)

    def place(self, identifier: str) -> Place | None:
        """Where a declaration is in the generated package."""
        return self.python.places.get(identifier)

    def types_at(self, operation: Operation, root: str) -> list[Type]:
        """The types at the root of a way that begins at a method."""
        if root == "params":
            return [given(p.type) for p in payloads(operation).values() if p.type is not None]
        if root in {"", "()"}:
            returned = result_type(operation)
            return [] if returned is None else [returned]
        if root in {"item", "event"}:
            found = operation.page_item if root == "item" else operation.event
            return [] if found is None else [found]
        return [p.type for p in operation.path_parameters if attribute_name(p.name) == root]

    def holders(self, roots: list[Type], way: Way) -> list[Type]:
        """The objects that have the last field of ``way``, begun at ``roots``."""
        last = way.steps[-1].text if way.steps else ""
        leaves = (t for one in self.inside(roots, way) for t in self.index.alternatives(one))
        return [leaf for leaf in leaves if self._fields(leaf, last)]

    def inside(self, roots: list[Type], way: Way) -> list[Type]:
        """The types before the last step of ``way``."""
        current = roots
        for step in way.steps[:-1]:
            current = [inner for type_ in current for inner in self._inside(type_, step)]
        return current

    def _inside(self, type_: Type, step: Step) -> list[Type]:
        leaves = list(self.index.alternatives(type_))
        if step.kind == "label":
            return [t for t in leaves if self._labelled(t, step.text)] or leaves
        rule = {"name": self._fields, "item": self._items, "value": self._values}[step.kind]
        return [inner for leaf in leaves for inner in rule(leaf, step.text)]

    def _fields(self, type_: Type, name: str) -> list[Type]:
        members = self.index.fields(type_)
        return [p.type for p in members[0] if p.name == name] if members else []

    def _items(self, type_: Type, _: str) -> list[Type]:
        if isinstance(type_, Tuple):
            return [item.type for item in type_.items]
        return [type_.item] if isinstance(type_, Array) else []

    def _values(self, type_: Type, _: str) -> list[Type]:
        return [type_.value] if isinstance(type_, Record) else []

    def _labelled(self, type_: Type, label: str) -> bool:
        members = self.index.fields(type_)
        tags = [p.type for p in members[0] if isinstance(p.type, Literal)] if members else []
        named = isinstance(type_, Reference) and last_name(type_.id) == label
        return named or any(literal_text(tag.value) == label for tag in tags)
