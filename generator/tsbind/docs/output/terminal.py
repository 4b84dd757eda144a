"""A declaration, an operation or a resource for reading in a terminal."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from tsbind.docs.context.context import Context, context
from tsbind.docs.context.pages import Page
from tsbind.docs.output.markdown import markdown_text_of
from tsbind.docs.reference.types import type_section
from tsbind.model.declarations import Declaration, Package
from tsbind.model.kinds import is_reexport
from tsbind.model.operations import Operation
from tsbind.model.selectors import select, select_one
from tsbind.model.types import Reference
from tsbind.problems import UsageError
from tsbind.python.methods.naming import python_accessor
from tsbind.python.selection import client_index


def shown(package: Package, selector: str, import_name: str) -> str:
    """What the reference says about ``selector``, as Markdown without links.

    A type comes with those written inside it, a resource with all its operations. Raises
    `UsageError` where the selector names nothing, several things, or nothing that is data.
    """
    made = context(package, import_name)
    index = client_index(package, made.pack)
    operations = select(index, [selector]).operations
    if len(operations) > 1:
        return _operations(made, operations)
    found = select_one(index, selector)
    if isinstance(found, Operation):
        return _operations(made, [found])
    return _types(made, _real(made, found))


def _operations(made: Context, operations: Iterable[Operation]) -> str:
    # `tsbind show` of a type does without the modules for methods.
    from tsbind.docs.reference.operations import operation_section  # noqa: PLC0415

    sections = tuple(operation_section(made, operation) for operation in operations)
    names = {python_accessor(s.accessor).rpartition(".")[0] for s in sections}
    title = sections[0].call if len(sections) == 1 else f"client.{', '.join(sorted(names))}"
    return markdown_text_of(Page("", title, "resource", operations=sections))


def _types(made: Context, declaration: Declaration) -> str:
    inside = [
        d
        for id_ in made.plan.places
        if id_.startswith((f"{declaration.id}.", f"{declaration.id}~"))
        and (d := made.index.get(id_)) is not None
    ]
    planned = made.index.get(declaration.id) or declaration
    sections = tuple(type_section(made, d) for d in (planned, *inside))
    return markdown_text_of(Page(sections[0].name, sections[0].name, "types", types=sections))


def _real(made: Context, declaration: Declaration) -> Declaration:
    """The declaration that has a place in Python: where a re-export leads to."""
    if declaration.id in made.plan.places:
        return declaration
    target = declaration.type
    if is_reexport(declaration) and isinstance(target, Reference):
        found = made.index.get(target.id)
        if found is not None and found.id in made.plan.places:
            return found
    names = [str(place.name) for place in made.plan.places.values()]
    near = difflib.get_close_matches(declaration.name.rpartition(".")[2], names, n=3)
    remedy = f"Did you mean {', '.join(near)}?" if near else "`tsbind inspect` shows it as it is"
    raise UsageError(f"{declaration.name} is no data: the Python package does not hold it", remedy)
