"""One module of types: its classes, aliases, twins, type variables and imports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tsbind.model.declarations import Declaration
from tsbind.model.index import ModelIndex
from tsbind.model.kinds import alias_type, is_class
from tsbind.model.types import UNKNOWN, Array, Reference
from tsbind.problems import Problem
from tsbind.python import literals
from tsbind.python.docstrings import docstring
from tsbind.python.integers import Numbers
from tsbind.python.names import class_name
from tsbind.python.placement import Place
from tsbind.python.spelling.annotations import READ, TWIN, Spelling
from tsbind.python.spelling.import_lines import checked_lines, reference_table
from tsbind.python.spelling.import_table import Module, Scope, import_line, relative
from tsbind.python.spelling.layout import assignment, entry, lay, other_name
from tsbind.python.spelling.wire_specs import Wires
from tsbind.python.types.classes import (
    Attribute,
    attributes,
    class_plan,
    documentation,
    twin_plan,
    whole,
)
from tsbind.python.types.nested_class_aliases import held_names
from tsbind.python.types.ordering import in_order
from tsbind.python.types.plan import AliasPlan, ClassPlan, ModulePlan, TwinPlan


@dataclass
class Planner:
    """What every module's plan is made from."""

    index: ModelIndex
    places: dict[str, Place]
    twinned: frozenset[str]
    numbers: Numbers
    problems: list[Problem]

    def module(self, module: Module, declarations: Sequence[Declaration]) -> ModulePlan:
        """The plan of ``module``, which holds ``declarations``."""
        work = _Work(self, module, declarations)
        classes = [d for d in declarations if is_class(d)]
        found = {d.id: attributes(d, self.numbers) for d in classes}
        class_plans = tuple(work.class_plan(d, found[d.id]) for d in classes)
        top = work.mark()
        twins = tuple(work.twin(d, found[d.id]) for d in classes if d.id in self.twinned)
        aliases = work.aliases([d for d in declarations if not is_class(d)])
        return work.finish(class_plans, aliases, twins, top)


class _Work:
    """The plan of one module in the making."""

    def __init__(
        self, planner: Planner, module: Module, declarations: Sequence[Declaration]
    ) -> None:
        self.planner = planner
        self.declarations = declarations
        own = {str(planner.places[d.id].name) for d in declarations}
        own |= {planner.places[d.id].twin for d in declarations if d.id in planner.twinned}
        self.variables = {
            p.name: str(class_name(p.name)) if len(p.name) > 1 else p.name
            for d in declarations
            for p in d.type_parameters
        }
        self.scope = Scope(module, planner.places, {*own, *self.variables.values()})
        self.spelling = Spelling(
            planner.index, self.scope, planner.twinned, planner.problems, self.variables
        )
        self.wires = Wires(planner.index, self.scope)

    def class_plan(self, declaration: Declaration, found: list[Attribute]) -> ClassPlan:
        return class_plan(declaration, found, self.spelling, self.wires)

    def twin(self, declaration: Declaration, found: list[Attribute]) -> TwinPlan:
        return twin_plan(declaration, found, self.spelling)

    def mark(self) -> tuple[bool, bool]:
        """Whether the classes' wire specs use references, and unions."""
        result = bool(self.wires.uses_references), self.wires.uses_union
        self.wires.uses_references = self.wires.uses_union = False
        return result

    def aliases(self, declarations: Sequence[Declaration]) -> tuple[AliasPlan, ...]:
        ordered = in_order(declarations)
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
        type_ = alias_type(declaration) or UNKNOWN
        name = self.scope.declaration(declaration.id)
        integral = whole(
            self.planner.numbers, declaration, declaration.name, type_, declaration.doc
        )
        mark = self.scope.use_typing("TypeAlias")
        self.spelling.place = declaration.position
        code = self.spelling.annotation(type_, READ, integral=integral)
        line = assignment(name, mark, code, depth=1)
        twin = ""
        if declaration.id in self.planner.twinned:
            other = self.spelling.annotation(type_, TWIN, integral=integral)
            twin = assignment(self.planner.places[declaration.id].twin, mark, other, depth=1)
        wire = lay(
            "",
            entry(literals.string(name), self.wires.spec(type_, integral=integral)),
            ",",
            depth=2,
        )
        doc = docstring(documentation(declaration.doc, declaration.deprecated), 1)
        return AliasPlan(line, doc, wire, twin)

    def finish(
        self,
        classes: tuple[ClassPlan, ...],
        aliases: tuple[AliasPlan, ...],
        twins: tuple[TwinPlan, ...],
        top: tuple[bool, bool],
    ) -> ModulePlan:
        scope = self.scope
        module = scope.module
        if self.variables:
            scope.use_typing("TypeVar")
        checked = tuple(checked_lines(self.scope))
        names = list(scope.typing.items())
        if checked or aliases or twins or any(c.parameters or c.extra for c in classes):
            names.append(("TYPE_CHECKING", "TYPE_CHECKING"))
        standard: list[str] = []
        if names:
            standard.append(import_line("typing", names))
        speaks = any(c.wire or c.index for c in classes)
        # A union may have been spelled in vain, as a member of what is anything.
        unions = top[1] and any("union.by_" in f"{c.wire}{c.index}" for c in classes)
        return ModulePlan(
            path="/".join(module) + ".py",
            classes=classes,
            aliases=aliases,
            twins=twins,
            variables=tuple(f'{v} = TypeVar("{v}")' for v in sorted(set(self.variables.values()))),
            imports=tuple(standard),
            runtime=tuple(self._runtime((top[0], unions), speaks)) if classes else (),
            checked=checked,
            references=reference_table(self.scope) if top[0] else "",
            late=tuple(self._late((top[0], unions), speaks, aliases)) if aliases else (),
            late_references=(
                reference_table(self.scope) if self.wires.uses_references and not top[0] else ""
            ),
            held=tuple(self._held()),
            beyond=self._beyond(),
        )

    def _held(self) -> Iterable[str]:
        """Lines for other names of nested classes, but those the module has for something else."""
        taken = self.scope.names()
        found = held_names(self.declarations, self.planner.index, self.planner.places)
        for name, id_ in found.items():
            if name not in taken:
                yield other_name(name, self.planner.places[id_].name)

    def _beyond(self) -> str:
        """Where what an alias for a list is a list of lives, if that is another alias."""
        type_ = self.declarations[0].type
        item = type_.item if isinstance(type_, Array) else None
        if not isinstance(item, Reference) or item.id not in self.planner.places:
            return ""
        target = self.planner.index.get(item.id)
        place = self.planner.places[item.id]
        if target is None or is_class(target) or place.module == self.scope.module:
            return ""
        return relative(self.scope.module, place.module)

    def _runtime(self, top: tuple[bool, bool], speaks: bool) -> Iterable[str]:
        base = "." * len(self.scope.module) + "_runtime"
        if speaks:
            used = ["union", "wire"] if top[1] else ["wire"]
            yield import_line(base, [(n, n) for n in used])
        yield import_line(f"{base}.lazy_dataclass", [("dataclass", "dataclass")])
        model = self.scope.use_runtime("model", "Model")
        yield import_line(f"{base}.model", [("Model", model)])
        if top[0]:
            yield import_line(f"{base}.references", [("references", "references")])

    def _late(
        self, top: tuple[bool, bool], spoken: bool, aliases: Iterable[AliasPlan]
    ) -> Iterable[str]:
        base = "." * len(self.scope.module) + "_runtime"
        speaks = any("wire." in alias.wire for alias in aliases)
        used = ["wire"] if speaks and not spoken else []
        if self.wires.uses_union and not top[1]:
            used.append("union")
        if used:
            yield import_line(base, [(n, n) for n in used])
        names = ["aliases"]
        if self.wires.uses_references and not top[0]:
            names.append("references")
        yield import_line(f"{base}.references", [(n, n) for n in names])
