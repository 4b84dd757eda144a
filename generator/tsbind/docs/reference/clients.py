"""The page of the root client, and that of the page classes of lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tsbind.docs.context.context import HALVES, PAGINATION, Context
from tsbind.docs.context.pages import Badge, Code, Link, OperationSection, Page, Row, TypeSection
from tsbind.docs.reference.operations import errors_of
from tsbind.docs.reference.types import ALWAYS, OPTIONAL, REQUIRED, badges
from tsbind.model import operations as o
from tsbind.model import types as t
from tsbind.model.declarations import Declaration
from tsbind.position import Position
from tsbind.python.names import attribute_name
from tsbind.python.types.classes import attributes

CLIENT = "client"
_SAID = {"timeout": "Seconds to wait for a response, or an httpx2 `Timeout`."}
"""Options that mean something else in Python than upstream's text says."""
_SYNC = """from {package} import {client}

with {client}(max_retries=5, timeout=30) as client:
    print(client.base_url)
"""
_ASYNC = """import asyncio

from {package} import Async{client}


async def main() -> None:
    async with Async{client}(max_retries=5, timeout=30) as client:
        print(client.base_url)


asyncio.run(main())
"""


def client_pages(made: Context) -> Iterator[Page]:
    """The pages of what is no resource and no type of its own."""
    if made.package.client is not None:
        yield _client(made, made.package.client)
    if made.package.pages:
        sections = tuple(_page_section(made, page) for page in made.package.pages)
        yield Page(PAGINATION, "Pagination", "types", types=sections)


def _client(made: Context, client: o.Client) -> Page:
    declared = {d.id: d for d in made.package.types}.get(client.id)
    types = dict(made.client_plan.root.halves[0].options) if made.client_plan else {}
    rows = tuple(_option(made, client, one, types) for one in client.options if _is_data(one))
    section = OperationSection(
        accessor=client.name,
        name=client.name,
        anchor=client.name,
        call=client.name,
        verb="",
        path="",
        doc=client.doc,
        deprecated=None,
        place=str(declared.position) if declared else "",
        signatures=(),
        rows=(("Constructor", rows),) if rows else (),
        returns=(),
        errors=tuple(errors_of(made)),
        notes=tuple(_notes(client)),
        examples=(
            Code("Python", "python", _SYNC.format(package=made.import_name, client=client.name)),
            Code("Async", "python", _ASYNC.format(package=made.import_name, client=client.name)),
        ),
    )
    return Page(CLIENT, client.name, "resource", operations=(section,))


def _is_data(option: o.ClientOption) -> bool:
    return not any(isinstance(part, t.Function) for part in t.walk(option.type)) or bool(
        option.environment
    )


def _option(
    made: Context, client: o.Client, option: o.ClientOption, types: Mapping[str, str]
) -> Row:
    name = str(attribute_name(option.name))
    if name in types:
        type_ = made.linker.linked(" ".join(types[name].split()))
    else:
        type_ = made.linker.annotation(option.type)
    marks = [REQUIRED if option.required else OPTIONAL]
    if option.environment:
        marks.append(Badge(f"environment {option.environment}", "note"))
    return Row(
        name=name,
        anchor=f"{client.name}.{name}",
        wire="",
        type=type_,
        badges=tuple(marks),
        doc=_SAID.get(name, option.doc),
        default=option.default or "",
    )


def _notes(client: o.Client) -> Iterator[str]:
    yield f"The base URL is {client.base_url} unless another is given."
    yield f"Failed requests are sent again up to {client.max_retries} times."
    yield f"The timeout is {client.timeout:g} seconds unless another is given."
    yield "Every method also takes extra_headers, extra_query, extra_body and timeout."


def _page_section(made: Context, page: o.Page) -> TypeSection:
    name = made.pages[page.id]
    owner = Declaration(page.id, "class", name, Position("", 0, 0), properties=page.fields)
    rows = tuple(
        Row(
            name=str(a.name),
            anchor=f"{name}.{a.name}",
            wire="" if a.name == a.property.name else a.property.name,
            type=made.linker.annotation(
                a.property.type, optional=a.property.optional, parameters=page.type_parameters
            ),
            badges=badges(a.property, "response") if a.property.optional else (ALWAYS,),
            doc=a.property.doc,
        )
        for a in attributes(owner, made.numbers)
    )
    names = [f"{half}{name}" for half in HALVES]
    users = [
        Link(link.text, link.target)
        for operation in made.package.operations
        if operation.page == page.id
        for link in [Link(operation.accessor, made.targets[operation.accessor])]
    ]
    return TypeSection(
        id=page.id,
        name=name,
        kind="page",
        anchor=name,
        doc=page.doc,
        deprecated=None,
        import_line=f"from {made.import_name}.{PAGINATION} import {', '.join(names)}",
        upstream=page.name,
        place=page.id.partition("#")[0],
        role="response",
        rows=rows,
        used_by=tuple(users),
    )
