"""The ways to call a method: by keywords, or with its params as one object; overloads apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from tsbind.model import types as t
from tsbind.model.index import ModelIndex
from tsbind.model.unions import members_of
from tsbind.python.methods.arguments import STREAM, Argument, Arguments, joined_type

EITHER = "either"


@dataclass(frozen=True, slots=True)
class Overload:
    """One way to call a method by keywords."""

    arguments: dict[str, Argument]
    returns: t.Type
    stream: str | None
    deprecated: str | None = None
    required: tuple[tuple[str, ...], ...] = ()
    """The sets of wire names of which one must be given."""


@dataclass(frozen=True, slots=True)
class ParamsForm:
    """One way to call a method with its params as one object."""

    params: t.Type
    returns: t.Type
    stream: str | None


@dataclass(frozen=True, slots=True)
class CallForms:
    """All ways to call a method."""

    keywords: tuple[Overload, ...]
    params: tuple[ParamsForm, ...]
    all: dict[str, Argument] = field(default_factory=dict[str, Argument])
    """What any overload takes, merged."""
    flag: str = STREAM
    """The argument that says whether the answer is a stream, where one does."""

    @property
    def required(self) -> tuple[tuple[str, ...], ...]:
        """The sets of wire names of which one must be given; empty where none need be."""
        sets = {frozenset(names) for overload in self.keywords for names in overload.required}
        if frozenset() in sets:
            return ()
        order = [name for name in self.all if name != self.flag] + [self.flag]
        named = [tuple(name for name in order if name in names) for names in sets]
        return tuple(sorted(named, key=lambda names: [order.index(name) for name in names]))


def names_of(arguments: Arguments) -> list[str]:
    """Wire names, those that must be given first."""
    return sorted(arguments, key=lambda name: not arguments[name].required)


def grouped(calls: Iterable[Overload]) -> list[Overload]:
    """Overloads that take the same are one, which returns what any of them does."""
    result: list[Overload] = []
    for call in calls:
        for place, known in enumerate(result):
            if known.arguments == call.arguments and known.stream == call.stream:
                result[place] = replace(known, returns=joined_type((known.returns, call.returns)))
                break
        else:
            result.append(call)
    return result


def disjoint_overloads(calls: Sequence[Overload], index: ModelIndex) -> Iterator[Overload]:
    """``calls`` less what earlier ones take; one of which nothing is left goes."""
    seen: list[Overload] = []
    for call in calls:
        current: Overload | None = call
        for earlier in seen:
            if current is not None and call.stream != EITHER:
                current = _narrowed(current, earlier, index)
        if current is not None:
            seen.append(call)
            yield current


def _narrowed(later: Overload, earlier: Overload, index: ModelIndex) -> Overload | None:
    """``later`` without what ``earlier`` takes; None where nothing is left of it."""
    values = {name: _values(a, index) for name, a in later.arguments.items()}
    before = {name: _values(a, index) for name, a in earlier.arguments.items()}
    shared = [n for n, v in values.items() if v and before.get(n)]
    if any(values[name].isdisjoint(before[name]) for name in shared):
        return later
    more = [name for name in shared if values[name] - before[name]]
    others = {name: a.type for name, a in later.arguments.items() if name not in shared}
    if not more and all(
        name in earlier.arguments and earlier.arguments[name].type == type_
        for name, type_ in others.items()
    ):
        return None
    if len(more) == 1:
        return _only(later, more[0], values[more[0]] - before[more[0]])
    return later


def _only(overload: Overload, name: str, left: set[object]) -> Overload | None:
    literals = tuple(v for v in left if isinstance(v, t.Literal))
    if not literals:
        return None
    ordered = sorted(literals, key=lambda literal: str(literal.value))
    argument = overload.arguments[name]
    kept = replace(argument, type=joined_type(ordered), required=None not in left)
    required = overload.required
    if kept.required and not argument.required:
        required = tuple((*names, name) for names in required)
    return replace(overload, arguments={**overload.arguments, name: kept}, required=required)


def _values(argument: Argument, index: ModelIndex) -> set[object]:
    """The literals an argument can be, None for leaving it out; empty where it can be more."""
    result: set[object] = set() if argument.required else {None}
    for member in members_of(argument.type):
        if member in (t.NULL, t.UNDEFINED):
            result.add(None)
            continue
        literals = index.literals(member)
        if not literals:
            return set()
        result.update(t.Literal(value) for value in literals)
    return result
