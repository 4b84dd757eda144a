"""Client classes beside the root client."""

from __future__ import annotations

from collections.abc import Iterator

from tsbind.model.operations import ExtendingClient
from tsbind.operations.methods.classes import Classes, class_of
from tsbind.problems import Problem, Severity
from tsbind.resolve.symbols import Symbol


def extending_clients(root: Symbol, classes: Classes) -> Iterator[ExtendingClient]:
    """The classes of the package's own folder that extend the root client."""
    mark = f"extends {root.name}".encode()
    files = classes.program.files
    for path in sorted(files):
        if "/" in path or mark not in files[path]:
            continue
        for symbol in classes.program.module(path).scope.names.values():
            declaration = class_of(symbol)
            if declaration is not None and classes.base(symbol) is root:
                yield ExtendingClient(symbol.name, declaration.position)


def without_client(classes: Classes) -> Iterator[Problem]:
    """A problem for each class that looks like a client where none has operations."""
    for symbol in classes.of_roots():
        declaration = class_of(symbol)
        if declaration is not None and classes.looks_like_client(symbol):
            text = f"client {symbol.name} holds no resources; only types are generated"
            yield Problem(Severity.SKIPPED, text, declaration.position)
