"""The plan of the types: what the templates lay out. Every string in it is finished Python."""

from __future__ import annotations

from dataclasses import field

from tsbind.model.index import ModelIndex
from tsbind.problems import Problem
from tsbind.python.placement import Place
from tsbind.values import value_class


@value_class(frozen=True, slots=True)
class FieldPlan:
    """An attribute of a class: its annotated line and its docstring (perhaps empty)."""

    line: str
    doc: str


@value_class(frozen=True, slots=True)
class ClassPlan:
    """A dataclass."""

    name: str
    line: str
    """``class X(Model):``."""
    doc: str
    slots: str
    fields: tuple[FieldPlan, ...]
    parameters: tuple[str, ...]
    """Parameters of ``__init__``, without the comma after each."""
    extra: str
    """The annotation of further keyword arguments; empty where there are none."""
    wire: tuple[str, ...]
    index: str


@value_class(frozen=True, slots=True)
class TwinPlan:
    """A `TypedDict` twin: as a class, or as a call where keys are no identifiers."""

    name: str
    line: str
    """The line that opens it."""
    keys: tuple[str, ...]
    functional: bool = False
    alias: str = ""
    """The whole line instead, for the twin of a class with free keys."""


@value_class(frozen=True, slots=True)
class AliasPlan:
    """A type alias: its line, docstring, and entry in the table of wire specs."""

    line: str
    doc: str
    wire: str
    twin: str


@value_class(frozen=True, slots=True)
class ModulePlan:
    """One module of types."""

    path: str
    classes: tuple[ClassPlan, ...]
    aliases: tuple[AliasPlan, ...]
    twins: tuple[TwinPlan, ...]
    variables: tuple[str, ...]
    """Lines that define type variables."""
    imports: tuple[str, ...]
    """Import lines needed at run time, standard library first."""
    runtime: tuple[str, ...]
    """Import lines of the runtime, needed where the wire specs are."""
    checked: tuple[str, ...]
    """Import lines for type checkers only."""
    references: str
    """The line that makes ``_ref``; empty where no class needs it."""
    late: tuple[str, ...] = ()
    """Import lines only the table of aliases needs."""
    late_references: str = ""
    held: tuple[str, ...] = ()
    """Lines that name classes after the properties that hold them too (see `held_names`)."""
    beyond: str = ""
    """The module whose names this one's namesake has: that of what its list is a list of."""


@value_class(frozen=True, slots=True)
class ExportsPlan:
    """A ``types/**/__init__.py``: what it exports and from where."""

    path: str
    names: tuple[tuple[str, str, str, str], ...]
    """Exported name, relative module, name there, name of its twin (or empty); sorted."""
    lazy: str
    """Relative import of the runtime module that makes exports lazy."""
    modules: tuple[str, ...] = ()
    """Packages in the folder: attributes like what is exported, which `import *` leaves out."""


@value_class(frozen=True, slots=True)
class TypesPlan:
    """All modules of types, where each declaration went, and what could not be done."""

    modules: tuple[ModulePlan, ...]
    exports: tuple[ExportsPlan, ...]
    places: dict[str, Place]
    twinned: frozenset[str]
    problems: tuple[Problem, ...]
    skipped: int = 0
    index: ModelIndex = field(default_factory=ModelIndex)
    """The declarations as planned: without objects written in place."""
