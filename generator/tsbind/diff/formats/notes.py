"""What a report adds to a change: who it concerns, whether it is shown, what was assumed."""

from __future__ import annotations

from tsbind.diff.changes.change import Change
from tsbind.diff.comparing.collect import OPERATION_GROUPS


def notes(change: Change, *, unreached: bool) -> list[str]:
    """Sentences, in the order they are read; ``unreached``: no client method reaches the place."""
    said = [change.note] if change.note and change.note not in change.new.typescript else []
    if change.variant and not _is_beside(change):
        said.append(change.row.variants[change.variant].about)
    if change.undeprecated:
        said.append("removed without ever having been deprecated")
    if (
        len(change.directions) > 1
        and not change.assumed
        and change.row.group not in OPERATION_GROUPS
    ):
        said.append("sent and read: the worse verdict counts")
    said += _shown_by(change)
    if change.assumed and change.directions and unreached:
        said.append("no method reaches it; direction assumed")
    return said


def _is_beside(change: Change) -> bool:
    """Whether the variant says nothing more: its readers do not exist, or the hint says it."""
    if change.variant in {"successor", "other_method"}:
        return True  # the hint says it
    return change.variant == "required" and "responses" not in change.directions


def _shown_by(change: Change) -> list[str]:
    """Whether the break is shown, where somebody looked."""
    if change.witness is None:
        return []
    if change.witness:
        return ["shown: " + ", ".join(dict.fromkeys(_PROOFS[p.how] for p in change.proofs))]
    why = next((proof.why for proof in change.proofs if not proof.shown), "nothing shows it")
    return [f"not shown: {why}"]


_PROOFS = {
    "check": "a program type-checks with one release and not with the other",
    "run": "a program runs with one release and not with the other",
    "model": "a payload one release's types know and the other's do not",
}
