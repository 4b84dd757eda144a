"""Operations as the methods of the Python client that they become."""

from __future__ import annotations

from dataclasses import dataclass

from tsbind.docs.context.context import Context
from tsbind.model.operations import Operation
from tsbind.python.methods.call_forms import CallForms
from tsbind.python.methods.methods import Method
from tsbind.python.methods.overloads import overloads
from tsbind.python.methods.returns import Returns


@dataclass(frozen=True)
class Call:
    """An operation with its Python method and the forms in which it can be called."""

    operation: Operation
    method: Method
    forms: CallForms


def python_call(context: Context, operation: Operation) -> Call:
    """The method of ``operation``, spelled for the reference."""
    forms = overloads(operation, context.shapes, context.plan.places)
    returns = Returns(operation, context.linker.spelling, context.pages)
    return Call(operation, Method(operation, "", forms, returns, context.linker.spelling), forms)
