"""Python spelling as the `tsbind.python` room plans it."""

from __future__ import annotations

from functools import cached_property

from tsbind.diff.spelled import python_accessor
from tsbind.model.declarations import Declaration, Package
from tsbind.model.operations import Operation
from tsbind.model.types import Object, Property, Type, walk
from tsbind.python.catalog import Catalog
from tsbind.python.exports import exports_plans
from tsbind.python.integers import Numbers, numbers_for
from tsbind.python.layout import flat
from tsbind.python.names import PythonName, assign
from tsbind.python.placement import Place, place
from tsbind.python.scope import Scope
from tsbind.python.selection import closure, has_resources, roots
from tsbind.python.spelling import READ, Spelling

_NOWHERE = (PythonName("types"), PythonName("changes"))


class PlannedSpelling:
    """Spells what the generated package has; everything is planned when first asked for."""

    def __init__(self, package: Package) -> None:
        self.package = package

    @cached_property
    def _places(self) -> dict[str, Place]:
        chosen = set(closure(self.package, roots(self.package)))
        declarations = [d for d in self.package.types if d.id in chosen]
        return place(declarations, flat=not has_resources(self.package))

    @cached_property
    def _exports(self) -> set[tuple[tuple[str, ...], str]]:
        """Folder and name of what can be imported from the folder of its module."""
        plans = exports_plans(self.package, self._places, flat=not has_resources(self.package))
        return {(tuple(plan.path.split("/")[:-1]), row[0]) for plan in plans for row in plan.names}

    @cached_property
    def _catalog(self) -> Catalog:
        return Catalog({d.id: d for d in self.package.types})

    @cached_property
    def _numbers(self) -> Numbers:
        return numbers_for(self.package.source.name)

    def _spelling(self) -> Spelling:
        # A scope of its own for each text: names are not made longer by those of other texts.
        return Spelling(self._catalog, Scope(_NOWHERE, self._places, set()), frozenset(), [])

    def type(self, type_: Type) -> str:
        """The annotation of an attribute; empty where it needs a class of its own."""
        if any(isinstance(part, Object) for part in walk(type_)):
            return ""
        try:
            return flat(self._spelling().annotation(type_, READ))
        except RecursionError:
            return ""

    def field(self, field: Property, owner: str = "") -> str:
        """``name: annotation``; ``owner`` is the name of the declaration."""
        if any(isinstance(part, Object) for part in walk(field.type)) or field.name.startswith("["):
            return ""
        whole = self._numbers.is_integral(owner.rpartition(".")[2], field.name, field.doc)
        spelling = self._spelling()
        try:
            code = spelling.annotation(field.type, READ, integral=whole)
        except RecursionError:
            return ""
        if field.optional:
            code = spelling.optional(code, "None")
        return f"{assign([field.name])[field.name]}: {flat(code)}"

    def declaration(self, declaration: Declaration) -> str:
        """The dotted path it is imported from, below the package; empty where it has none."""
        found = self._places.get(declaration.id)
        if found is None:
            return ""
        top = "." not in declaration.name
        exported = top and (found.module[:-1], found.name) in self._exports
        return ".".join([*(found.module[:-1] if exported else found.module), found.name])

    def method(self, operation: Operation) -> str:
        """The call, from the client on."""
        return f"client.{python_accessor(operation.accessor)}()"
