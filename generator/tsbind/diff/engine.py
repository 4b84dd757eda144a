"""Compares two releases: the pipeline of this room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tsbind.diff.changes.change import Change, Report
from tsbind.diff.changes.grouping import group_changes
from tsbind.diff.changes.severity import Severity
from tsbind.diff.comparing.client import compare_clients
from tsbind.diff.comparing.collect import Collector
from tsbind.diff.comparing.context import Context, Side
from tsbind.diff.comparing.declarations import compare_declarations
from tsbind.diff.comparing.endpoints import Methods, compare_endpoints, pair_methods
from tsbind.diff.comparing.member_order import note_reordered
from tsbind.diff.comparing.operations import compare_operations
from tsbind.diff.comparing.path_fields import PathFields
from tsbind.diff.comparing.resources import compare_resources
from tsbind.diff.comparing.types import compare_types
from tsbind.diff.explaining.planned_spelling import PlannedSpelling
from tsbind.diff.explaining.python_spelling import NoSpelling, PythonSpelling
from tsbind.diff.explaining.still_available import if_still_available
from tsbind.diff.reading.interner import Interner
from tsbind.diff.reading.matching import Matcher
from tsbind.diff.reading.reach import Reach
from tsbind.diff.reading.successors import Successors
from tsbind.model.declarations import Package
from tsbind.model.index import ModelIndex

Spell = Callable[[Package], PythonSpelling]


def compare(
    old: Package, new: Package, *, docs: bool = False, spell: Spell | None = None
) -> Report:
    """All reported changes from ``old`` to ``new``, grouped, worst first.

    ``docs`` keeps changes of documentation text; ``spell`` gives the Python spelling of a package,
    by default as the `tsbind.python` room plans it.
    """
    old, new, notes = _comparable(old, new)
    methods = pair_methods(old, new)
    context = _compared(old, new, methods, spell or PlannedSpelling)
    weighed = (if_still_available(c, context.new.python) for c in context.collector.changes)
    changes = [c for c in weighed if _is_reported(c, docs=docs)]
    return Report(
        old.source,
        new.source,
        group_changes(changes),
        endpoints=_endpoints(methods),
        notes=(*notes, *_by_text(context)),
    )


def every_change(old: Package, new: Package) -> list[Change]:
    """All changes from ``old`` to ``new``, with those that no report shows; not spelled."""
    old, new, _ = _comparable(old, new)
    context = _compared(old, new, pair_methods(old, new), lambda _: NoSpelling())
    note_reordered(context)
    return list(context.collector.changes)


def _by_text(context: Context) -> list[str]:
    """What was compared by its text, so that a change further in would not show."""
    forms = context.old.normalizer.interner.forms
    count = sum(form[0] == "opaque" for form in forms)
    return (
        [f"types that could not be evaluated and were compared by text: {count}"] if count else []
    )


def _compared(old: Package, new: Package, methods: Methods, spell: Spell) -> Context:
    context = _prepare(old, new, methods, spell)
    compare_endpoints(context, methods)
    compare_resources(context, methods)
    compare_clients(context)
    compare_operations(context, methods)
    compare_declarations(context)
    return context


def _comparable(old: Package, new: Package) -> tuple[Package, Package, tuple[str, ...]]:
    """Both releases without methods where one has none to read: that is no removal."""
    if bool(old.operations) == bool(new.operations) or (
        old.source.has_bodies and new.source.has_bodies
    ):
        return old, new, ()
    bare = [replace(p, operations=(), pages=(), client=None) for p in (old, new)]
    return bare[0], bare[1], ("one release has no method bodies: only types were compared",)


def _prepare(old: Package, new: Package, methods: Methods, spell: Spell) -> Context:
    interner = Interner()
    indexes = (ModelIndex(old), ModelIndex(new))
    matcher = Matcher(*indexes, interner)
    matching = matcher.run(methods.pairs)
    normalizers = matcher.normalizers()
    sides = [
        Side(index, normalizer, Reach(index), spell(package))
        for index, normalizer, package in zip(indexes, normalizers, (old, new), strict=True)
    ]
    path_fields = PathFields(sides[0], sides[1], methods.pairs)
    return Context(
        sides[0],
        sides[1],
        matching,
        Collector(),
        compare_types,
        path_fields.drop_moved_fields,
        Successors(*indexes, matching),
        methods.moved,
    )


def _is_reported(change: Change, *, docs: bool) -> bool:
    if change.kind == "doc_changed" and not docs:
        return False
    return change.severity is not Severity.NONE


def _endpoints(methods: Methods) -> dict[str, str]:
    known = [*methods.removed, *(new for _, new in methods.pairs), *methods.added]
    return {o.accessor: f"{o.verb.upper()} {o.path}" if o.path else "" for o in known}
