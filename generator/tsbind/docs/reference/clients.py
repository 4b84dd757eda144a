"""The page of the root client, and that of the page classes of lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tsbind.docs.context.context import PAGE_PREFIXES, PAGINATION, Context
from tsbind.docs.context.pages import Badge, Code, Link, OperationSection, Page, Row, TypeSection
from tsbind.docs.examples.frames import Frame
from tsbind.docs.reference.errors import error_page, errors_of
from tsbind.docs.reference.types import ALWAYS, OPTIONAL, REQUIRED, badges, property_row
from tsbind.model import operations as o
from tsbind.model.declarations import Declaration
from tsbind.position import Position
from tsbind.python.client.client_options import COMMON_PARAMETERS
from tsbind.python.names import attribute_name
from tsbind.python.spelling.expression import text_of
from tsbind.python.types.classes import attributes

CLIENT = "client"
_NODE_ENVIRONMENT = re.compile(r"\bDefaults? to `?process\.env[^\n]*")
_USE = ["print(client.base_url)"]


def client_pages(made: Context) -> Iterator[Page]:
    """The pages of what is no resource and no type of its own."""
    if made.package.client is not None:
        yield _client(made, made.package.client)
    if made.client_plan is not None:
        yield error_page(made, made.client_plan)
    if made.package.pages:
        sections = tuple(_page_section(made, page) for page in made.package.pages)
        yield Page(PAGINATION, "Pagination", "types", types=sections)


def _client(made: Context, client: o.Client) -> Page:
    declared = {d.id: d for d in made.package.types}.get(client.id)
    rows = tuple(_parameters(made, client))
    frame = Frame(made.import_name, client.name, "max_retries=5, timeout=30")
    section = OperationSection(
        accessor=client.name,
        name=client.name,
        call=client.name,
        doc=client.doc,
        place=str(declared.position) if declared else "",
        rows=(("Constructor", rows),) if rows else (),
        errors=tuple(errors_of(made)),
        notes=tuple(_notes(client)),
        examples=(
            Code("Python", "python", frame.sync(_USE)),
            Code("Async", "python", frame.asynchronous(_USE)),
        ),
    )
    return Page(CLIENT, client.name, "resource", operations=(section,))


def _parameters(made: Context, client: o.Client) -> Iterator[Row]:
    """What the constructor of the generated client takes, in its order."""
    by_name = {str(attribute_name(option.name)): option for option in client.options}
    own = made.client_plan.root.flavours[0].options if made.client_plan else ()
    for one in own:
        name, annotation = one.name, text_of(one.code)
        option = by_name[name]
        yield Row(
            name=name,
            anchor=f"{client.name}.{name}",
            type=made.linker.linked(" ".join(annotation.split())),
            badges=_marks(client, option.name, option.environment),
            doc=_without_environment(option.doc),
            default=option.default if option.default not in (None, "null") else "",
        )
    for parameter in COMMON_PARAMETERS:
        environment = client.base_url_environment if parameter.name == "base_url" else None
        yield Row(
            name=parameter.name,
            anchor=f"{client.name}.{parameter.name}",
            type=made.linker.linked(parameter.annotation),
            badges=_marks(client, parameter.name, environment),
            doc=_filled(parameter.doc, client),
        )


def _marks(client: o.Client, name: str, environment: str | None) -> tuple[Badge, ...]:
    """Whether it must be given, and the environment variable that stands in for it."""
    required = {c.option for c in client.credentials if c.required} - {*client.required_any}
    marks = [REQUIRED if name in required and not environment else OPTIONAL]
    if name in client.required_any and len(client.required_any) > 1:
        others = [str(attribute_name(n)) for n in client.required_any if n != name]
        marks.append(Badge(f"this or {' or '.join(others)} is required", "note"))
    if environment:
        marks.append(Badge(f"environment {environment}", "note"))
    return tuple(marks)


def _filled(doc: str, client: o.Client) -> str:
    usual = f"`{client.base_url}`" if client.base_url else "the base URL upstream works out"
    return doc.format(base_url=usual, timeout=client.timeout, max_retries=client.max_retries)


def _without_environment(doc: str) -> str:
    """``doc`` without what it says of ``process.env``: a badge says that in Python's terms."""
    lines = (_NODE_ENVIRONMENT.sub("", line) for line in doc.splitlines())
    return "\n".join(line for line in lines if line.strip(" -*") or not line).strip()


def _notes(client: o.Client) -> Iterator[str]:
    yield f"Async{client.name} is the same client for asyncio."
    yield "Every method also takes extra_headers, extra_query, extra_body and timeout."


def _page_section(made: Context, page: o.Page) -> TypeSection:
    name = made.pages[page.id]
    owner = Declaration(page.id, "class", name, Position("", 0, 0), properties=page.fields)
    rows = tuple(
        property_row(
            a,
            name,
            made.linker.annotation(
                a.property.type, optional=a.property.optional, parameters=page.type_parameters
            ),
            badges(a.property, "response") if a.property.optional else (ALWAYS,),
        )
        for a in attributes(owner, made.numbers)
    )
    names = [f"{prefix}{name}" for prefix in PAGE_PREFIXES]
    users = [
        Link(o.accessor, made.targets[o.accessor])
        for o in made.package.operations
        if o.page == page.id
    ]
    return TypeSection(
        name=name,
        kind="page",
        doc=page.doc,
        import_line=f"from {made.import_name}.{PAGINATION} import {', '.join(names)}",
        upstream=page.name,
        place=page.id.partition("#")[0],
        rows=rows,
        used_by=tuple(users),
    )
