"""Where operations stand, and what they are called in Python."""

from __future__ import annotations

from tsbind.docs.context.links import Target
from tsbind.model.operations import Operation
from tsbind.python.client.naming import method_name, python_accessor
from tsbind.python.names import WINDOWS_DEVICES

__all__ = ["operation_target", "python_accessor", "resource_page"]

_RESERVED = WINDOWS_DEVICES | {"index"}
"""What no page can be called: the list of a folder's pages is its index."""


def resource_page(accessor: str) -> str:
    """The page of the resource that an operation's accessor begins with."""
    resource = accessor.rpartition(".")[0]
    if not resource:
        return "resources/client"
    parts = python_accessor(resource).split(".")
    if parts == ["client"]:
        parts = ["client_"]
    return "/".join(("resources", *(f"{p}_" if p in _RESERVED else p for p in parts)))


def operation_target(operation: Operation) -> Target:
    """Where an operation stands: on the page of its resource."""
    return Target(resource_page(operation.accessor), str(method_name(operation.method)))
