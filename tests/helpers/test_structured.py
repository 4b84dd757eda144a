"""Types as strict JSON schemas, and JSON as values of those types."""

from __future__ import annotations

import dataclasses
import datetime
import decimal
import enum
import json
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType
from typing import Annotated, Any, Literal, NewType, NotRequired, TypedDict

import jsonschema
import pydantic
import pydantic.dataclasses
import pytest

pytestmark = pytest.mark.registry
Metres = NewType("Metres", float)


class Unit(enum.Enum):
    C = "c"
    F = "f"


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 2


@dataclasses.dataclass
class Place:
    """Where it is."""

    city: Annotated[str, "The name of the city"]
    height: Metres = Metres(0.0)
    note: str | None = dataclasses.field(default=None, metadata={"description": "Anything else"})


@dataclasses.dataclass
class Report:
    unit: Unit
    level: Level
    kind: Literal["day", "night"]
    at: Place
    others: list[Place]
    mixed: list[int | str | Place]
    maybe: Place | None
    names: Sequence[str] = ()


@dataclasses.dataclass
class Node:
    value: int
    children: list[Node]
    parent: Node | None = None


class Step(TypedDict):
    text: str
    done: NotRequired[bool]


class Leaf(pydantic.BaseModel):
    kind: Literal["leaf"]


@dataclasses.dataclass
class Mixed:
    leaf: Leaf
    steps: list[Step]


@pydantic.dataclasses.dataclass
class Sale:
    on: datetime.date
    price: decimal.Decimal = pydantic.Field(gt=0, description="In crowns")
    tags: list[str] = pydantic.Field(default_factory=list)


@dataclasses.dataclass
class Sales:
    sales: list[Sale]


SALE = {"on": "2024-01-02", "price": "1.5", "tags": ["a"]}
SOLD = Sale(datetime.date(2024, 1, 2), decimal.Decimal("1.5"), ["a"])
PLACE = {"city": "Oslo", "height": 12.0, "note": None}
CASES: dict[str, tuple[Any, Any, Any]] = {
    "everything": (
        Report,
        {
            "unit": "c", "level": 2, "kind": "day", "at": PLACE, "others": [PLACE, PLACE],
            "mixed": [1, "x", PLACE], "maybe": None, "names": ["a"],
        },
        Report(
            Unit.C, Level.HIGH, "day", Place("Oslo", Metres(12.0)),
            [Place("Oslo", Metres(12.0))] * 2, [1, "x", Place("Oslo", Metres(12.0))], None, ["a"],
        ),
    ),
    "recursive": (
        Node,
        {"value": 1, "children": [{"value": 2, "children": [], "parent": None}], "parent": None},
        Node(1, [Node(2, [])]),
    ),
    "a TypedDict": (Step, {"text": "x", "done": True}, {"text": "x", "done": True}),
    "a pydantic model inside": (
        Mixed,
        {"leaf": {"kind": "leaf"}, "steps": [{"text": "x", "done": False}]},
        Mixed(Leaf(kind="leaf"), [{"text": "x", "done": False}]),
    ),
    "a dataclass of pydantic": (Sale, SALE, SOLD),
    "one inside": (Sales, {"sales": [SALE]}, Sales([SOLD])),
}  # fmt: skip


@pytest.fixture
def lib(newest: ModuleType) -> Any:
    return import_module(f"{newest.__name__}.lib.structured")


@pytest.mark.parametrize("name", CASES)
def test_a_schema_takes_what_the_type_reads(lib: Any, name: str) -> None:
    kind, data, value = CASES[name]
    schema = lib.json_schema(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(data, schema)
    assert lib.parse_text(json.dumps(data), kind) == value
    for part in objects(schema):
        assert part["additionalProperties"] is False
        assert part["required"] == list(part["properties"])


def objects(schema: Any) -> list[dict[str, Any]]:
    """Every object schema in a schema."""
    if isinstance(schema, list):
        return [one for item in schema for one in objects(item)]
    if not isinstance(schema, dict):
        return []
    own = [schema] if schema.get("type") == "object" else []
    return own + [one for item in schema.values() for one in objects(item)]


def test_what_a_schema_says(lib: Any) -> None:
    schema = lib.json_schema(Report)
    place = schema["$defs"]["Place"]
    assert place["description"] == "Where it is."
    assert place["properties"] == {
        "city": {"type": "string", "description": "The name of the city"},
        "height": {"type": "number"},
        "note": {
            "anyOf": [{"type": "string"}, {"type": "null"}],
            "description": "Anything else",
        },
    }
    assert schema["properties"]["unit"] == {"enum": ["c", "f"], "type": "string"}
    assert schema["properties"]["level"] == {"enum": [1, 2], "type": "integer"}
    assert lib.json_schema(Node)["properties"]["parent"]["anyOf"][0] == {"$ref": "#"}


def test_a_dataclass_of_pydantic_says_what_pydantic_says(newest: ModuleType, lib: Any) -> None:
    assert lib.json_schema(Sale)["properties"]["price"]["description"] == "In crowns"
    with pytest.raises(pydantic.ValidationError, match="greater than 0"):
        lib.parse_text(json.dumps({**SALE, "price": "-1"}), Sale)


def test_a_type_defined_in_a_function_may_speak_of_itself(lib: Any) -> None:
    @dataclasses.dataclass
    class Tree:
        below: list[Tree]

    assert lib.parse_text('{"below": [{"below": []}]}', Tree) == Tree([Tree([])])


REFUSED = {
    "another type": ({**CASES["everything"][1], "level": "2"}, "'2' is not a valid Level"),
    "an unknown member": ({**CASES["everything"][1], "unit": "k"}, "is not a valid Unit"),
    "another literal": ({**CASES["everything"][1], "kind": "dusk"}, "none of"),
    "a bool for a number": ({**CASES["everything"][1], "at": {**PLACE, "height": True}}, "number"),
    "something missing": ({"unit": "c"}, "lacks level"),
    "no object": ([], "expected an object"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_of_the_type(newest: ModuleType, lib: Any, name: str) -> None:
    data, told = REFUSED[name]
    with pytest.raises(newest.OutputParseError, match=told) as caught:
        lib.parse_text(json.dumps(data), Report)
    assert caught.value.text == json.dumps(data)


@pytest.mark.parametrize("kind", [dict[str, int], list, bytes, object, complex])
def test_types_without_a_strict_schema(lib: Any, kind: Any) -> None:
    with pytest.raises(TypeError):
        lib.json_schema(dataclasses.make_dataclass("Holder", [("it", kind)]))
    with pytest.raises(TypeError):
        lib.json_schema(kind)
