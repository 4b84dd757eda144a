"""From a package with operations to the plan of its client."""

from __future__ import annotations

from collections.abc import Iterator

from tsbind.model.declarations import Package
from tsbind.model.helpers import pack_of
from tsbind.model.operations import Client, Operation
from tsbind.packs import Pack
from tsbind.problems import Problem, Severity
from tsbind.python.client.exports import package_rows, resource_exports
from tsbind.python.client.pagination import MODULE as PAGINATION
from tsbind.python.client.pagination import page_names, pages_plan
from tsbind.python.client.plan import ClientPlan
from tsbind.python.client.resource_classes import (
    Module,
    ResourceClass,
    resource_classes,
    root_operations,
)
from tsbind.python.client.resources import ResourcesPlanner
from tsbind.python.client.root import root_plan
from tsbind.python.helpers.bind import BoundHelper, bind
from tsbind.python.helpers.connections import ConnectionPlanner
from tsbind.python.helpers.plan import helpers_plan
from tsbind.python.integers import numbers_for
from tsbind.python.methods.endpoint_options import internal_params
from tsbind.python.methods.naming import without_clashes
from tsbind.python.methods.shapes import Shapes
from tsbind.python.spelling.annotations import Spelling
from tsbind.python.spelling.import_table import client_table
from tsbind.python.types.plan import TypesPlan

_STANDARD_ERRORS = (
    ("BadRequestError", 400),
    ("AuthenticationError", 401),
    ("PermissionDeniedError", 403),
    ("NotFoundError", 404),
    ("ConflictError", 409),
    ("UnprocessableEntityError", 422),
    ("RateLimitError", 429),
    ("InternalServerError", None),
)


def plan_client(
    package: Package,
    types: TypesPlan,
) -> ClientPlan | None:
    """The plan of the client of ``package``; None for a package without one.

    Helpers of upstream that no template brings are reported by name.
    """
    package, problems = without_clashes(package)
    if package.client is None:
        return None
    index = types.index
    classes = resource_classes(package)
    pages = page_names(package.pages)
    shapes = Shapes(index, numbers_for(pack_of(package)))
    pack = pack_of(package)
    bound = bind(package, pack)
    helpers: dict[str, list[BoundHelper]] = {}
    for helper in bound:
        helpers.setdefault(helper.resource, []).append(helper)
    planner = ResourcesPlanner(
        index, types.places, types.twinned, shapes, pages, classes, helpers, problems
    )
    modules: dict[Module, list[ResourceClass]] = {}
    for resource in classes.values():
        modules.setdefault(resource.module, []).append(resource)
    own = root_operations(package)
    if own is not None:
        modules[own.module] = [own]
    spelling = Spelling(
        index, client_table(PAGINATION, types.places, {"T"}), types.twinned, problems
    )
    prefix, errors = error_classes(package.client)
    brought = {helper.operation.accessor for helper in bound}
    problems.extend(_unread(package, brought))
    problems.extend(_ungenerated(package.client, pack))
    connections = ConnectionPlanner(index, types.places, types.twinned, shapes, problems)
    lib = helpers_plan(bound, types.places, connections, pack, package.client)
    rows = tuple(sorted((*package_rows(package.client, prefix, errors), *lib.exports)))
    exported = {*_MODULES, *(row.name for row in rows)}
    return ClientPlan(
        resources=tuple(planner.module(name, held) for name, held in sorted(modules.items())),
        pages=pages_plan(package.pages, pages, spelling),
        root=root_plan(package.client, classes, problems, own, pack, exported),
        exports=tuple(resource_exports(classes)),
        package=rows,
        errors=errors,
        prefix=prefix,
        helpers=lib,
        problems=tuple(dict.fromkeys(problems)),
    )


_MODULES = ("annotations", "pagination", "resources", "types")
"""What else the package has names for: modules below it, and an import of its own."""


def error_classes(client: Client) -> tuple[str, tuple[tuple[str, int | None], ...]]:
    """The prefix of the base error, and the classes that stand for a status."""
    base = dict(client.error_bases).get("APIError", f"{client.name}Error")
    found = [(name, status if status < 500 else None) for name, status in client.errors if status]
    return base.removesuffix("Error"), tuple(found) or _STANDARD_ERRORS


def _unread(package: Package, brought: set[str]) -> Iterator[Problem]:
    for operation in package.operations:
        if operation.accessor in brought:
            continue
        if operation.kind == "helper":
            text = f"helper {operation.accessor} has no template and was left out"
            yield Problem(Severity.SKIPPED, text, operation.position)
        else:
            yield from _inexact(operation)


def _ungenerated(client: Client, pack: Pack) -> Iterator[Problem]:
    """The clients that extend the root client and have no template."""
    for other in client.extended_by:
        if other.name not in pack.clients:
            text = f"client {other.name}, which extends {client.name}, is not generated"
            yield Problem(Severity.SKIPPED, text, other.position)


def _inexact(operation: Operation) -> Iterator[Problem]:
    """What an endpoint does not do as upstream does."""
    payloads = (payload for payload in (operation.body, operation.query) if payload is not None)
    for wire, expression in (pair for payload in payloads for pair in payload.computed):
        text = f"`{wire}`, which upstream computes by `{expression}`, is sent as given"
        yield _warning(operation, text)
    for name in sorted(internal_params(operation)):
        text = f"parameter {name} is in no part of the request that was read; it was left out"
        yield _warning(operation, text)


def _warning(operation: Operation, text: str) -> Problem:
    return Problem(Severity.WARNING, f"operation {operation.accessor}: {text}", operation.position)
