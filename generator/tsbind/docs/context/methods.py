"""Operations as the methods of the Python client that they become."""

from __future__ import annotations

from dataclasses import dataclass

from tsbind.docs.context.context import Context
from tsbind.model.operations import Operation
from tsbind.python.helpers.bind import bind
from tsbind.python.helpers.method import HelperMethod, helper_method
from tsbind.python.helpers.plan import type_ids
from tsbind.python.methods.call_forms import CallForms
from tsbind.python.methods.methods import Method
from tsbind.python.methods.overloads import overloads
from tsbind.python.methods.returns import Returns
from tsbind.python.spelling.wire_specs import WireSpecWriter


@dataclass(frozen=True)
class Call:
    """An operation with its Python method and the ways to call it."""

    operation: Operation
    method: Method
    forms: CallForms


def python_call(context: Context, operation: Operation) -> Call:
    """The method of ``operation``, spelled for the reference."""
    forms = overloads(operation, context.shapes, context.plan.places)
    returns = Returns(operation, context.linker.spelling, context.pages)
    return Call(operation, Method(operation, "", forms, returns, context.linker.spelling), forms)


def helper_methods(context: Context) -> dict[str, HelperMethod]:
    """The helpers that the generated package has, by upstream's accessor."""
    places, spelling = context.plan.places, context.linker.spelling
    wires, ids = WireSpecWriter(context.index, spelling.table), type_ids(places)
    return {
        bound.operation.accessor: helper_method(
            bound, spelling, wires, context.shapes, places, context.pages, ids
        )
        for bound in bind(context.package, context.pack)
    }
