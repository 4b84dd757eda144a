"""Where operations stand, and what they are called in Python."""

from __future__ import annotations

from tsbind.docs.links import Target
from tsbind.model.operations import Operation
from tsbind.python.client.naming import method_name


def python_accessor(accessor: str) -> str:
    """``beta.threads.createAndRun`` as ``beta.threads.create_and_run``."""
    return ".".join(method_name(part) for part in accessor.split("."))


def resource_page(accessor: str) -> str:
    """The page of the resource that an operation's accessor begins with."""
    resource = accessor.rpartition(".")[0]
    parts = python_accessor(resource).split(".") if resource else ["client"]
    return "/".join(("resources", *parts))


def operation_target(operation: Operation) -> Target:
    """Where an operation stands: on the page of its resource."""
    return Target(resource_page(operation.accessor), str(method_name(operation.method)))
