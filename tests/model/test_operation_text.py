"""Operations as readable text, and the declarations they need."""

from __future__ import annotations

from dataclasses import replace

from tsbind.model.declarations import Declaration, Package, Source
from tsbind.model.index import ModelIndex
from tsbind.model.operation_text import render_operation
from tsbind.model.operations import Operation, PathParameter, Payload, Signature
from tsbind.model.selectors import select, selected_ids
from tsbind.model.types import STRING, Array, FunctionParameter, Reference
from tsbind.position import Position

PLACE = Position("runs.ts", 7, 3)
PARAMS, RUN, EVENT = (Reference(f"runs.ts#{name}") for name in ("RunParams", "Run", "Event"))

CREATE = Operation(
    accessor="runs.create",
    kind="endpoint",
    resource="runs.ts#Runs",
    method="create",
    position=PLACE,
    verb="post",
    path="/runs/{id}",
    signatures=(
        Signature(
            (FunctionParameter("id", STRING), FunctionParameter("body", PARAMS, optional=True)),
            RUN,
            wrapper="APIPromise",
        ),
        Signature((FunctionParameter("a_name_that_is_rather_long", Array(PARAMS)),) * 2, RUN),
    ),
    path_parameters=(PathParameter("id", "argument", STRING),),
    body=Payload("body", PARAMS),
    headers=(("X-Beta", "1"),),
    event=EVENT,
    streams="body",
    multipart=True,
    doc="Creates a run.",
    deprecated="Use another.",
)

TEXT = """\
// runs.ts:7:3
// POST /runs/{id}
// streams Event
// multipart
// X-Beta: 1
/**
 * Creates a run.
 *
 * @deprecated Use another.
 */
runs.create(id: string, body?: RunParams): APIPromise<Run>
runs.create(
  a_name_that_is_rather_long: RunParams[],
  a_name_that_is_rather_long: RunParams[],
): Run"""


def test_an_endpoint() -> None:
    assert render_operation(CREATE) == TEXT


def test_a_page() -> None:
    page = replace(CREATE, page="pages.ts#CursorPage", page_item=RUN, streams=None)
    assert "// pages (CursorPage) of Run\n" in render_operation(page)


def test_a_helper() -> None:
    helper = Operation("runs.poll", "helper", "runs.ts#Runs", "poll", PLACE)
    assert render_operation(helper) == "// runs.ts:7:3\n// helper\nruns.poll"


def test_what_a_selection_needs() -> None:
    names = ("Run", "RunParams", "Event", "Unused", "Chosen")
    types = tuple(Declaration(f"runs.ts#{n}", "interface", n, PLACE) for n in names)
    package = Package(Source("x", "1.0.0"), types=types, operations=(CREATE,))
    index = ModelIndex(package)
    ids = selected_ids(index, select(index, ["runs", "Chosen"]))
    assert ids == ("runs.ts#Run", "runs.ts#RunParams", "runs.ts#Event", "runs.ts#Chosen")
