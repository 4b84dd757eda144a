"""What the helpers of a part of a package need beside the types their operations mention."""

from __future__ import annotations

from collections.abc import Iterable

from tsbind.model.declarations import Package
from tsbind.python.helpers.bind import bind
from tsbind.python.helpers.plan import type_ids


def required_ids(package: Package) -> tuple[str, ...]:
    """Ids of the declarations that the helpers of ``package`` take whole or return."""
    by_name = type_ids(declaration.id for declaration in package.types)
    found: dict[str, None] = {}
    for bound in bind(package):
        if bound.params is not None:
            found[bound.params.id] = None
        found.update((by_name[name], None) for name in bound.helper.needs if name in by_name)
    return tuple(found)


def with_bases(package: Package, accessors: Iterable[str]) -> tuple[str, ...]:
    """``accessors`` and those of the endpoints that the helpers among them build on."""
    wanted = dict.fromkeys(accessors)
    for bound in bind(package):
        if bound.operation.accessor in wanted and bound.base is not None:
            wanted[bound.base.accessor] = None
    return tuple(wanted)
