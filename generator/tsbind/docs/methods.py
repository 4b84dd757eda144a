"""Operations as the methods of the Python client that they become."""

from __future__ import annotations

from dataclasses import dataclass

from tsbind.docs.context import Context
from tsbind.model.operations import Operation
from tsbind.python.client.methods import Method
from tsbind.python.client.overloads import Overloads, overloads
from tsbind.python.client.returns import Returns


@dataclass(frozen=True)
class Call:
    """An operation with its Python method and the ways to call it."""

    operation: Operation
    method: Method
    ways: Overloads


def python_call(context: Context, operation: Operation) -> Call:
    """The method of ``operation``, spelled for the reference."""
    ways = overloads(operation, context.shapes, context.plan.places)
    returns = Returns(operation, context.linker.spelling, context.pages)
    return Call(operation, Method(operation, "", ways, returns, context.linker.spelling), ways)
