"""Compares two releases: the pipeline of this room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

from tsbind.diff.changes.change import Change, Report
from tsbind.diff.changes.grouping import group_changes
from tsbind.diff.changes.severity import Severity
from tsbind.diff.comparing.client import compare_clients
from tsbind.diff.comparing.collect import Collector
from tsbind.diff.comparing.context import Context, Side
from tsbind.diff.comparing.declarations import compare_declarations
from tsbind.diff.comparing.endpoints import Methods, compare_endpoints, pair_methods
from tsbind.diff.comparing.imports import compare_imports, compare_pack_methods
from tsbind.diff.comparing.operations import compare_operations
from tsbind.diff.comparing.path_fields import PathFields
from tsbind.diff.comparing.resources import compare_resources
from tsbind.diff.comparing.types import compare_types
from tsbind.diff.explaining.planned_spelling import PlannedSpelling
from tsbind.diff.explaining.still_available import if_still_available
from tsbind.diff.reading.interner import Interner
from tsbind.diff.reading.matching import Matcher
from tsbind.diff.reading.reach import Reach
from tsbind.diff.reading.successors import Successors
from tsbind.model.declarations import Package
from tsbind.model.index import ModelIndex

Spell = Callable[[Package], PlannedSpelling]


class Prepared:
    """What the comparison of a release with any other needs: made once for a chain of them."""

    def __init__(self, package: Package, spell: Spell = PlannedSpelling) -> None:
        self.package, self._spell = package, spell
        self.is_whole = True
        """Whether nothing was taken out: the generated package of a part has other names."""
        self.index = ModelIndex(package)
        self.python = spell(package)

    @cached_property
    def reach(self) -> Reach:
        """Which methods send and return what."""
        return Reach(self.index)

    def without_methods(self) -> Prepared:
        """The types alone."""
        bare = replace(self.package, operations=(), pages=(), client=None)
        prepared = Prepared(bare, self._spell)
        prepared.is_whole = False
        return prepared


def compare(
    old: Package, new: Package, *, docs: bool = False, spell: Spell = PlannedSpelling
) -> Report:
    """All reported changes from ``old`` to ``new``, grouped, worst first.

    ``docs`` keeps changes of documentation text; ``spell`` gives the Python spelling of a package,
    by default as the `tsbind.python` room plans it.
    """
    return compare_prepared(Prepared(old, spell), Prepared(new, spell), docs=docs)


def compare_prepared(old: Prepared, new: Prepared, *, docs: bool = False) -> Report:
    """As `compare`, with what was prepared for the comparison with another release."""
    old, new, notes = _comparable(old, new)
    methods = pair_methods(old.package, new.package)
    context = _compared(old, new, methods)
    changes = [c for c in context.collector.changes if _is_reported(c, docs=docs)]
    return Report(
        old.package.source,
        new.package.source,
        group_changes(changes),
        endpoints=_endpoints(methods),
        notes=(*notes, *_by_text(context), *_of_unknown_direction(old, new, changes)),
    )


def every_change(old: Package, new: Package, *, spell: Spell = PlannedSpelling) -> list[Change]:
    """All changes from ``old`` to ``new``, with those that no report shows."""
    one, other, _ = _comparable(Prepared(old, spell), Prepared(new, spell))
    return list(_compared(one, other, pair_methods(one.package, other.package)).collector.changes)


def _of_unknown_direction(old: Prepared, new: Prepared, changes: list[Change]) -> list[str]:
    """Said once, of packages without methods, where neither names nor use say it."""
    if old.package.operations or new.package.operations:
        return []
    count = sum(change.assumed and len(change.directions) > 1 for change in changes)
    said = "nothing says who sends and who reads what changed, so the worse verdict counts"
    return [f"{said}: {count} changes; the table [diff.direction] can say it"] if count else []


def _by_text(context: Context) -> list[str]:
    """What was compared by its text, so that a change further in would not show."""
    forms = context.old.normalizer.interner.forms
    count = sum(form[0] == "opaque" for form in forms)
    return (
        [f"types that could not be evaluated and were compared by text: {count}"] if count else []
    )


def _compared(old: Prepared, new: Prepared, methods: Methods) -> Context:
    context = _context(old, new, methods)
    compare_endpoints(context, methods)
    compare_resources(context, methods)
    compare_clients(context)
    compare_operations(context, methods)
    compare_declarations(context)
    context.collector.weigh(lambda change: if_still_available(change, context.new.python.has))
    if old.is_whole and new.is_whole:
        compare_imports(context)
        compare_pack_methods(context)
    return context


def _comparable(old: Prepared, new: Prepared) -> tuple[Prepared, Prepared, tuple[str, ...]]:
    """Both releases without methods where one has none to read: that is no removal."""
    one, other = old.package, new.package
    if bool(one.operations) == bool(other.operations) or (
        one.source.has_bodies and other.source.has_bodies
    ):
        return old, new, ()
    note = "one release has no method bodies: only types were compared"
    return old.without_methods(), new.without_methods(), (note,)


def _context(old: Prepared, new: Prepared, methods: Methods) -> Context:
    matcher = Matcher(old.index, new.index, Interner())
    matching = matcher.run(methods.pairs)
    sides = [
        Side(release.index, normalizer, release.reach, release.python)
        for release, normalizer in zip((old, new), matcher.normalizers(), strict=True)
    ]
    path_fields = PathFields(sides[0], sides[1], methods.pairs)
    return Context(
        sides[0],
        sides[1],
        matching,
        Collector(),
        compare_types,
        path_fields.drop_moved_fields,
        Successors(old.index, new.index, matching),
        methods.moved,
    )


def _is_reported(change: Change, *, docs: bool) -> bool:
    if change.kind == "doc_changed" and not docs:
        return False
    return change.severity is not Severity.NONE


def _endpoints(methods: Methods) -> dict[str, str]:
    known = [*methods.removed, *(new for _, new in methods.pairs), *methods.added]
    return {o.accessor: f"{o.verb.upper()} {o.path}" if o.path else "" for o in known}
