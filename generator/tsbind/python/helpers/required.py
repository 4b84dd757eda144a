"""What the helpers of a part of a package need beside the types their operations mention."""

from __future__ import annotations

from collections.abc import Iterable

from tsbind.model.declarations import Package
from tsbind.model.types import Reference
from tsbind.python.client.resource_classes import resource_classes
from tsbind.python.helpers.bind import Bound, bind
from tsbind.python.helpers.plan import type_ids


def required_ids(package: Package) -> tuple[str, ...]:
    """Ids of the declarations that the helpers of ``package`` take whole or return."""
    ids = {declaration.id: declaration.id for declaration in package.types}
    known = {**type_ids(ids), **ids}
    found: dict[str, None] = {}
    for bound in _bound(package):
        if bound.params is not None:
            found[bound.params.id] = None
        found.update((known[name], None) for name in bound.helper.needs if name in known)
        if bound.socket is not None:
            ends = (bound.socket.receives, bound.socket.sends)
            found.update((end.id, None) for end in ends if isinstance(end, Reference))
    return tuple(found)


def with_bases(package: Package, accessors: Iterable[str]) -> tuple[str, ...]:
    """``accessors`` and those of the endpoints that the helpers among them build on."""
    wanted = dict.fromkeys(accessors)
    for bound in _bound(package):
        if bound.operation.accessor in wanted and bound.base is not None:
            wanted[bound.base.accessor] = None
    return tuple(wanted)


def _bound(package: Package) -> list[Bound]:
    classes = resource_classes(package).values()
    return bind(package, {resource.accessor: resource.id for resource in classes})
