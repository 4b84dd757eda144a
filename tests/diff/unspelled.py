"""Comparisons without the Python side, which has changes of its own."""

from __future__ import annotations

from collections.abc import Mapping

from tsbind.diff import Change
from tsbind.diff.engine import every_change as spelled_changes
from tsbind.diff.explaining.planned_spelling import PlannedSpelling
from tsbind.model.declarations import Declaration, Package
from tsbind.model.operations import Operation
from tsbind.model.types import Property, Type


class NoSpelling(PlannedSpelling):
    """Spells no type and knows no name."""

    def type(self, type_: Type, field: Property | None = None, owner: str = "") -> str:
        return ""

    def field(self, field: Property, owner: str = "") -> str:
        return ""

    def declaration(self, declaration: Declaration) -> str:
        return ""

    def call(self, operation: Operation) -> str:
        return self.method(operation)

    def has(self, name: str) -> bool:
        return False

    @property
    def importable(self) -> Mapping[str, str]:  # type: ignore[override]
        return {}

    def pack_methods(self) -> Mapping[str, Operation]:
        return {}


def every_change(old: Package, new: Package) -> list[Change]:
    return spelled_changes(old, new, spell=NoSpelling)
