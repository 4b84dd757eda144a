"""Python spelling as the `tsbind.python` room plans it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from tsbind.computed import is_computed
from tsbind.diff.explaining.inline_classes import InlineClasses, has_object
from tsbind.diff.explaining.still_available import client_names
from tsbind.model.declarations import Declaration, Package
from tsbind.model.helpers import pack_of, with_helpers
from tsbind.model.operations import Operation
from tsbind.model.types import Property, Type
from tsbind.python.integers import Numbers, numbers_for
from tsbind.python.methods.call_forms import CallForms
from tsbind.python.methods.naming import keyword_names, path_arguments, python_accessor
from tsbind.python.methods.overloads import overloads
from tsbind.python.methods.shapes import Shapes
from tsbind.python.names import PythonName, assign
from tsbind.python.placement import Place
from tsbind.python.spelling.annotations import READ, Spelling
from tsbind.python.spelling.expression import text_of
from tsbind.python.spelling.import_table import ImportTable
from tsbind.python.types.build import plan_types
from tsbind.python.types.plan import TypesPlan

_NOWHERE = (PythonName("types"), PythonName("changes"))


class PlannedSpelling:
    """Spells what the generated package has; everything is planned when first asked for."""

    def __init__(self, package: Package) -> None:
        self.package = package

    @cached_property
    def plan(self) -> TypesPlan:
        """Where the generated package has everything."""
        return plan_types(self.package, with_modules=False)

    @property
    def places(self) -> dict[str, Place]:
        """Where the generated package has each declaration, by id."""
        return self.plan.places

    @cached_property
    def _inline(self) -> InlineClasses:
        return InlineClasses(self.package, self.plan.index)

    def _named(self, type_: Type) -> Type | None:
        """The type with names for what is written in place; None where something has none."""
        named = self._inline.named(type_) if has_object(type_) else type_
        return None if has_object(named) else named

    @cached_property
    def _shapes(self) -> Shapes:
        return Shapes(self.plan.index, self._numbers)

    @cached_property
    def importable(self) -> Mapping[str, str]:
        """Every dotted name that can be imported, and the id of the declaration it leads to."""
        found: dict[str, str] = {}
        for identifier, place in self.places.items():
            for name in filter(None, (place.name, place.twin, place.either)):
                found[".".join((*place.module, name))] = identifier
        for plan in self.plan.exports[1:]:  # the first is that of the package itself
            home = ".".join(plan.path.split("/")[:-1])
            for row in plan.names:
                found.update((f"{home}.{name}", row.id) for name in (row.name, row.twin) if name)
        return found

    @cached_property
    def _numbers(self) -> Numbers:
        return numbers_for(pack_of(self.package))

    def _spelling(self) -> Spelling:
        # A scope of its own for each text: names are not made longer by those of other texts.
        table = ImportTable(_NOWHERE, self.places, set())
        return Spelling(self.plan.index, table, frozenset(), [])

    def type(self, type_: Type, field: Property | None = None, owner: str = "") -> str:
        """The annotation of an attribute; empty where it needs a class of its own."""
        named = self._named(type_)
        if named is None:
            return ""
        whole = field is not None and self._is_whole(field, owner)
        try:
            return text_of(self._spelling().annotation(named, READ, integral=whole))
        except RecursionError:
            return ""

    def field(self, field: Property, owner: str = "") -> str:
        """``name: annotation``; ``owner`` is the name of the declaration."""
        named = self._named(field.type)
        if named is None or is_computed(field.name):
            return ""
        spelling = self._spelling()
        try:
            code = spelling.annotation(named, READ, integral=self._is_whole(field, owner))
        except RecursionError:
            return ""
        if field.optional:
            code = spelling.optional(code, "None")
        return f"{assign([field.name])[field.name]}: {text_of(code)}"

    def _is_whole(self, field: Property, owner: str) -> bool:
        """Whether a number of the field is an integer; ``owner`` is the declaration's name."""
        return self._numbers.is_integral(owner.rpartition(".")[2], field.name, field.doc)

    def declaration(self, declaration: Declaration) -> str:
        """The dotted path it is imported from, below the package; empty where it has none."""
        found = self.places.get(declaration.id)
        if found is None:
            return ""
        top = "." not in declaration.name
        exported = ".".join((*found.module[:-1], found.name))
        if top and self.importable.get(exported) == declaration.id:
            return exported
        return ".".join((*found.module, found.name))

    def method(self, operation: Operation) -> str:
        """The call without arguments, from the client on."""
        return f"client.{python_accessor(operation.accessor)}()"

    def pack_methods(self) -> Mapping[str, Operation]:
        """The methods that upstream's client has not, by accessor."""
        upstream = {operation.accessor for operation in self.package.operations}
        whole = with_helpers(self.package, pack_of(self.package))
        return {o.accessor: o for o in whole.operations if o.accessor not in upstream}

    def has(self, name: str) -> bool:
        """Whether the package has a type (``types.a.B``) or a part of the client of this name."""
        if name.startswith("client."):
            return name in self._client_names
        return name in self.importable

    @cached_property
    def _client_names(self) -> frozenset[str]:
        return client_names(self.package)

    def forms(self, operation: Operation) -> CallForms:
        """How the generated method can be called."""
        return overloads(operation, self._shapes, self.places)

    def call(self, operation: Operation) -> str:
        """The call with its path parameters and what else must be given."""
        forms = self.forms(operation)
        if not forms.keywords:
            return self.method(operation)
        given = [a for a in path_arguments(operation) if a.given]
        positional = [str(a.name) for a in given[-1:]]
        names = keyword_names(forms.all, path_arguments(operation))
        keywords = [str(a.name) for a in given[:-1]]
        keywords += [str(names[wire]) for wire, argument in forms.all.items() if argument.required]
        if any(not argument.required for argument in forms.all.values()):
            keywords.append("...")
        star = ["*"] if keywords and keywords != ["..."] else []
        text = ", ".join([*positional, *star, *keywords])
        return f"client.{python_accessor(operation.accessor)}({text})"
