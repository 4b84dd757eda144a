"""Programs that call a method another way, or use what it gives back as it was."""

from __future__ import annotations

from collections.abc import Iterable

from tsbind.diff.changes.change import Change
from tsbind.diff.changes.member import way
from tsbind.diff.comparing.results import result_type
from tsbind.diff.witness.answers import answered
from tsbind.diff.witness.find import witness
from tsbind.diff.witness.pair import Operations, Pair
from tsbind.diff.witness.program import PACKAGE, SAME_CALL, Program, none
from tsbind.diff.witness.release import Release
from tsbind.diff.witness.values import (
    NO_CALL,
    NO_VALUE,
    called,
    caller_path,
    received,
    renamed,
)
from tsbind.model.kinds import last_name
from tsbind.model.operations import Operation
from tsbind.model.types import NULL, Array, Literal, Primitive, Reference, Type, UnionType
from tsbind.python.methods.arguments import STREAM
from tsbind.python.names import attribute_name

_NOTHING_TO_TELL = "no value of the older result tells it from the newer one in Python"
_ANY_BYTES = "the older release takes any answer"


def signature(pair: Pair, change: Change, side: str) -> Program:
    """A call the older method takes and the newer one does not."""
    if change.variant == "same_in_python" or change.place not in pair.methods:
        return none(change, side, SAME_CALL)
    old, new = pair.methods[change.place]
    if change.variant == "in_params":
        whole = pair.old_calls.whole(old)
        return called(pair, change, side, whole, renamed(pair, old, new, whole))
    extra = _own_argument(pair, old, new) if not change.content.endswith("required") else {}
    text = pair.old_calls.call(old, extra)
    if not text:
        return none(change, side, NO_CALL)
    return called(pair, change, side, text, renamed(pair, old, new, text))


def _own_argument(pair: Pair, old: Operation, new: Operation) -> dict[str, object]:
    """One argument of the older method, best one that the newer one does not take."""
    known = pair.new.python.forms(new).all
    arguments = [(w, a) for w, a in pair.old.python.forms(old).all.items() if w != STREAM]
    for wire, argument in sorted(arguments, key=lambda pair: pair[0] in known):
        return {wire: pair.old_calls.sampler.smallest(argument.type, 0)}
    return {}


def returned(pair: Pair, change: Change, side: str) -> Program:
    """Of source: uses the result as the older release gives it; of responses: a newer answer."""
    if change.place not in pair.methods:
        return none(change, side, NO_CALL)
    if side == "responses":
        return _given(pair, change)
    old, new = pair.methods[change.place]
    if old.page is not None and way(change.member).root == "":
        name = last_name(old.page)
        return _typed(
            pair, change, "Page[Any]", f"from {PACKAGE}.pagination import Sync{name} as Page\n"
        )
    if change.kind == "streaming_changed" and old.streams is not None:
        return _typed(pair, change, "Stream[Any]", _STREAM)
    return _used(pair, change, (old, new))


_STREAM = f"from {PACKAGE}._runtime.streams import Stream\n"


def _typed(pair: Pair, change: Change, annotation: str, imports: str, new: str = "") -> Program:
    """Expects a method that gives back ``annotation``."""
    head = "from collections.abc import Callable\nfrom typing import Any\n" + pair.client()
    old_method, new_method = (caller_path(o) for o in pair.methods[change.place])
    body = f"def use(client: Client) -> Callable[..., {annotation}]:\n    return "
    return Program(
        change,
        "source",
        f"{head}{imports}{body}{old_method}\n",
        f"{head}{new or imports}{body}{new_method}\n",
    )


def _used(pair: Pair, change: Change, operations: Operations) -> Program:
    old, new = operations
    before, after = _result(old, change), _result(new, change)
    calls = pair.old_calls.call(old), pair.new_calls.call(new)
    tail = _tail(pair, before, after)
    if all(calls) and tail and not way(change.member).root:
        return called(pair, change, "source", f"{calls[0]}{tail}", f"{calls[1]}{tail}")
    spelled = _Annotations(pair).of(before) if before is not None else None
    if spelled is None or old.binary or old.page is not None:
        return none(change, "source", _NOTHING_TO_TELL)
    annotation, one, other = spelled
    return _typed(pair, change, annotation, one, other)


def _result(operation: Operation, change: Change) -> Type | None:
    root = way(change.member).root
    if root in {"item", "event"}:
        return operation.page_item if root == "item" else operation.event
    return None if operation.binary else result_type(operation)


def _tail(pair: Pair, before: Type | None, after: Type | None) -> str:
    """What the older result can do and the newer one cannot."""
    if before is None:
        return ".iter_bytes()"
    if isinstance(before, Array):
        return "[0]"
    names = _names(pair.old, before)
    if not names:
        return ""
    fresh = sorted(names - (_names(pair.new, after) if after is not None else set()))
    return f".{attribute_name(fresh[0])}" if fresh else ""


def _names(release: Release, type_: Type) -> set[str]:
    """The fields every object the type can be has."""
    found = [release.index.fields(leaf) for leaf in release.index.alternatives(type_)]
    each = [{p.name for p in members[0]} if members else set[str]() for members in found]
    return each[0].intersection(*each[1:]) if each else set()


class _Annotations:
    """Spells the result of a method of the older release, importable from both."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        self.old: dict[str, None] = {}
        self.new: dict[str, None] = {}

    def of(self, type_: Type) -> tuple[str, str, str] | None:
        """The annotation, and its imports in both releases; None where there is none."""
        text = self._spell(type_)
        return None if text is None else (text, "".join(self.old), "".join(self.new))

    def _spell(self, type_: Type) -> str | None:
        if isinstance(type_, Array):
            item = self._spell(type_.item)
            return None if item is None else f"list[{item}]"
        if isinstance(type_, UnionType):
            return self._union(type_.members)
        if isinstance(type_, Literal) and not isinstance(type_.value, float):
            return type(type_.value).__name__
        if isinstance(type_, Reference):
            return self._reference(type_)
        return _PLAIN.get(type_.name) if isinstance(type_, Primitive) else None

    def _union(self, members: Iterable[Type]) -> str | None:
        texts = [self._spell(member) for member in members]
        known = dict.fromkeys(text for text in texts if text is not None)
        return None if None in texts else " | ".join(known)

    def _reference(self, type_: Reference) -> str | None:
        old = self.pair.old.place(type_.id)
        if old is None:
            return None
        partner = self.pair.matched.get(type_.id, type_.id)
        new = self.pair.new.place(partner) or old
        name = f"Type{len(self.old)}"
        self.old[f"from {'.'.join([PACKAGE, *old.module])} import {old.name} as {name}\n"] = None
        self.new[f"from {'.'.join([PACKAGE, *new.module])} import {new.name} as {name}\n"] = None
        return name


_PLAIN = {"string": "str", "boolean": "bool", NULL.name: "None", "void": "None"}


def _given(pair: Pair, change: Change) -> Program:
    """A newer answer the older release does not know."""
    old, new = pair.methods[change.place]
    if old.binary:
        return none(change, "responses", _ANY_BYTES)
    found = witness(pair, change, "responses")
    if found.found:
        return received(pair, change, found.value)
    if change.kind == "streaming_changed":
        return answered(pair, change, next(iter(_newer(pair, new)), None))
    return none(change, "responses", NO_VALUE)


def _newer(pair: Pair, operation: Operation) -> Iterable[object]:
    result = operation.event if operation.streams == "always" else result_type(operation)
    return pair.new_calls.sampler.values(result, ()) if result is not None else ()
