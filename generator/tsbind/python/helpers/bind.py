"""Which helpers a package gets: those upstream has, on endpoints upstream has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tsbind.model import types as t
from tsbind.model.declarations import Package
from tsbind.model.operations import Operation
from tsbind.position import Position
from tsbind.python.client.naming import method_name
from tsbind.python.helpers.catalogue import CATALOGUE
from tsbind.python.helpers.entry import Helper


@dataclass(frozen=True, slots=True)
class Bound:
    """A helper of the catalogue, upstream's method, and the endpoint it builds on."""

    helper: Helper
    operation: Operation
    base: Operation | None
    params: t.Reference | None
    """Upstream's type of all its parameters, where there is one."""

    @property
    def resource(self) -> str:
        """The accessor of the resource it belongs to."""
        return self.operation.accessor.rpartition(".")[0]


def bind(
    package: Package, resources: Mapping[str, str], catalogue: Iterable[Helper] = CATALOGUE
) -> list[Bound]:
    """The helpers of ``package``: in the order of upstream's methods, then those it has not.

    ``resources`` are the ids of the resource classes by accessor.
    """
    listed = list(catalogue)
    operations = {o.accessor: o for o in package.operations}
    ids = {d.id for d in package.types}
    names = ids | {id_.rpartition("#")[2] for id_ in ids}
    by_accessor = {a: helper for helper in listed if helper.upstream for a in helper.accessors}
    added = [h for h in listed if not h.upstream]
    return [
        *_bound(operations, names, ids, by_accessor),
        *_added(operations, names, resources, added),
    ]


def _added(
    operations: Mapping[str, Operation],
    names: set[str],
    resources: Mapping[str, str],
    helpers: Iterable[Helper],
) -> Iterator[Bound]:
    for helper in helpers:
        for accessor in helper.accessors:
            owner, _, method = accessor.rpartition(".")
            if owner in resources and accessor not in operations and names.issuperset(helper.needs):
                position = Position(resources[owner].partition("#")[0], 1, 1)
                operation = Operation(accessor, "helper", resources[owner], method, position)
                yield Bound(helper, operation, None, None)


def _bound(
    operations: Mapping[str, Operation],
    names: set[str],
    ids: set[str],
    by_accessor: Mapping[str, Helper],
) -> Iterator[Bound]:
    for accessor, operation in operations.items():
        helper = by_accessor.get(accessor)
        if helper is None or (operation.kind == "helper") == helper.replaces:
            continue
        base = operations.get(_base_accessor(helper, accessor)) if helper.base else None
        if (helper.base and base is None) or not names.issuperset(helper.needs):
            continue
        yield Bound(helper, operation, base, _params(helper, operation, ids))


def _base_accessor(helper: Helper, accessor: str) -> str:
    if helper.base.startswith("/"):
        return helper.base[1:]
    return f"{accessor.rpartition('.')[0]}.{helper.base}"


def _params(helper: Helper, operation: Operation, ids: set[str]) -> t.Reference | None:
    if not helper.whole:
        return None
    file = operation.resource.partition("#")[0]
    suffix = method_name(operation.method).title().replace("_", "") + "Params"
    found = sorted(
        i
        for i in ids
        if i.startswith(f"{file}#") and i.endswith(suffix) and "." not in i[len(file) :]
    )
    return t.Reference(min(found, key=len)) if found else None
