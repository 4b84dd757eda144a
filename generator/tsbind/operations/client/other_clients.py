"""Client classes beside the root client: they are not generated, and that is said."""

from __future__ import annotations

from collections.abc import Iterator

from tsbind.operations.methods.classes import Classes, class_of
from tsbind.problems import Problem, Severity
from tsbind.resolve.symbols import Symbol


def other_clients(root: Symbol, classes: Classes) -> Iterator[Problem]:
    """A problem for each class of the package's own folder that extends the root client."""
    mark = f"extends {root.name}".encode()
    files = classes.program.files
    for path in sorted(files):
        if "/" in path or mark not in files[path]:
            continue
        for symbol in classes.program.module(path).scope.names.values():
            declaration = class_of(symbol)
            if declaration is not None and classes.base(symbol) is root:
                text = f"client {symbol.name}, which extends {root.name}, is not generated"
                yield Problem(Severity.SKIPPED, text, declaration.position)


def without_client(classes: Classes) -> Iterator[Problem]:
    """A problem for each class that looks like a client where none has operations."""
    for symbol in classes.of_roots():
        declaration = class_of(symbol)
        if declaration is not None and classes.looks_like_client(symbol):
            text = f"client {symbol.name} holds no resources; only types are generated"
            yield Problem(Severity.SKIPPED, text, declaration.position)
