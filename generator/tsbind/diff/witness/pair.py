"""Two releases and what of the one is what of the other, for the writers of programs."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from tsbind.diff.changes.change import Change
from tsbind.diff.changes.member import way
from tsbind.diff.comparing.endpoints import pair_methods
from tsbind.diff.reading.interner import Interner
from tsbind.diff.reading.matching import Matcher
from tsbind.diff.witness.calls import Caller
from tsbind.diff.witness.program import PACKAGE
from tsbind.diff.witness.release import Release
from tsbind.model.declarations import Declaration, Package
from tsbind.model.operations import Operation
from tsbind.model.types import Reference, Type

Operations = tuple[Operation, Operation]


@dataclass
class Pair:
    """An older release and a newer one."""

    old_package: Package
    new_package: Package
    old: Release = field(init=False)
    new: Release = field(init=False)

    def __post_init__(self) -> None:
        self.old, self.new = Release(self.old_package), Release(self.new_package)
        self.old_calls, self.new_calls = Caller(self.old), Caller(self.new)

    @cached_property
    def _methods(self) -> list[Operations]:
        return pair_methods(self.old_package, self.new_package).pairs

    @cached_property
    def methods(self) -> dict[str, Operations]:
        """The methods both releases have, by accessor in the newer one."""
        return {after.accessor: (before, after) for before, after in self._methods}

    @cached_property
    def matched(self) -> dict[str, str]:
        """Ids of declarations in the newer release by ids in the older one."""
        return Matcher(self.old.index, self.new.index, Interner()).run(self._methods).pairs

    @cached_property
    def places(self) -> dict[str, tuple[Declaration, Declaration]]:
        """The declarations both releases have, by public path in the newer one."""
        one, other = self.old.index, self.new.index
        return {
            other.public(after): (one.declarations[before], other.declarations[after])
            for before, after in self.matched.items()
        }

    def roots(self, change: Change) -> tuple[list[Type], list[Type]]:
        """The types of both releases where the way of a change begins."""
        if change.place in self.places:
            before, after = self.places[change.place]
            return [Reference(before.id)], [Reference(after.id)]
        if change.place in self.methods:
            one, other = self.methods[change.place]
            root = way(change.member).root
            return self.old.types_at(one, root), self.new.types_at(other, root)
        return [], []

    def imports(self, old: str, new: str, *, twin: bool = False) -> tuple[str, str] | None:
        """Lines that import the declarations of these ids as ``Value``, or their twins."""
        before, after = self.old.place(old), self.new.place(new)
        if before is None or after is None:
            return None
        names = [p.twin if twin and p.twin else p.name for p in (before, after)]
        modules = [".".join([PACKAGE, *p.module]) for p in (before, after)]
        lines = [f"from {m} import {n} as Value\n" for m, n in zip(modules, names, strict=True)]
        return lines[0], lines[1]

    def client(self) -> str:
        """The line that imports the client; empty where a release has none."""
        one, other = self.old_package.client, self.new_package.client
        return f"from {PACKAGE} import {one.name} as Client\n" if one and other else ""


def reference_id(type_: Type) -> str:
    """The id a reference names; empty for any other type."""
    return type_.id if isinstance(type_, Reference) else ""
