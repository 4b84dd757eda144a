"""Which changes are about a symbol of the generated package: a class, a field, a method."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from tsbind.diff.changes.change import Change, Report
from tsbind.diff.changes.member import way
from tsbind.diff.explaining.planned_spelling import PlannedSpelling
from tsbind.diff.reading.reach import param_types
from tsbind.model.declarations import Declaration, Package
from tsbind.model.index import ModelIndex
from tsbind.model.mentions import result_types
from tsbind.model.types import Type
from tsbind.python.methods.naming import python_accessor
from tsbind.python.names import attribute_name, class_name
from tsbind.python.types.hoist import INLINE

_DEEPEST = 4
EVERY = "*"
"""The name of a symbol that stands for all members or parameters."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A class, a member of a class, or a parameter of a method."""

    owner: str
    """The full name of a class, or the way from the client to a resource."""
    name: str = ""
    parameter: str = ""
    is_method: bool = False


def names_of(field: str) -> set[str]:
    """The names of a field: in a dict, and in Python."""
    return {field, str(attribute_name(field))}


def _is_called(name: str, field: str) -> bool:
    return name == EVERY or name in names_of(field)


class GeneratedClasses:
    """One release: which declaration each generated class stands for."""

    def __init__(self, package: Package, name: str) -> None:
        self.name = name
        self.index = ModelIndex(package)
        self.spelling = PlannedSpelling(package)
        self.operations = {python_accessor(o.accessor): o for o in package.operations}

    @cached_property
    def classes(self) -> dict[str, str]:
        """The id of the declaration each class was made for, by the full name of the class."""
        found: dict[str, str] = {}
        for identifier, place in self.spelling.places.items():
            module = ".".join([self.name, *map(str, place.module)])
            for name in (place.name, place.twin, place.either):
                if name:
                    found[f"{module}.{name}"] = identifier
        return found

    def identifier(self, class_: str) -> str:
        """The id of the declaration a class (or its dict form) was made for; or empty."""
        return self.classes.get(class_, "")

    def place(self, class_: str) -> tuple[str, list[str]] | None:
        """The public path of the declaration, and the steps to an object written inside it."""
        owner, *inside = self.identifier(class_).split(INLINE)
        return (self.index.public(owner), inside) if owner else None

    def public(self, class_: str) -> str:
        """The public path of what a class was made for."""
        found = self.place(class_)
        return found[0] if found else ""

    def declaration(self, class_: str) -> Declaration | None:
        """What a class was made for."""
        return self.index.get(self.identifier(class_).partition(INLINE)[0])

    def field_type(self, class_: str, attribute: str) -> list[Type]:
        """The types of a field."""
        declaration = self.declaration(class_)
        if declaration is None:
            return []
        fields, _ = self.index.declared_fields(declaration)
        return [p.type for p in fields if _is_called(attribute, p.name)]

    def layers(self, types: Iterable[Type]) -> Iterator[set[str]]:
        """Public paths of what types mention, of what those mention, and so on."""
        seen: set[str] = set()
        ids = set(self.index.mentioned(types))
        for _ in range(_DEEPEST):
            fresh = ids - seen
            if not fresh:
                return
            yield {self.index.public(identifier) for identifier in fresh}
            seen |= fresh
            ids = {i for identifier in fresh for i in self.index.mentions(identifier)}


class ChangesBySymbol:
    """Looks up changes: those at the symbol itself, else those of the types it uses."""

    def __init__(self, report: Report, old: GeneratedClasses, new: GeneratedClasses) -> None:
        self.report, self.releases = report, (old, new)
        self.by_place: dict[str, list[Change]] = defaultdict(list)
        for change in report.changes:
            for place in {change.place, change.hint.partition(" -> ")[0]} - {""}:
                self.by_place[place].append(change)
            if change.row.group in {"endpoints", "methods"} or change.place in change.methods:
                for name in (
                    change.place,
                    change.hint.partition(" -> ")[0].removeprefix("client."),
                ):
                    self.by_place[f"client.{python_accessor(name)}"].append(change)

    def fields_gone(self) -> dict[str, Change]:
        """Removed and renamed fields whose name no class of the newer release has, by name."""
        index = self.releases[1].index
        known = {
            name
            for declaration in index.declarations.values()
            for field in index.declared_fields(declaration)[0]
            for name in names_of(field.name)
        }
        return {
            str(attribute_name(field)): change
            for change in self.report.changes
            if change.kind in {"field_removed", "field_renamed"}
            for field in way(change.member).names[-1:]
            if not known & names_of(field)
        }

    def at(self, symbol: Symbol) -> list[Change]:
        """Changes at the symbol itself."""
        if symbol.is_method:
            return self._unique(self._of_method(symbol))
        return self._unique(self._of_class(symbol))

    @staticmethod
    def _unique(changes: Iterable[Change]) -> list[Change]:
        return list({change.fingerprint: change for change in changes}.values())

    def _of_class(self, symbol: Symbol) -> Iterator[Change]:
        for release in self.releases:
            found = release.place(symbol.owner)
            if found is None:
                continue
            place, inside = found
            for change in self.by_place[place]:
                if self._is_at(change, inside, symbol.name):
                    yield change

    @staticmethod
    def _is_at(change: Change, inside: list[str], name: str) -> bool:
        fields = way(change.member).names
        if not name:
            return not fields and not inside
        if not fields or not _is_called(name, fields[-1]):
            return False
        path = [str(class_name(field)) for field in fields[:-1]]
        return [step for step in inside if step in path] == path if inside else not path

    def _of_method(self, symbol: Symbol) -> Iterator[Change]:
        accessor = f"{symbol.owner}.{symbol.name}".removeprefix(".")
        for change in self.by_place[f"client.{accessor}"]:
            fields = [attribute_name(field) for field in way(change.member).names]
            content = attribute_name(change.content)
            if symbol.parameter in {"", EVERY, *fields, content}:
                yield change
        if symbol.parameter:
            yield from self._of_params(accessor, symbol.parameter)

    def _of_params(self, accessor: str, parameter: str) -> Iterator[Change]:
        for release in self.releases:
            for place in self._params_places(release, accessor):
                for change in self.by_place[place]:
                    fields = way(change.member).names
                    if len(fields) == 1 and _is_called(parameter, fields[0]):
                        yield change

    @staticmethod
    def _params_places(release: GeneratedClasses, accessor: str) -> set[str]:
        operation = release.operations.get(accessor)
        if operation is None:
            return set()
        return next(release.layers(param_types(operation)), set[str]())

    def below(self, symbol: Symbol) -> list[Change]:
        """Changes of the types the symbol uses, of the nearest ones that have any."""
        for release in self.releases:
            for places in release.layers(self._types(release, symbol)):
                found = [c for place in sorted(places) for c in self.by_place[place]]
                if found:
                    return self._unique(found)
        return []

    def _types(self, release: GeneratedClasses, symbol: Symbol) -> list[Type]:
        if not symbol.is_method:
            return release.field_type(symbol.owner, symbol.name) if symbol.name else []
        operation = release.operations.get(f"{symbol.owner}.{symbol.name}".removeprefix("."))
        if operation is None:
            return []
        if not symbol.parameter:
            return list(result_types(operation))
        return [
            field.type
            for identifier in release.index.mentioned(param_types(operation))
            for field in release.index.declared_fields(release.index.declarations[identifier])[0]
            if _is_called(symbol.parameter, field.name)
        ]
