"""Where operations stand, and what they are called in Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tsbind.docs.context.links import Target
from tsbind.model.operations import Operation
from tsbind.python.methods.naming import method_name, python_accessor
from tsbind.python.names import WINDOWS_DEVICES

_RESERVED = WINDOWS_DEVICES | {"index"}
"""What no page can be called: the list of a folder's pages is its index."""
_MOST_ON_A_PAGE = 4


def resource_page(accessor: str) -> str:
    """The page of the resource that an operation's accessor begins with."""
    resource = accessor.rpartition(".")[0]
    if not resource:
        return "resources/client"
    parts = python_accessor(resource).split(".")
    if parts == ["client"]:
        parts = ["client_"]
    return "/".join(("resources", *(f"{p}_" if p in _RESERVED else p for p in parts)))


def large_resources(operations: Iterable[Operation]) -> frozenset[str]:
    """The pages of resources with so many methods that each method has a page of its own."""
    counts = Counter(resource_page(a) for a in {operation.accessor for operation in operations})
    return frozenset(page for page, count in counts.items() if count > _MOST_ON_A_PAGE)


def operation_target(operation: Operation, large: frozenset[str]) -> Target:
    """Where an operation stands: on the page of its resource, or where that is large on its own.

    ``resources/chat/completions.create``: no resource has a dot in its name.
    """
    page, name = resource_page(operation.accessor), str(method_name(operation.method))
    return Target(f"{page}.{name}" if page in large else page, name)


def resource_of_page(path: str) -> str:
    """The page of the resource that a page of a method belongs to; any other page itself."""
    return path.partition(".")[0] if path.startswith("resources/") else path
