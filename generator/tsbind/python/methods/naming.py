"""Python names of methods and their parameters, and what goes because another has its name."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace

from tsbind.model.declarations import Package
from tsbind.model.operations import Operation, PathParameter, SubResource
from tsbind.problems import Problem, Severity
from tsbind.python.names import PythonName, assign, attribute_name

CUSTOMARY = {"del": "delete"}
"""Methods whose name is a keyword, and what they are called in Python."""

CLIENT_MEMBERS: frozenset[str] = frozenset(
    "auth_headers base_url close copy custom_auth default_headers default_query is_closed "
    "max_retries timeout with_options with_raw_response with_streaming_response".split()
)
"""What every generated client has."""
VERBS = ("get", "post", "put", "patch", "delete")
"""What it can call beside its resources."""
_VIEWS = frozenset({"with_raw_response", "with_streaming_response"})
"""What every resource has."""

EXTRA = ("extra_headers", "extra_query", "extra_body", "timeout")
PARAMS = "params"
_RESERVED = frozenset((*EXTRA, PARAMS))
_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class PathArgument:
    """A path parameter: its name in the path of the endpoint, and its Python name."""

    parameter: PathParameter
    wire: str
    name: PythonName

    @property
    def given(self) -> bool:
        """Whether the caller gives it."""
        return self.parameter.source in ("argument", "params")


def method_name(text: str) -> PythonName:
    """``text`` as a method: ``createAndRun`` is ``create_and_run``, ``del`` is ``delete``."""
    return _clear(attribute_name(CUSTOMARY.get(text, text)), _VIEWS)


def resource_name(text: str, *, of_client: bool) -> PythonName:
    """``text`` as the attribute that holds a resource, ``of_client`` on the root client."""
    return _clear(attribute_name(text), CLIENT_MEMBERS.union(VERBS) if of_client else _VIEWS)


def python_accessor(accessor: str) -> str:
    """``beta.threads.createAndRun`` as ``beta.threads.create_and_run``."""
    first, *rest = accessor.split(".")
    start = resource_name(first, of_client=True) if rest else method_name(first)
    return ".".join((start, *map(method_name, rest)))


def path_arguments(operation: Operation) -> list[PathArgument]:
    """The path parameters in the order of the path.

    One that upstream takes out of the params keeps its wire name there, so that a params object
    given whole holds it under that name; for the others the Python name does.
    """
    by_name = {p.name: p for p in operation.path_parameters}
    result: list[PathArgument] = []
    for placeholder, own in assign(_PLACEHOLDER.findall(operation.path)).items():
        parameter = by_name.get(placeholder)
        if parameter is None:
            continue
        name = _clear(own, _RESERVED)
        wire = placeholder if parameter.source == "params" else str(name)
        result.append(PathArgument(parameter, wire, name))
    return result


def endpoint_path(operation: Operation) -> str:
    """The path with the placeholders of `path_arguments`."""
    wires = {p.parameter.name: p.wire for p in path_arguments(operation)}
    return _PLACEHOLDER.sub(lambda m: f"{{{wires.get(m[1], m[1])}}}", operation.path)


def keyword_names(wires: Iterable[str], path: Iterable[PathArgument]) -> dict[str, PythonName]:
    """The Python names of keyword arguments, clear of path parameters and of each other."""
    taken = {p.name for p in path}
    result: dict[str, PythonName] = {}
    for wire, own in assign(wires).items():
        name = PythonName(f"body_{own}") if own in taken else own
        result[wire] = _clear(name, _RESERVED)
    return result


def _clear(name: PythonName, reserved: Container[str]) -> PythonName:
    return PythonName(f"{name}_") if name in reserved else name


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
