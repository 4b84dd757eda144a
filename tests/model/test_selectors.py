"""Selectors: what they match, and what is said where they match nothing."""

from __future__ import annotations

import pytest

from tsbind.model.declarations import Declaration, Package, Source
from tsbind.model.operations import Operation
from tsbind.model.selectors import select, select_one
from tsbind.position import Position
from tsbind.problems import UsageError
from tsbind.python.selection import client_index


def declared(id_: str, kind: str = "interface", **more: bool) -> Declaration:
    file, _, name = id_.partition("#")
    return Declaration(id_, kind, name, Position(file, 1, 1), **more)


def operation(accessor: str) -> Operation:
    return Operation(accessor, "endpoint", "r#R", accessor, Position("r", 1, 1), "get", "/x")


PACKAGE = Package(
    Source("thing", "1.0.0"),
    types=(
        declared("a/runs.ts#Run"),
        declared("a/runs.ts#Run.Usage"),
        declared("a/runs.ts#RunCreateParams"),
        declared("b.ts#Message"),
        declared("b.ts#Message.Usage"),
        declared("c.ts#Message"),
        declared("c.ts#Files", "class", is_resource=True),
        declared("d.ts#Files"),
        declared("e.ts#Hidden", exported=False),
        declared("f.ts#Hidden"),
    ),
    operations=(
        operation("beta.runs.createAndPoll"),
        operation("beta.runs.list"),
        operation("beta.runs.steps.list"),
        operation("files.list"),
        operation("beta.runs.adminAPIKeys.del"),
    ),
)

INDEX = client_index(PACKAGE)

CASES: list[tuple[str, list[str]]] = [
    ("a/runs.ts#Run", ["a/runs.ts#Run"]),
    ("Run", ["a/runs.ts#Run"]),
    ("Run.Usage", ["a/runs.ts#Run.Usage"]),
    ("Usage", ["a/runs.ts#Run.Usage", "b.ts#Message.Usage"]),
    ("Message", ["b.ts#Message", "c.ts#Message"]),
    ("Run*", ["a/runs.ts#Run", "a/runs.ts#Run.Usage", "a/runs.ts#RunCreateParams"]),
    ("b.ts#*", ["b.ts#Message", "b.ts#Message.Usage"]),
    ("b.ts", ["b.ts#Message", "b.ts#Message.Usage"]),
    ("beta.runs.adminAPIKeys.del", ["beta.runs.adminAPIKeys.del"]),
    ("beta.runs.admin_api_keys.delete", ["beta.runs.adminAPIKeys.del"]),
    ("beta.runs.createAndPoll", ["beta.runs.createAndPoll"]),
    ("beta.runs.create_and_poll", ["beta.runs.createAndPoll"]),
    (
        "beta.runs",
        [
            "beta.runs.createAndPoll",
            "beta.runs.list",
            "beta.runs.steps.list",
            "beta.runs.adminAPIKeys.del",
        ],
    ),
    ("beta.runs.steps", ["beta.runs.steps.list"]),
    ("*.list", ["beta.runs.list", "beta.runs.steps.list", "files.list"]),
    ("files", ["files.list"]),
]


@pytest.mark.parametrize(("selector", "found"), CASES)
def test_select(selector: str, found: list[str]) -> None:
    selection = select(INDEX, [selector])
    ids = [d.id for d in selection.declarations] + [o.accessor for o in selection.operations]
    assert ids == found


def test_several_selectors_give_each_match_once_in_order() -> None:
    selection = select(INDEX, ["f.ts", "Run", "Run*", "files"])
    assert [d.id for d in selection.declarations][-1] == "f.ts#Hidden"
    assert len(selection.declarations) == 4
    assert [o.accessor for o in selection.operations] == ["files.list"]


UNKNOWN = [
    ("Rum", "'Rum' names nothing in thing@1.0.0. Did you mean Run"),
    ("runcreateparam", "Did you mean RunCreateParams?"),
    ("beta.run", "Did you mean beta.runs"),
    ("zzzzzz", "`tsbind inspect SOURCE` lists what there is"),
    ("beta.runs.", "Did you mean beta.runs"),
    ("", "`tsbind inspect SOURCE` lists"),
    ("[", "names nothing"),
]


@pytest.mark.parametrize(("selector", "message"), UNKNOWN)
def test_unknown(selector: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        select(INDEX, ["Run", selector])
    assert message in str(caught.value)


def test_select_one() -> None:
    assert select_one(INDEX, "Run") is PACKAGE.types[0]
    assert select_one(INDEX, "beta.runs.list") is PACKAGE.operations[1]
    assert select_one(INDEX, "Files") is PACKAGE.types[7]
    assert select_one(INDEX, "Hidden") is PACKAGE.types[9]
    with pytest.raises(UsageError, match=r"names 2 things: b\.ts#Message, c\.ts#Message\. Write"):
        select_one(INDEX, "Message")
