"""Says of each breaking change of a report what shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from tsbind.diff.changes.change import Change, Group, Proof, Report
from tsbind.diff.changes.severity import Severity
from tsbind.diff.witness.program import Program
from tsbind.diff.witness.programs import programs
from tsbind.diff.witness.verify import unshown
from tsbind.model.declarations import Package

_Proofs = Mapping[str, tuple[Proof, ...]]


def with_witnesses(report: Report, old: Package, new: Package, *, verify: bool = False) -> Report:
    """The report with `Change.witness` and `Change.proofs` set on every breaking change.

    A change has a witness where each side it breaks is shown. Programs are only written, unless
    ``verify``: then they are type-checked, or run, with both generated packages. Raises
    `TsbindError` where that needs mypy or httpx2 and there is none.
    """
    written = list(programs(old, new, report))
    missing = unshown(written, old, new) if verify else [p for p in written if not p.written]
    proofs = _by_change(written, {id(program) for program in missing})
    groups = tuple(Group(tuple(_noted(c, proofs) for c in g.changes)) for g in report.groups)
    changed = replace(report, groups=groups)
    return replace(changed, notes=(*report.notes, *_told(changed, verify=verify)))


def _by_change(written: Iterable[Program], missing: set[int]) -> _Proofs:
    found: dict[str, tuple[Proof, ...]] = {}
    for program in written:
        shown = id(program) not in missing
        why = program.why if shown or not program.written else "both releases treat it alike"
        proof = Proof(program.side, program.how, program.old, program.new, shown, why)
        known = found.get(program.change.fingerprint, ())
        found[program.change.fingerprint] = (*known, proof)
    return found


def _noted(change: Change, proofs: _Proofs) -> Change:
    own = proofs.get(change.fingerprint, ())
    if change.severity is not Severity.BREAKING:
        return replace(change, proofs=own)
    return replace(change, proofs=own, witness=bool(own) and all(p.shown for p in own))


def _told(report: Report, *, verify: bool) -> list[str]:
    """How many breaks are shown, and why the others are not."""
    breaking = [c for c in report.changes if c.witness is not None]
    if not breaking:
        return []
    shown = sum(bool(change.witness) for change in breaking)
    how = "shown, each checked with both generated packages" if verify else "with a witness"
    reasons = Counter(_reason(change) for change in breaking if not change.witness)
    rest = [f"{count} without: {why}" for why, count in sorted(reasons.items())]
    return ["; ".join([f"breaking changes {how}: {shown} of {len(breaking)}", *rest])]


def _reason(change: Change) -> str:
    return next((proof.why for proof in change.proofs if not proof.shown), "nothing shows it")
