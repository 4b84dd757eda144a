"""Methods and resources whose Python name another one has: left out and reported, never hidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tsbind.model.declarations import Package
from tsbind.model.operations import Operation, SubResource
from tsbind.problems import Problem, Severity
from tsbind.python.methods.naming import CLIENT_MEMBERS, method_name, resource_name


def without_clashes(package: Package) -> tuple[Package, list[Problem]]:
    """``package`` without operations and resources that would take the place of others.

    Of two that become one in Python the first stays. An operation of the client itself that is
    called like something every generated client has goes as well.
    """
    taken: dict[tuple[str, ...], str] = {}
    problems: list[Problem] = []
    kept: list[Operation] = []
    for operation in package.operations:
        other = _other(operation.accessor, taken)
        if other is None:
            kept.append(operation)
        else:
            text = f"operation {operation.accessor} was left out: in Python it is called {other}"
            problems.append(Problem(Severity.SKIPPED, text, operation.position))
    client = package.client
    if client is not None and problems:
        client = replace(client, resources=tuple(_distinct(client.resources)))
    return replace(package, operations=tuple(kept), client=client), problems


def _other(accessor: str, taken: dict[tuple[str, ...], str]) -> str | None:
    """What already has the Python name of ``accessor``, or of a resource on the way to it."""
    parts = accessor.split(".")
    if len(parts) == 1 and method_name(accessor) in CLIENT_MEMBERS:
        return f"like `{method_name(accessor)}` of every client"
    path: tuple[str, ...] = ()
    for end, part in enumerate(parts, 1):
        path = (*path, method_name(part))
        upstream = ".".join(parts[:end])
        if taken.setdefault(path, upstream) != upstream:
            return f"like {taken[path]}"
    return None


def _distinct(held: Iterable[SubResource]) -> Iterable[SubResource]:
    seen: set[tuple[str, str]] = set()
    for one in held:
        key = one.owner, resource_name(one.name, of_client=False)
        if key not in seen:
            seen.add(key)
            yield one
