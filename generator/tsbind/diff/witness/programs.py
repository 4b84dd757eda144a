"""A program, or a payload, for each change called breaking and each side it breaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tsbind.diff.changes.change import Change, Report
from tsbind.diff.changes.kinds import SIDES
from tsbind.diff.changes.severity import Severity
from tsbind.diff.witness.methods import returned
from tsbind.diff.witness.pair import Pair
from tsbind.diff.witness.program import Program
from tsbind.diff.witness.requests import constructed, passed, removed, requested
from tsbind.diff.witness.source import classed, gone, named, read
from tsbind.diff.witness.values import valued
from tsbind.model.declarations import Package

Writer = Callable[[Pair, Change, str], Program]


def programs(old: Package, new: Package, report: Report) -> Iterator[Program]:
    """One for each side a change breaks, and one for each request header that changed.

    Where none can be written the program is empty and says why.
    """
    pair = Pair(old, new)
    for change in report.changes:
        for side in SIDES:
            if getattr(change, side) is Severity.BREAKING:
                yield _writer(change.kind, side)(pair, change, side)
        if change.kind == "request_header_changed":
            yield requested(pair, change, "params")


def _writer(kind: str, side: str) -> Writer:
    """How it is shown; the source breaks that are left are those of fields."""
    return _WRITERS.get(kind) or (read if side == "source" else valued)


_WRITERS: dict[str, Writer] = {
    **dict.fromkeys(("type_renamed", "type_moved", "import_removed"), named),
    "type_removed": removed,
    "kind_changed": classed,
    **dict.fromkeys(
        (
            "endpoint_removed",
            "method_removed",
            "method_renamed",
            "method_moved",
            "client_attribute_removed",
            "client_attribute_moved",
        ),
        gone,
    ),
    **dict.fromkeys(("endpoint_path_changed", "endpoint_verb_changed"), requested),
    "signature_changed": constructed,
    "shape_changed": passed,
    **dict.fromkeys(("streaming_changed", "page_changed", "return_type_changed"), returned),
}
