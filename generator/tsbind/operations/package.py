"""The room's door: a resolution in, the operations, pages and client of the package out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tsbind.model.declarations import Package
from tsbind.model.discriminators import with_discriminators
from tsbind.model.index import ModelIndex
from tsbind.model.operations import Client, Operation, Page, Socket
from tsbind.operations.client.client import extending_clients, read_client, without_client
from tsbind.operations.methods.classes import Classes
from tsbind.operations.methods.type_reader import Types, referenced_declarations
from tsbind.operations.pages.pages import read_pages
from tsbind.operations.read import OperationsReader
from tsbind.operations.sockets.connections import read_sockets
from tsbind.problems import Problem
from tsbind.resolve.package import PackageBuilder


@dataclass(frozen=True, slots=True)
class Operations:
    """What a package does, and what of it could not be read."""

    operations: tuple[Operation, ...] = ()
    pages: tuple[Page, ...] = ()
    client: Client | None = None
    sockets: tuple[Socket, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_operations(builder: PackageBuilder) -> Operations:
    """Everything the package's root client can do; nothing for a package without one."""
    classes, types = Classes(builder.program), Types(builder)
    root = classes.root()
    if root is None:
        return Operations(problems=tuple(without_client(classes)))
    reader = OperationsReader(classes, types)
    reader.walk(root)
    if all(operation.kind == "helper" for operation in reader.operations):
        return Operations(problems=tuple(without_client(classes)))
    problems = reader.problems
    ids = {operation.page for operation in reader.operations if operation.page is not None}
    pages = tuple(read_pages(ids, classes, types, problems))
    client = read_client(root, classes, types, tuple(reader.resources.values()), problems)
    client = replace(
        client,
        path_options=tuple(_path_options(reader.operations, client)),
        extended_by=tuple(extending_clients(root, classes)),
    )
    sockets = tuple(read_sockets(classes, types, reader.accessors, problems))
    return Operations(
        operations=tuple(reader.operations),
        pages=pages,
        client=client,
        sockets=sockets,
        problems=tuple(problems),
    )


def _path_options(operations: Iterable[Operation], client: Client) -> Iterator[str]:
    used = {name for operation in operations for name in _options_of(operation)}
    yield from (option.name for option in client.options if option.name in used)


def _options_of(operation: Operation) -> Iterator[str | None]:
    yield from (parameter.default for parameter in operation.path_parameters)
    for payload in filter(None, (operation.body, operation.query)):
        yield from (option for _, option in payload.defaults)


def with_operations(
    package: Package, builder: PackageBuilder
) -> tuple[Package, tuple[Problem, ...]]:
    """The whole model: operations, pages, client, types only these refer to, discriminators."""
    read = read_operations(builder)
    known = {declaration.id for declaration in package.types}
    more = referenced_declarations(builder, known, read.operations)
    filled = replace(
        package,
        types=(*package.types, *more),
        operations=read.operations,
        pages=read.pages,
        client=read.client,
        sockets=read.sockets,
    )
    return with_discriminators(filled, ModelIndex(filled)), read.problems
