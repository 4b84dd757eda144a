"""Programs in the generated Python that show a breaking change of params or of source.

Each is written twice, for the older and for the newer generated package: the two texts differ at
most in the module a type is imported from, so what a type checker refuses is the change itself
and not a move beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tsbind.diff.change import Change, Report
from tsbind.diff.endpoints import pair_methods
from tsbind.diff.index import PackageIndex
from tsbind.diff.severity import Severity
from tsbind.diff.spelled import python_accessor
from tsbind.diff.witness.accept import is_list, is_map
from tsbind.diff.witness.find import Json, Witness, member_path, paired_places, witnesses
from tsbind.diff.witness.returned import given_id, is_inside
from tsbind.diff.witness.sample import Sampler
from tsbind.model.declarations import Package
from tsbind.model.types import Reference
from tsbind.python.build import plan_types
from tsbind.python.names import assign
from tsbind.python.placement import Place
from tsbind.python.plan import TypesPlan

PACKAGE = "generated_api"
"""The name the programs import the generated packages by."""


@dataclass(frozen=True, slots=True)
class Program:
    """A change, the side it breaks, and both texts; empty where no program can be written."""

    change: Change
    side: str
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class _Release:
    package: Package
    index: PackageIndex
    plan: TypesPlan


class _Writer:
    """Writes the programs of one report."""

    def __init__(self, old: Package, new: Package) -> None:
        self.old, self.new = (_Release(p, PackageIndex(p), plan_types(p)) for p in (old, new))
        self.places = paired_places(old, new, self.old.index, self.new.index)
        self.methods = {after.accessor: (b, after) for b, after in pair_methods(old, new).pairs}

    def value(self, found: Witness) -> Program:
        """Gives a value of the older release to the type it is declared with."""
        if not found.found:
            return Program(found.change, found.side)
        return self._assigned(found.change, found.side, found.value)

    def _assigned(self, change: Change, side: str, value: Json) -> Program:
        heads = self._imports(change, twin=True)
        body = f"value: Value = {value!r}\n"
        return Program(change, side, *(head + body for head in heads)) if heads else _none(change)

    def _imports(self, change: Change, *, twin: bool) -> tuple[str, str] | None:
        """The declaration of both releases, imported as ``Value``."""
        ids = self._ids(change)
        if ids is None:
            return None
        before, after = self.old.plan.places.get(ids[0]), self.new.plan.places.get(ids[1])
        if before is None or after is None:
            return None
        return _import(before, twin=twin), _import(after, twin=twin)

    def _ids(self, change: Change) -> tuple[str, str] | None:
        """The ids of the declaration in both releases, or of what a method gives back."""
        if change.place in self.places:
            before, after = self.places[change.place]
            return before.id, after.id
        if change.place not in self.methods:
            return None
        given = [given_id(operation, change.member) for operation in self.methods[change.place]]
        return (given[0], given[1]) if given[0] and given[1] else None

    def named(self, change: Change) -> Program:
        """Imports what was called so in the older release."""
        module, _, name = change.old.python.rpartition(".")
        text = f"from {'.'.join(filter(None, (PACKAGE, module)))} import {name} as Value\n"
        return Program(change, "source", text, text) if name else _none(change)

    def called(self, change: Change) -> Program:
        """Takes the older method, or resource, from the client."""
        text = self._client(f"def use(client: Client) -> object:\n    return {_older(change)}\n")
        return Program(change, "source", text, text) if text else _none(change)

    def paged(self, change: Change) -> Program:
        """Expects the page class of the older release from the method."""
        page = change.old.python.partition("[")[0]
        text = self._client(
            f"from collections.abc import Callable\nfrom typing import Any\n"
            f"from {PACKAGE}.pagination import Sync{page} as Page\n"
            f"def use(client: Client) -> Callable[..., Page[Any]]:\n"
            f"    return client.{python_accessor(change.place)}\n"
        )
        return Program(change, "source", text, text) if text else _none(change)

    def _client(self, body: str) -> str:
        client = self.old.package.client
        return f"from {PACKAGE} import {client.name} as Client\n{body}" if client else ""

    def read(self, change: Change) -> Program:
        """Reads the field, or where it lies deeper writes a value that has it."""
        path = member_path(change.member)
        if len(path) > 1 or not path or is_inside(change):
            return self._written(change, path)
        heads = self._imports(change, twin=False)
        if heads is None:
            return _none(change)
        body = f"def use(value: Value) -> object:\n    return value.{assign(path)[path[0]]}\n"
        return Program(change, "source", *(head + body for head in heads))

    def _written(self, change: Change, path: tuple[str, ...]) -> Program:
        pair = self.places.get(change.place)
        if pair is None:
            return _none(change)
        values = Sampler(self.old.index).values(Reference(pair[0].id), path)
        value = next((value for value in values if _has(value, path)), None)
        return _none(change) if value is None else self._assigned(change, "source", value)


def programs(old: Package, new: Package, report: Report) -> Iterator[Program]:
    """One for each change called breaking on params (where a value shows it) or on source."""
    writer = _Writer(old, new)
    for found in witnesses(old, new, report):
        if found.side == "params":
            yield writer.value(found)
    for change in report.changes:
        if change.source is Severity.BREAKING:
            write = _WRITERS.get(change.kind)
            yield write(writer, change) if write else _none(change)


def _none(change: Change) -> Program:
    return Program(change, "source")


def _older(change: Change) -> str:
    """The older path of a method or resource, from the client on."""
    return change.old.python.removesuffix("()") or f"client.{python_accessor(change.place)}"


def _import(place: Place, *, twin: bool) -> str:
    name = place.twin if twin and place.twin else place.name
    return f"from {'.'.join([PACKAGE, *place.module])} import {name} as Value\n"


def _has(value: Json, path: tuple[str, ...]) -> bool:
    if not path:
        return True
    if is_list(value):
        return any(_has(item, path) for item in value)
    return is_map(value) and path[0] in value and _has(value[path[0]], path[1:])


_WRITERS: dict[str, Callable[[_Writer, Change], Program]] = {
    **dict.fromkeys(("type_removed", "type_renamed", "type_moved"), _Writer.named),
    **dict.fromkeys(
        (
            "endpoint_removed",
            "method_removed",
            "method_renamed",
            "method_moved",
            "client_attribute_removed",
            "client_attribute_moved",
        ),
        _Writer.called,
    ),
    **dict.fromkeys(("field_removed", "field_renamed"), _Writer.read),
    "page_changed": _Writer.paged,
}
