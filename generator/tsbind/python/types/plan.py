"""The plan of the types: what the templates write.

Every string and every expression in it is finished Python, on one line; a formatter breaks it.
"""

from __future__ import annotations

from dataclasses import field

from tsbind.model.index import ModelIndex
from tsbind.problems import Problem
from tsbind.python.exported_names import ExportsPlan
from tsbind.python.literals import scalar, string
from tsbind.python.placement import Place
from tsbind.python.spelling.expression import Code, operands_of, text_of
from tsbind.python.spelling.import_statements import ImportBlock, LazyImport
from tsbind.values import value_class

_LINE = 88
"""Black's line length."""


@value_class(frozen=True, slots=True)
class FieldPlan:
    """A field of a class: as an attribute, as a parameter of ``__init__``, and on the wire."""

    name: str
    annotation: Code
    doc: str
    """Its docstring; empty where upstream says nothing."""
    parameter: Code
    """The annotation of the parameter."""
    default: Code
    """The default of the parameter; empty for a field that must be given."""
    wire_name: str
    """The name of the property, as a string literal."""
    wire: Code
    """The wire spec."""

    @property
    def nullable(self) -> bool:
        """Whether it may be None."""
        return text_of(operands_of(self.annotation)[-1]) == "None"

    @property
    def fits(self) -> bool:
        """Whether annotation and `pragma` fit on one line, which black would make of more."""
        return len(f"    {self.name}: {self.annotation}  {self.pragma}") <= _LINE

    @property
    def pragma(self) -> str:
        """What mypy wants beside a field that has another type than the base's."""
        return "# type: ignore[assignment, unused-ignore]"


@value_class(frozen=True, slots=True)
class ClassPlan:
    """A dataclass."""

    name: str
    bases: tuple[Code, ...]
    doc: str
    fields: tuple[FieldPlan, ...]
    """All of them, the base's too."""
    inherited: frozenset[str]
    """Names of the fields that are as its base has them."""
    base: Code
    """The generated class it inherits from; empty where there is none."""
    narrowed: frozenset[str]
    """Names of the fields that have another type than there, which type checkers report."""
    extra: Code
    """The annotation of further keyword arguments; empty where there are none."""
    index: Code
    """The wire spec of further keys; empty where there are none."""
    id: str
    model: ModelIndex

    @property
    def tag(self) -> tuple[str, str] | None:
        """The property by which unions choose the class, and its value there, as literals."""
        found = self.model.tags.get(self.id)
        return (string(found[0]), scalar(found[1])) if found else None

    @property
    def own(self) -> tuple[FieldPlan, ...]:
        """The fields that the class does not inherit as they are."""
        return tuple(field for field in self.fields if field.name not in self.inherited)

    @property
    def slots(self) -> tuple[str, ...]:
        """The names of those."""
        return tuple(field.name for field in self.own)

    @property
    def slots_fit(self) -> bool:
        """Whether slots and `slot_pragma` fit on one line, which black would make of more."""
        text = f"    __slots__ = {self.slots}  {self.slot_pragma}"
        return len(self.slots) == 1 and len(text) <= _LINE

    @property
    def slot_pragma(self) -> str:
        """What pyright wants beside the slot of a field that has another type than the base's."""
        return "# pyright: ignore[reportIncompatibleVariableOverride]"


@value_class(frozen=True, slots=True)
class KeyPlan:
    """A key of a `TypedDict`, as on the wire."""

    name: str
    annotation: Code


@value_class(frozen=True, slots=True)
class TwinPlan:
    """A `TypedDict` twin: as a class, or as a call where keys are no identifiers."""

    name: str
    bases: tuple[Code, ...] = ()
    """``TypedDict`` and, of a generic class, ``Generic[T]``."""
    keys: tuple[KeyPlan, ...] = ()
    functional: bool = False
    """Whether it is written as a call; names and annotations of its keys are string literals."""
    alias: Code = ""
    """What it is instead, where the class has free keys."""


@value_class(frozen=True, slots=True)
class AliasPlan:
    """A type alias, its twin, and its entry in the table of wire specs."""

    name: str
    annotation: Code
    doc: str
    wire: Code
    twin: str
    """The name of the twin; empty where there is none."""
    twin_annotation: Code = ""
    either: str = ""
    """The name of the alias of either; empty where there is no twin."""
    either_annotation: Code = ""
    constructible: bool = False
    """Whether programs may call the union: another client has a class under its name."""


@value_class(frozen=True, slots=True)
class NestedAlias:
    """Another name of a class (see `nested_class_aliases`)."""

    name: str
    target: str
    twin: str = ""
    """What type checkers take it for, where that is the `TypedDict`."""


@value_class(frozen=True, slots=True)
class TypingNames:
    """What the module calls names of `typing` that its template writes."""

    type_alias: Code
    type_variable: Code


@value_class(frozen=True, slots=True)
class ModulePlan:
    """One module of types."""

    path: str
    classes: tuple[ClassPlan, ...]
    aliases: tuple[AliasPlan, ...]
    twins: tuple[TwinPlan, ...]
    type_variables: tuple[str, ...]
    typing: TypingNames
    wire: Code
    """What the module calls the runtime's ``wire``."""
    imports: ImportBlock
    """What is imported when the module is."""
    typing_imports: ImportBlock
    """What only type checkers import."""
    alias_imports: ImportBlock
    """What only the table of aliases needs."""
    references: tuple[LazyImport, ...]
    """The rows of the table ``_ref``."""
    class_references: bool
    """Whether a class needs ``_ref``."""
    alias_references: bool
    """Whether an alias needs it, and no class."""
    nested_aliases: tuple[NestedAlias, ...] = ()


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
