"""``pagination.py``: a pair of page classes for each of upstream's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tsbind.model import types as t
from tsbind.model.operations import Page
from tsbind.python.client.plan import PagePlan, PagesPlan
from tsbind.python.literals import docstring, string
from tsbind.python.methods.method_plan import NamedCode
from tsbind.python.names import PythonName, assign, class_name, unique
from tsbind.python.spelling.annotations import READ, Spelling
from tsbind.python.spelling.expression import (
    Code,
    Import,
    display,
    entry,
    imports_of,
    sequence,
)
from tsbind.python.spelling.import_statements import import_block
from tsbind.python.spelling.import_table import TYPE_CHECKING
from tsbind.python.types.classes import documentation

MODULE = (PythonName("pagination"),)

_BASES = ("AsyncPageBase", "BasePage", "SyncPageBase")


def page_names(pages: Sequence[Page]) -> dict[str, str]:
    """The name of each page class by id, without the prefix: ``CursorPage``."""
    result: dict[str, str] = {}
    for page in pages:
        result[page.id] = unique(class_name(page.name), set(result.values()))
    return result


def pages_plan(pages: Sequence[Page], names: dict[str, str], spelling: Spelling) -> PagesPlan:
    """The plan of the module; ``spelling`` is for its names."""
    table = spelling.table
    plans = tuple(_page(page, names[page.id], spelling) for page in pages)
    annotations = imports_of(*(field.code for plan in plans for field in plan.fields))
    typing = {one for one in annotations if one.module == "typing"}
    typing |= imports_of(table.typing("Generic"), table.typing("TypeVar"))
    checked = annotations - typing
    if checked:
        typing.add(TYPE_CHECKING)
    base = {Import("._runtime.pages", name, name) for name in _BASES}
    return PagesPlan(
        path="pagination.py",
        imports=import_block(typing | base, MODULE),
        typing_imports=import_block(checked, MODULE),
        pages=plans,
    )


def _page(page: Page, name: str, spelling: Spelling) -> PagePlan:
    data = [p for p in page.fields if not p.method]
    wires = assign(p.name for p in data)
    spelling.parameters = dict.fromkeys(page.type_parameters, "T")
    renamed = {wires[p.name]: p.name for p in data if wires[p.name] != p.name}
    return PagePlan(
        name=name,
        doc=docstring(documentation(page.doc, None)),
        settings=tuple(NamedCode(n, code) for n, code in _settings(page, renamed)),
        fields=tuple(NamedCode(wires[p.name], _field(p, page, spelling)) for p in data),
    )


def _settings(page: Page, renamed: dict[PythonName, str]) -> Iterator[tuple[str, Code]]:
    yield "_items", string(page.items)
    if page.next_query and page.has_next:
        yield "_next", _pairs(page.next_query)
    if page.backward_query and page.has_next:
        yield "_backward", _pairs(page.backward_query)
    if page.next_when is not None:
        yield "_more", string(page.next_when)
    if page.header_fields:
        table = sequence(*[sequence(*map(string, row)) for row in page.header_fields])
        yield "_from_headers", table
    if page.in_body:
        yield "_in_body", "True"
    if not page.stops_when_empty:
        yield "_stops_when_empty", "False"
    if renamed:
        table = display(*(entry(string(n), string(w)) for n, w in renamed.items()))
        yield "_wire_names", table


def _pairs(pairs: Sequence[tuple[str, str]]) -> Code:
    each = [sequence(string(name), string(source)) for name, source in pairs]
    return sequence(*each)


def _field(property_: t.Property, page: Page, spelling: Spelling) -> Code:
    if property_.name == page.items and isinstance(property_.type, t.Array):
        return spelling.annotation(property_.type, READ)
    parts = list(t.walk(property_.type))
    if any(isinstance(part, (t.Reference, t.Object, t.Parameter)) for part in parts):
        # Read as it arrived: nothing but the items of a page is decoded.
        return spelling.table.typing("Any")
    return spelling.optional(spelling.annotation(property_.type, READ), "None")
