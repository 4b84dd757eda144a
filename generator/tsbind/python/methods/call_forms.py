"""The ways to call a method: by keywords, or with its params as one object."""

from __future__ import annotations

from dataclasses import dataclass, field

from tsbind.model import types as t
from tsbind.python.methods.arguments import STREAM, Argument, Arguments

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
