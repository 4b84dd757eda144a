"""The classes are dataclasses, whatever the standard library does with them."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import json
import pickle
from typing import Any, Literal, Union

import pytest

from support.emitted import Package


def test_dataclasses(package: Package, message: dict[str, Any]) -> None:
    found = package.Message.from_dict(message)
    assert dataclasses.is_dataclass(package.Message)
    assert [f.name for f in dataclasses.fields(package.Circle)] == ["kind", "radius"]
    assert dataclasses.asdict(found.body[0]) == {"kind": "circle", "radius": 2}
    assert not dataclasses.is_dataclass(package.root.Model)


def test_replace_keeps_what_is_absent_and_unknown(
    package: Package, message: dict[str, Any]
) -> None:
    found = package.Message.from_dict(message)
    other = dataclasses.replace(found, id="m2", from_=None)
    assert other.to_dict() == {**message, "id": "m2", "from": None}
    assert found.to_dict() == message
    made = dataclasses.replace(package.Square(kind="square", side=1), side=2)
    assert made.to_dict() == {"kind": "square", "side": 2}


@pytest.mark.parametrize(
    "again", [copy.copy, copy.deepcopy, lambda x: pickle.loads(pickle.dumps(x))]
)
def test_copies(package: Package, message: dict[str, Any], again: Any) -> None:
    found = package.Message.from_dict(message)
    found.from_ = "changed"
    other = again(found)
    assert other == found
    other.id = "another"
    assert other != found
    assert found.id == "m1"


def test_assignments_leave_alone_what_was_read(package: Package) -> None:
    data = {"id": "m1", "body": [{"kind": "circle", "radius": 2}], "tags": {"a": "b"}}
    arrived = copy.deepcopy(data)
    found = package.Message.from_dict(data)
    found.body[0].radius = 3
    found.body.append(package.Circle(kind="circle", radius=4))
    found.id = "m2"
    found.tags = None
    assert data == arrived
    assert [shape.radius for shape in found.body] == [3, 4]
    assert found.to_dict()["body"][0] == {"kind": "circle", "radius": 3}
    assert (found.id, found.tags) == ("m2", None)


def test_fields_are_there_before_and_after_first_use(package: Package) -> None:
    class Mine(package.Square):  # type: ignore[misc, name-defined]
        """A class by hand."""

        __slots__ = ()
        label = property(lambda self: f"{self.side} wide")

    assert {"side", "label"} <= set(dir(Mine))
    mine = Mine.from_dict({"side": 2, "label": "x"})
    assert (mine.side, mine.label) == (2, "2 wide")
    assert mine.to_dict() == {"side": 2, "label": "x"}
    assert {"side", "label"} <= set(dir(package.Square))
    assert package.Square.from_dict({"label": "x"}).label == "x"
    with pytest.raises(AttributeError, match="nothing"):
        _ = mine.nothing


def test_omit_is_one_thing(package: Package) -> None:
    omit = package.root.omit
    assert copy.deepcopy(omit) is omit
    assert pickle.loads(pickle.dumps(omit)) is omit
    assert type(omit)() is omit
    assert not omit
    assert repr(omit) == "omit"


def test_match(package: Package) -> None:
    found = package.Message.from_dict({"shape": {"kind": "square", "side": 4}})
    match found.shape:
        case package.types.Circle(radius=size) | package.types.Square(side=size):
            assert size == 4
        case _:
            pytest.fail("no case taken")


def test_equality(package: Package) -> None:
    one, other = package.Circle(kind="circle", radius=1), package.Circle(kind="circle", radius=1)
    assert one == other
    assert one != package.Circle(kind="circle", radius=2)
    assert one == {"kind": "circle", "radius": 1}
    assert one != {"kind": "circle", "radius": 1, "label": None}
    assert one != [("kind", "circle"), ("radius", 1)]
    with pytest.raises(TypeError, match="unhashable"):
        hash(one)


def test_repr(package: Package) -> None:
    found = package.Square.from_dict({"side": 1, "new": "x"})
    assert repr(found) == "Square(side=1, new='x')"


def test_construction(package: Package) -> None:
    made = package.Message(
        id="a",
        created_at=1,
        role="user",
        model="big",
        body=(shape for shape in [{"kind": "circle", "radius": 1}]),
        from_="x",
        tags=package.root.omit,
        parent=None,
    )
    assert made.body[0].radius == 1
    wire = made.to_dict()
    assert wire["body"] == [{"kind": "circle", "radius": 1}]
    assert wire["from"] == "x"
    assert wire["parent"] is None
    assert "tags" not in wire


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"kind": "circle"}, "missing required argument: 'radius'"),
        ({}, "missing required arguments: 'kind' and 'radius'"),
        ({"kind": "circle", "color": 2}, "missing required argument: 'radius'"),
    ],
)
def test_construction_refuses(package: Package, values: dict[str, Any], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        package.Circle(**values)


def test_a_response_is_a_param(package: Package) -> None:
    arrived = {"kind": "circle", "radius": 1, "new": True}
    stack = package.Stack(kind="stack", items=[package.Circle.from_dict(arrived)])
    assert stack.to_dict() == {"kind": "stack", "items": [arrived]}


def test_signature(package: Package) -> None:
    signature = inspect.signature(package.Square)
    assert list(signature.parameters) == ["kind", "side", "label"]
    assert signature.parameters["side"].default is inspect.Parameter.empty
    assert signature.parameters["label"].default is package.root.omit
    assert signature.parameters["label"].kind is inspect.Parameter.KEYWORD_ONLY


def test_type_hints(package: Package) -> None:
    hints = package.root.type_hints(package.Message)
    assert hints["created_at"] is int
    assert hints["role"] == Literal["user", "assistant"]
    assert hints["parent"] == package.Message | None
    assert hints["model"] == Union[str, Literal["big", "small"]]
    assert hints["list"] == list[str] | None
    assert package.root.type_hints(package.Alarm) == {
        "level": Literal["low", "high"],
        "exact": Literal["low"],
    }


def test_aliases_are_real_types(package: Package) -> None:
    classes = (package.Circle, package.Square, package.Row, package.Stack)
    shapes: Any = Union[classes]
    assert package.Shape == shapes
    assert package.Level == Literal["low", "high"]
    assert package.Json is not None


def test_names(package: Package) -> None:
    names = [f.name for f in dataclasses.fields(package.Message)]
    assert names[10:15] == ["from_", "vector_store_id", "to_dict_", "private", "pair"]
    assert package.module("types.message").MessageMeta.__module__.endswith("types.message")
    assert [f.name for f in dataclasses.fields(package.module("types.message").MessageMetaInner)]


def test_docs(package: Package) -> None:
    assert "Deprecated: Use Message." in package.Old.__doc__
    assert package.Circle.__doc__.startswith("Circle(")


def test_plain_values_by_pydantic_names(package: Package, message: dict[str, Any]) -> None:
    found = package.Message.from_dict(message)
    found.tags = {"a": "b"}
    assert found.model_extra == {"extra": {"a": [1, None]}}
    assert found.model_fields_set == {
        *("id", "created_at", "role", "model", "body", "shape", "from_", "vector_store_id"),
        "tags",
    }
    assert found.model_dump(by_alias=True, exclude_unset=True) == found.to_dict()
    dumped = found.model_dump(exclude_none=True)
    assert dumped["from_"] == "here"
    assert dumped["body"] == message["body"]
    assert "shape" not in dumped
    assert found.model_dump()["parent"] is None
    assert json.loads(found.model_dump_json()) == found.model_dump()
    assert package.Message.model_validate(message) == package.Message.from_dict(message)


def test_dumps_choose_their_fields(package: Package, message: dict[str, Any]) -> None:
    found = package.Message.from_dict({**message, "body": [{"kind": "blob", "size": 1}]})
    assert found.model_dump(include={"id"}) == {"id": message["id"]}
    assert found.model_dump(include={"body": {0: {"kind"}}}) == {"body": [{"kind": "blob"}]}
    assert found.model_dump(exclude={"body": {"__all__": {"kind"}}})["body"] == [{"size": 1}]
    assert "id" not in found.to_dict(exclude={"id"})
    assert "from_" in found.to_dict(use_api_names=False)
    assert found.to_dict(exclude_unset=False)["parent"] is None
    assert None not in found.to_dict(exclude_none=True, mode="json", warnings=False).values()
    assert json.loads(found.to_json(exclude={"id"})) == found.to_dict(exclude={"id"})
    assert found.model_dump_json(include={"id"}) == f'{{"id":"{message["id"]}"}}'


def test_names_of_pydantic_1_and_of_dicts(package: Package) -> None:
    square = package.Square.from_dict({"side": 2, "new": [1]})
    assert square.dict() == square.model_dump()
    assert square.json() == square.model_dump_json()
    assert square.copy(update={"side": 3}).side == 3
    assert square.model_copy(deep=True) == square
    assert package.Square.parse_raw(square.to_json()) == square
    assert package.Square.model_construct(new=1).to_dict() == {"new": 1}
    assert dict(square) == {"side": 2, "new": [1]} == {**square}
    assert (square["side"], square.get("label", "none"), "label" in square) == (2, "none", False)
    assert list(square) == [("side", 2), ("new", [1])]
    square["side"] = 4
    square["more"] = True
    assert square.to_dict() == {"side": 4, "new": [1], "more": True}
    assert list(package.Square.model_fields) == [f.name for f in dataclasses.fields(square)]


def test_fields_of_unknown_objects_go_before_those_names(package: Package) -> None:
    unknown = package.module("_runtime.model").UnknownModel(copy="c", json=None, kind="x")
    assert (unknown.copy, unknown.json, unknown.keys()) == ("c", None, ["copy", "json", "kind"])
