"""A package restricted to some of its operations, for a vendored part of a client."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from tsbind.model.declarations import Package
from tsbind.model.helpers import CONNECT, pack_of
from tsbind.model.operations import Operation, SubResource


def restricted(package: Package, accessors: Collection[str]) -> Package:
    """``package`` with only these operations, and the resources and pages that lead to them.

    The types stay; without any operation there is no client. What a pack adds to the client goes.
    """
    kept = tuple(o for o in package.operations if o.accessor in accessors)
    if package.client is None or not kept:
        return replace(package, operations=(), pages=(), sockets=(), client=None)
    held = _leading_to(package.client.resources, {o.resource for o in kept})
    pack = pack_of(package)
    options = tuple(o for o in package.client.options if not pack.extension.handles(o.name))
    used = _pages(kept)
    return replace(
        package,
        operations=kept,
        pages=tuple(page for page in package.pages if page.id in used),
        sockets=tuple(s for s in package.sockets if f"{s.accessor}.{CONNECT}" in accessors),
        client=replace(package.client, resources=held, options=options, extended_by=()),
        pack=pack.for_a_part(),
    )


def _leading_to(
    resources: Iterable[SubResource], targets: Collection[str]
) -> tuple[SubResource, ...]:
    """The properties on every way from the root client to the resource classes ``targets``."""
    every = tuple(resources)
    wanted, before = set(targets), 0
    while len(wanted) > before:
        before = len(wanted)
        wanted |= {held.owner for held in every if held.target in wanted}
    return tuple(held for held in every if held.target in wanted)


def _pages(operations: Iterable[Operation]) -> set[str]:
    return {operation.page for operation in operations if operation.page is not None}
