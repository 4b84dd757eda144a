"""Compares in how many ways a method can be called."""

from __future__ import annotations

from tsbind.diff.changes.change import Spelling
from tsbind.diff.comparing.context import Context, Side
from tsbind.diff.comparing.endpoints import method_place, spell_call
from tsbind.model.operations import Operation, Signature
from tsbind.model.spelling import typescript

SAME_IN_PYTHON = "same_in_python"
_NO_WAY = frozenset({None, "either"})


def compare_overloads(context: Context, old: Operation, new: Operation) -> None:
    """Collect overloads that came or went while the others stayed.

    Of a method that no longer streams the change of streaming tells (see `results`). Overloads
    that only tell more of the result are no other way to call the method.
    """
    before = {s.stream for s in old.signatures}
    after = {s.stream for s in new.signatures}
    for stream in sorted(str(s) for s in after - before - _NO_WAY):
        context.collector.add(
            "overload_added",
            method_place(old, new),
            content=f"stream {stream}",
            new=spell_call(context.new, new),
            note=f"stream: {stream}",
        )
    if before == after and _other_params(context, old, new):
        _same_streams(context, old, new)


def _same_streams(context: Context, old: Operation, new: Operation) -> None:
    before, after = _ways(context.old, old), _ways(context.new, new)
    come = [way for key, way in after.items() if key not in before]
    gone = [way for key, way in before.items() if key not in after]
    if come and not gone:
        _each(context, (old, new), "overload_added", come, "")
    if gone and not come:
        _each(context, (old, new), "signature_changed", gone, "overload removed: ")


def _other_params(context: Context, old: Operation, new: Operation) -> bool:
    one, other = old.body or old.query, new.body or new.query
    if not (one and other and one.type and other.type):
        return False
    return not (context.equal(one.type, other.type) or context.same_reference(one.type, other.type))


_Ways = dict[tuple[object, ...], str]


def _ways(side: Side, operation: Operation) -> _Ways:
    """What each overload takes, by its meaning.

    ``either`` only joins two others, and one with fewer arguments leaves out an optional one.
    """
    most = max((len(s.parameters) for s in operation.signatures), default=0)
    whole = [s for s in operation.signatures if len(s.parameters) == most and s.stream != "either"]
    return {
        (s.stream, *(side.normalizer.normal(p.type) for p in s.parameters)): _taken(s)
        for s in whole
    }


def _taken(signature: Signature) -> str:
    return ", ".join(f"{p.name}: {typescript(p.type)}" for p in signature.parameters)


def _each(
    context: Context, pair: tuple[Operation, Operation], kind: str, ways: list[str], head: str
) -> None:
    for way in ways:
        old, new = (
            spell_call(side, operation)
            for side, operation in zip((context.old, context.new), pair, strict=True)
        )
        context.collector.add(
            kind,
            method_place(*pair),
            content=f"{head}{way}",
            old=old if kind == "signature_changed" else Spelling(),
            new=new,
        )
