"""The page of the errors a client raises, read from the module that defines them."""

from __future__ import annotations

from collections.abc import Iterator

from tsbind.docs.context.context import Context
from tsbind.docs.context.links import Pieces, Target
from tsbind.docs.context.pages import Link, Page, Row, TypeSection
from tsbind.docs.reference.handwritten import Written, read_written
from tsbind.python.client.plan import ClientPlan
from tsbind.render.client import with_errors
from tsbind.render.environment import Templates

ERRORS = "errors"


def error_page(made: Context, plan: ClientPlan) -> Page:
    """Every error class in the order of its module, base classes first."""
    found = read_written({"errors.py": with_errors("runtime/errors.py.j2", plan, Templates()).text})
    shown = {name: one for name, one in found.items() if one.kind == "class"}
    sections = tuple(_section(made, shown, one) for one in shown.values())
    return Page(ERRORS, "Errors", "types", types=sections)


def errors_of(made: Context) -> Iterator[tuple[Link, str]]:
    """The error class of each status."""
    # Planning the whole client is not needed for that, and `tsbind show` does without.
    from tsbind.python.client.build import error_classes  # noqa: PLC0415

    client = made.package.client
    for name, status in error_classes(client)[1] if client is not None else ():
        yield Link(name, Target(ERRORS, name)), f"{status}" if status else "500 and above"


def _section(made: Context, shown: dict[str, Written], one: Written) -> TypeSection:
    return TypeSection(
        name=one.name,
        kind="class",
        doc=one.doc,
        import_line=f"from {made.import_name} import {one.name}",
        rows=tuple(
            Row(m.name, f"{one.name}.{m.name}", ((m.type, None),), doc=m.doc) for m in one.members
        ),
        members=tuple(("", _linked(shown, base)) for base in one.bases),
        used_by=tuple(
            Link(other.name, Target(ERRORS, other.name))
            for other in shown.values()
            if one.name in other.bases
        ),
    )


def _linked(shown: dict[str, Written], base: str) -> Pieces:
    return ((base, Target(ERRORS, base) if base in shown else None),)
