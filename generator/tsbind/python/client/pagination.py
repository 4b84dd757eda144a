"""``pagination.py``: a pair of page classes for each of upstream's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tsbind.model import types as t
from tsbind.model.operations import Page
from tsbind.python.client.import_table import ClientScope
from tsbind.python.client.plan import PagePlan, PagesPlan
from tsbind.python.docstrings import docstring
from tsbind.python.literals import string
from tsbind.python.names import PythonName, assign, class_name, unique
from tsbind.python.spelling.annotations import READ, Spelling
from tsbind.python.spelling.expression import Code, call, display, entry, sequence
from tsbind.python.spelling.layout import lay
from tsbind.python.types.classes import documentation

MODULE = (PythonName("pagination"),)


def page_names(pages: Sequence[Page]) -> dict[str, str]:
    """The name of each page class by id, without the half: ``CursorPage``."""
    result: dict[str, str] = {}
    for page in pages:
        result[page.id] = unique(class_name(page.name), set(result.values()))
    return result


def pages_plan(pages: Sequence[Page], names: dict[str, str], spelling: Spelling) -> PagesPlan:
    """The plan of the module; ``spelling`` is for its scope."""
    scope = spelling.scope
    assert isinstance(scope, ClientScope)
    scope.typing("Generic")
    scope.typing("TypeVar")
    plans = tuple(_page(page, names[page.id], spelling) for page in pages)
    checked = tuple(scope.checked_imports())
    if checked:
        scope.typing("TYPE_CHECKING")
    return PagesPlan(
        path="pagination.py",
        imports=tuple(scope.typing_imports()),
        checked=checked,
        pages=plans,
    )


def _page(page: Page, name: str, spelling: Spelling) -> PagePlan:
    data = [p for p in page.fields if not p.method]
    wires = assign(p.name for p in data)
    spelling.parameters = dict.fromkeys(page.type_parameters, "T")
    fields = tuple(lay(f"{wires[p.name]}: ", _field(p, page, spelling)) for p in data)
    renamed = {wires[p.name]: p.name for p in data if wires[p.name] != p.name}
    return PagePlan(
        name=name,
        line=lay("class ", call(f"_{name}", "BasePage[T]", "Generic[T]"), ":"),
        halves=tuple(_half(name, half) for half in ("Sync", "Async")),
        doc=docstring(documentation(page.doc, None)),
        settings=tuple(_settings(page, renamed)),
        fields=fields,
    )


def _half(name: str, half: str) -> tuple[str, str]:
    line = call(f"{half}{name}", f"_{name}[T]", f"{half}PageBase[T]", "Generic[T]")
    return lay("class ", line, ":"), f'"""A `{name}` of the {half.lower()} client."""'


def _settings(page: Page, renamed: dict[PythonName, str]) -> Iterator[str]:
    yield f"_items = {string(page.items)}"
    if page.next_query and page.has_next:
        yield lay("_next = ", _pairs(page.next_query))
    if page.backward_query and page.has_next:
        yield lay("_backward = ", _pairs(page.backward_query))
    if page.next_when is not None:
        yield f"_more = {string(page.next_when)}"
    if page.header_fields:
        table = sequence(*[sequence(*map(string, row)) for row in page.header_fields])
        yield lay("_from_headers = ", table)
    if page.in_body:
        yield "_in_body = True"
    if not page.stops_when_empty:
        yield "_stops_when_empty = False"
    if renamed:
        table = display(*(entry(string(n), string(w)) for n, w in renamed.items()))
        yield lay("_wire_names = ", table)


def _pairs(pairs: Sequence[tuple[str, str]]) -> Code:
    each = [sequence(string(name), string(source)) for name, source in pairs]
    return sequence(*each)


def _field(property_: t.Property, page: Page, spelling: Spelling) -> Code:
    if property_.name == page.items and isinstance(property_.type, t.Array):
        return spelling.annotation(property_.type, READ)
    parts = list(t.walk(property_.type))
    if any(isinstance(part, (t.Reference, t.Object, t.Parameter)) for part in parts):
        # Read as it arrived: nothing but the items of a page is decoded.
        return spelling.scope.typing("Any")
    return spelling.optional(spelling.annotation(property_.type, READ), "None")
