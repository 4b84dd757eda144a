"""One module of types: its classes, aliases, twins, type variables and imports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tsbind.model import types as t
from tsbind.model.declarations import Declaration
from tsbind.model.index import ModelIndex
from tsbind.model.kinds import alias_type, is_class
from tsbind.problems import Problem
from tsbind.python.integers import Numbers
from tsbind.python.literals import docstring
from tsbind.python.names import attribute_name, class_name, unique
from tsbind.python.placement import Module, Place
from tsbind.python.spelling.annotations import EITHER, READ, TWIN, Spelling
from tsbind.python.spelling.expression import (
    NO_IMPORTS,
    Code,
    Import,
    imports_of,
)
from tsbind.python.spelling.import_statements import import_block, lazy_imports
from tsbind.python.spelling.import_table import REFERENCES, TYPE_CHECKING, ImportTable
from tsbind.python.spelling.wire_specs import WireSpecWriter
from tsbind.python.types.classes import (
    Attribute,
    attributes,
    class_plan,
    documentation,
    twin_plan,
    whole,
)
from tsbind.python.types.ordering import in_order, mentioned_by
from tsbind.python.types.plan import (
    AliasPlan,
    ClassPlan,
    ModulePlan,
    NestedAlias,
    TwinPlan,
    TypingNames,
)

_DATACLASS = Import("._runtime.lazy_dataclass", "dataclass", "dataclass")
_ALIASES = Import("._runtime.references", "aliases", "aliases")


@dataclass
class ModulePlanner:
    """What every module's plan is made from."""

    index: ModelIndex
    places: dict[str, Place]
    twinned: frozenset[str]
    numbers: Numbers
    problems: list[Problem]
    bases: Mapping[str, t.Reference]
    """What classes inherit from, by id."""
    nested_aliases: Mapping[Module, Mapping[str, str]]
    """Ids of nested classes by their other names, of each module."""
    constructible: tuple[str, ...] = ()
    """Names of unions that programs call."""

    def module(self, module: Module, declarations: Sequence[Declaration]) -> ModulePlan:
        """The plan of ``module``, which holds ``declarations``."""
        builder = _ModuleBuilder(self, module, declarations)
        classes = [d for d in declarations if is_class(d)]
        found = {d.id: attributes(d, self.numbers) for d in classes}
        ordered = in_order(classes, self._inherited_by)
        class_plans = tuple(builder.class_plan(d, found[d.id]) for d in ordered)
        twins = tuple(builder.twin(d, found[d.id]) for d in classes if d.id in self.twinned)
        aliases = builder.aliases([d for d in declarations if not is_class(d)])
        return builder.module(class_plans, aliases, twins)

    def _inherited_by(self, declaration: Declaration) -> tuple[str, ...]:
        base = self.bases.get(declaration.id)
        return () if base is None else (base.id,)


class _ModuleBuilder:
    """The plan of one module in the making."""

    def __init__(
        self, planner: ModulePlanner, module: Module, declarations: Sequence[Declaration]
    ) -> None:
        self.planner = planner
        own = {str(planner.places[d.id].name) for d in declarations}
        own |= {planner.places[d.id].twin for d in declarations if d.id in planner.twinned}
        own |= {planner.places[d.id].either for d in declarations} - {""}
        members = set(_members(declarations))
        self.variables: dict[str, str] = {
            p.name: unique(class_name(p.name), own | members)
            for d in declarations
            for p in d.type_parameters
        }
        taken = {*own, *members, *self.variables.values()}
        self.table = ImportTable(module, planner.places, taken, defined=frozenset(own))
        self.spelling = Spelling(
            planner.index, self.table, planner.twinned, planner.problems, self.variables
        )
        self.wires = WireSpecWriter(planner.index, self.table)

    def class_plan(self, declaration: Declaration, found: list[Attribute]) -> ClassPlan:
        base = self.planner.bases.get(declaration.id)
        above: list[Attribute] = []
        if base is not None:
            above = attributes(self.planner.index.declarations[base.id], self.planner.numbers)
        return class_plan(declaration, found, self.spelling, self.wires, base, above)

    def twin(self, declaration: Declaration, found: list[Attribute]) -> TwinPlan:
        return twin_plan(declaration, found, self.spelling)

    def aliases(self, declarations: Sequence[Declaration]) -> tuple[AliasPlan, ...]:
        ordered = in_order(declarations, mentioned_by)
        places = [self.planner.places[d.id] for d in ordered]
        later = {name for p in places for name in (str(p.name), p.twin)}
        plans: list[AliasPlan] = []
        for declaration in ordered:
            self.spelling.quoted = frozenset(later)
            plans.append(self._alias(declaration))
            place = self.planner.places[declaration.id]
            later -= {str(place.name), place.twin}
        self.spelling.quoted = frozenset()
        return tuple(plans)

    def _alias(self, declaration: Declaration) -> AliasPlan:
        type_ = alias_type(declaration) or t.UNKNOWN
        place = self.planner.places[declaration.id]
        integral = whole(
            self.planner.numbers, declaration, declaration.name, type_, declaration.doc
        )
        self.spelling.place = declaration.position
        position = EITHER if place.is_dict else TWIN
        return AliasPlan(
            name=place.name,
            annotation=self.spelling.annotation(type_, READ, integral=integral),
            doc=docstring(documentation(declaration.doc, declaration.deprecated)),
            twin=place.twin,
            twin_annotation=(
                self.spelling.annotation(type_, position, integral=integral) if place.twin else ""
            ),
            either=place.either,
            either_annotation=(
                self.spelling.annotation(type_, EITHER, integral=integral) if place.either else ""
            ),
            wire=self.wires.spec(type_, integral=integral),
            constructible=declaration.name in self.planner.constructible,
        )

    def module(
        self,
        classes: tuple[ClassPlan, ...],
        aliases: tuple[AliasPlan, ...],
        twins: tuple[TwinPlan, ...],
    ) -> ModulePlan:
        names = TypingNames(self.table.typing("TypeAlias"), self.table.typing("TypeVar"))
        at_import = imports_of(*(code for c in classes for code in _run_time(c)))
        if any(c.own for c in classes):
            at_import |= imports_of(self.table.runtime_module("wire"))
        of_aliases = imports_of(*(alias.wire for alias in aliases)) - at_import
        annotations = imports_of(*_annotations(classes, aliases, twins))
        typing = {one for one in annotations if one.module == "typing"}
        if aliases or any(twin.alias for twin in twins):
            typing |= imports_of(names.type_alias)
        if self.variables:
            typing |= imports_of(names.type_variable)
        checked = annotations - at_import - typing
        if checked or aliases or twins or any(c.fields or c.extra for c in classes):
            typing.add(TYPE_CHECKING)
        start = at_import | typing | ({_DATACLASS} if classes else NO_IMPORTS)
        late = of_aliases | ({_ALIASES} if aliases else NO_IMPORTS)
        module = self.table.module
        return ModulePlan(
            path="/".join(module) + ".py",
            classes=classes,
            aliases=aliases,
            twins=twins,
            type_variables=tuple(sorted(set(self.variables.values()))),
            typing=names,
            wire=self.table.runtime_module("wire"),
            imports=import_block(start, module),
            typing_imports=import_block(checked, module),
            alias_imports=import_block(late, module),
            references=lazy_imports(at_import | of_aliases, module),
            class_references=REFERENCES in at_import,
            alias_references=REFERENCES in of_aliases,
            nested_aliases=tuple(self._nested_aliases()),
        )

    def _nested_aliases(self) -> Iterator[NestedAlias]:
        """Other names of nested classes, but those the module has for something else."""
        taken = self.table.names()
        for name, id_ in self.planner.nested_aliases[self.table.module].items():
            if name not in taken:
                place = self.planner.places[id_]
                twin = place.twin if place.public_name != place.name else ""
                yield NestedAlias(name, place.name, twin)


def _members(declarations: Iterable[Declaration]) -> Iterator[str]:
    """Names of fields and keys: inside their class they hide what the module calls so."""
    for declaration in declarations:
        for property_ in declaration.properties:
            yield from (property_.name, attribute_name(property_.name))


def _run_time(plan: ClassPlan) -> Iterator[Code]:
    """What of a class is evaluated when the module is imported."""
    yield from plan.bases
    yield plan.index
    for field in plan.own:
        yield field.wire


def _annotations(
    classes: Iterable[ClassPlan], aliases: Iterable[AliasPlan], twins: Iterable[TwinPlan]
) -> Iterator[Code]:
    """What only type checkers evaluate."""
    for plan in classes:
        yield plan.extra
        yield from (field.annotation for field in plan.own)
        for field in plan.fields:
            yield from (field.parameter, field.default)
    for twin in twins:
        yield twin.alias
        yield from twin.bases
        yield from (key.annotation for key in twin.keys)
    for alias in aliases:
        yield from (alias.annotation, alias.twin_annotation, alias.either_annotation)
