"""Plans kept for the next generation in the same process: only what a change reaches is made anew.

The plan of a module follows from what stands in it, and from the declarations that reaches. What
a declaration *means* to those that reach it is what it says, where it goes and whether it has a
twin. On which line it stands matters to its own module only, and to problems: a module that has
any is planned each time.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from tsbind.model.declarations import Declaration
from tsbind.model.types import Reference, Type, walk
from tsbind.position import Position
from tsbind.problems import Problem
from tsbind.python.client.plan import ResourceModulePlan
from tsbind.python.placement import Place
from tsbind.python.plan import ModulePlan
from tsbind.values import value_class

_NOWHERE = Position("", 0, 0)
Plan = TypeVar("Plan")


@value_class(frozen=True, slots=True)
class _Meaning:
    declaration: Declaration
    place: Place | None
    twinned: bool

    def unplaced(self) -> _Meaning:
        """The meaning, wherever the declaration stands in its file."""
        declaration = self.declaration
        properties = tuple(replace(p, position=_NOWHERE) for p in declaration.properties)
        anywhere = replace(declaration, position=_NOWHERE, properties=properties)
        return replace(self, declaration=anywhere)


@dataclass
class Kept(Generic[Plan]):
    """Plans by module, each with what it was made from; ``made`` counts how often one was."""

    made: int = 0
    _plans: dict[Hashable, tuple[object, Plan]] = field(
        default_factory=dict[Hashable, tuple[object, Plan]]
    )

    def plan(
        self,
        module: Hashable,
        source: object,
        make: Callable[[list[Problem]], Plan],
        problems: list[Problem],
        *,
        stale: bool,
    ) -> Plan:
        """The plan of ``module``: the one kept, unless it is ``stale`` or ``source`` another.

        ``make`` puts its problems into the list it is given, which are added to ``problems``.
        """
        kept = self._plans.pop(module, None)
        if kept is not None and not stale and kept[0] == source:
            self._plans[module] = kept
            return kept[1]
        found: list[Problem] = []
        plan = make(found)
        self.made += 1
        if not found:
            self._plans[module] = (source, plan)
        problems.extend(problem for problem in found if problem not in problems)
        return plan


@dataclass
class Meanings:
    """What every declaration means to this plan, and which of them meant another before."""

    stale: frozenset[str] = frozenset()
    """Ids of the declarations that mean something else now, or that reach one that does."""
    _known: dict[str, _Meaning] = field(default_factory=dict[str, _Meaning])
    _mentions: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])

    def turn(
        self,
        declarations: Iterable[Declaration],
        places: Mapping[str, Place],
        twinned: frozenset[str],
    ) -> None:
        """Take these declarations for those before, and find out what is ``stale``."""
        before = self._known
        self._known = {d.id: _Meaning(d, places.get(d.id), d.id in twinned) for d in declarations}
        changed = {id_ for id_, now in self._known.items() if before.get(id_) != now}
        gone = before.keys() - self._known.keys()
        moved = {
            id_
            for id_ in changed & before.keys()
            if before[id_].unplaced() == self._known[id_].unplaced()
        }
        for id_ in changed - moved:
            self._mentions[id_] = tuple(_mentioned(self._known[id_].declaration))
        for id_ in gone:
            del self._mentions[id_]
        self.stale = frozenset(self._reaching((changed - moved) | gone))

    def _reaching(self, changed: set[str]) -> set[str]:
        """``changed``, the ids that mention one of them, those that mention these, and so on."""
        mentioning: dict[str, list[str]] = {}
        for id_, targets in self._mentions.items() if changed else ():
            for target in targets:
                mentioning.setdefault(target, []).append(id_)
        reached: set[str] = set()
        pending = list(changed)
        while pending:
            id_ = pending.pop()
            if id_ not in reached:
                reached.add(id_)
                pending.extend(mentioning.get(id_, ()))
        return reached


@dataclass
class PlanMemory:
    """What the plan of a package leaves for its next plan."""

    meanings: Meanings = field(default_factory=Meanings)
    types: Kept[ModulePlan] = field(default_factory=Kept[ModulePlan])
    resources: Kept[ResourceModulePlan] = field(default_factory=Kept[ResourceModulePlan])


def ids_of(type_: Type) -> Iterator[str]:
    """Ids a type mentions; of a member of an enum also the enum's."""
    for part in walk(type_):
        if isinstance(part, Reference):
            yield part.id
            yield part.id.rpartition(".")[0]


def _mentioned(declaration: Declaration) -> set[str]:
    parameters = declaration.type_parameters
    types = [t for p in parameters for t in (p.constraint, p.default) if t is not None]
    types += [p.type for p in declaration.properties]
    types += [t for signature in declaration.index for t in (signature.key, signature.value)]
    types += [*declaration.extends, *([declaration.type] if declaration.type else [])]
    return {id_ for type_ in types for id_ in ids_of(type_)}
