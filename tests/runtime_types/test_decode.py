"""Decoding: lazy, lenient, lossless; strict on request."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest

from support.emitted import Package


def test_fields_read_as_their_types(package: Package, message: dict[str, Any]) -> None:
    found = package.Message.from_dict(message)
    assert found.id == "m1"
    assert found.created_at == 10**30
    assert isinstance(found.body[0], package.Circle)
    assert found.body[0].radius == 2
    assert found.from_ == "here"
    assert found.vector_store_id == "vs"


def test_absent_and_null_read_as_none_and_differ_on_the_wire(package: Package) -> None:
    null, absent = package.Square.from_dict({"label": None}), package.Square.from_dict({})
    assert null.label is None
    assert absent.label is None
    assert null.to_dict() == {"label": None}
    assert absent.to_dict() == {}


def test_what_arrived_is_given_back(package: Package, message: dict[str, Any]) -> None:
    text = json.dumps(message, separators=(",", ":"))
    found = package.Message.from_dict(json.loads(text))
    repr(found)
    assert found.body[1].kind == "blob"
    assert found.to_json(indent=None) == text
    assert package.Message.from_dict(found.to_dict()) == found


def test_an_assignment_shows_and_nothing_else_changes(
    package: Package, message: dict[str, Any]
) -> None:
    found = package.Message.from_dict(message)
    found.shape = package.Circle(kind="circle", radius=1)
    found.body[0].radius = 3
    found.from_ = None
    expected = json.loads(json.dumps(message))
    expected |= {"shape": {"kind": "circle", "radius": 1}, "from": None}
    expected["body"][0]["radius"] = 3
    assert found.to_dict() == expected


def test_an_assigned_omit_takes_the_key_away(package: Package) -> None:
    found = package.Square.from_dict({"label": "x", "side": 1})
    found.label = package.root.omit
    assert found.to_dict() == {"side": 1}


def test_unknown_things_pass(package: Package, message: dict[str, Any]) -> None:
    found = package.Message.from_dict(message)
    assert found.role == "robot"
    assert found.extra == {"a": [1, None]}
    unknown = found.body[1]
    assert isinstance(unknown, package.root.UnknownModel)
    assert unknown.kind == "blob"
    assert unknown.x == {"y": 1}
    assert unknown.to_dict() == {"kind": "blob", "x": {"y": 1}}
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = found.nothing


@pytest.mark.parametrize("wrong", [1, "text", True, [], [[1]], {"x": 1}, None])
def test_wrong_kinds_never_fail(package: Package, wrong: Any) -> None:
    keys = "id created_at body shape loose parent tags places pair list meta from".split()
    data = dict.fromkeys(keys, wrong)
    found = package.Message.from_dict(data)
    repr(found)
    assert found.to_dict() == data


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ({"kind": "circle", "radius": 1}, "Circle"),
        ({"kind": "row", "items": []}, "Row"),
        ({"kind": "stack", "items": [], "new": 1}, "Stack"),
        ({"kind": "hexagon"}, "UnknownModel"),
        ({"radius": 1}, "UnknownModel"),
        ({"kind": ["circle"]}, "UnknownModel"),
    ],
)
def test_discriminated_unions(package: Package, data: dict[str, Any], name: str) -> None:
    found = package.Message.from_dict({"shape": data})
    assert type(found.shape).__name__ == name
    assert found.to_dict() == {"shape": data}


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ({"name": "n"}, "Named"),
        ({"size": 1, "note": "x"}, "Sized"),
        ({"name": "n", "size": 1}, "Named"),
        ({"name": "n", "size": 1, "note": "x"}, "Named"),
        ({"note": "x"}, "UnknownModel"),
        ({"name": 1}, "UnknownModel"),
        ([{"name": "n"}], "list"),
        ("text", "str"),
    ],
)
def test_unions_told_by_shape(package: Package, data: Any, name: str) -> None:
    found = package.Message.from_dict({"loose": data})
    assert type(found.loose).__name__ == name
    assert found.to_dict() == {"loose": data}


def test_containers(package: Package) -> None:
    found = package.Message.from_dict(
        {"places": {"a": {"name": "n"}}, "pair": ["x", {"name": "n"}], "tags": {"k": "v"}}
    )
    assert found.places["a"].name == "n"
    assert found.pair[1].name == "n"
    assert found.tags == {"k": "v"}
    assert found.to_dict()["pair"] == ["x", {"name": "n"}]


def test_numbers_are_kept(package: Package) -> None:
    found = package.Circle.from_dict(json.loads('{"kind": "circle", "radius": NaN}'))
    assert math.isnan(found.radius)
    assert found.to_json(indent=None) == '{"kind":"circle","radius":NaN}'
    assert package.Circle.from_dict({"radius": 2}).radius.__class__ is int


@pytest.mark.parametrize(
    ("change", "path", "problem"),
    [
        ({"id": 1}, "$.id", "expected a string, got 1"),
        ({"created_at": 1.5}, "$.created_at", "expected an integer"),
        ({"role": "robot"}, "$.role", "expected one of"),
        ({"body": [{"kind": "circle", "radius": "x"}]}, "$.body[0].radius", "expected a number"),
        ({"body": [{"kind": "blob"}]}, "$.body[0]", "no member"),
        ({"tags": {"a b": 1}}, '$.tags["a b"]', "expected a string"),
        ({"places": {"a": {}}}, "$.places.a.name", "needs this field"),
        ({"pair": ["x"]}, "$.pair", "expected 2 items"),
        ({"loose": {"name": 1}}, "$.loose.name", "expected a string"),
    ],
)
def test_strict(package: Package, change: dict[str, Any], path: str, problem: str) -> None:
    data = {"id": "a", "created_at": 1, "role": "user", "model": "any", "body": "b", **change}
    with pytest.raises(package.root.DecodeError) as caught:
        package.Message.from_dict(data, strict=True)
    assert caught.value.path == path
    assert problem in str(caught.value)


def test_strict_takes_what_the_type_says(package: Package) -> None:
    data = {
        "id": "a",
        "created_at": 1.0,
        "role": "user",
        "model": "any",
        "body": [{"kind": "row", "items": [{"kind": "circle", "radius": 1}]}],
        "shape": None,
        "figure": None,
        "meta": {"token": "t", "inner": {"deep": True}},
        "anything": [{}],
    }
    found = package.Message.from_dict(data, strict=True)
    assert found.meta.inner.deep is True
    assert package.Open.from_dict({"name": "n", "more": 1}, strict=True).more == 1


@pytest.mark.parametrize(("start", "end"), [("[", "]"), ('{"x":', "}")], ids=["lists", "dicts"])
def test_900_levels_are_dumped(package: Package, start: str, end: str) -> None:
    deep: Any = 1
    for _ in range(900):
        deep = [deep] if end == "]" else {"x": deep}
    found = package.Open.from_dict({"name": "n", "more": deep})
    assert found.to_dict() == found.model_dump() == {"name": "n", "more": deep}
    text = f'{{"name":"n","more":{start * 900}1{end * 900}}}'
    assert found.model_dump_json() == found.to_json(indent=None) == text
    assert "".join(found.to_json().split()) == text


def test_depth_is_no_crash(package: Package) -> None:
    data: dict[str, Any] = {"children": []}
    for _ in range(100_000):
        data = {"children": [], "next": data}
    found = package.Tree.from_dict(data)
    assert found.next.next.children == []
    with pytest.raises(package.root.EncodeError, match="nested too deeply"):
        found.to_dict()
    with pytest.raises(package.root.DecodeError, match="nested too deeply"):
        package.Tree.from_dict(data, strict=True)
    while data:  # taken apart here: the interpreter frees nested dicts by recursion
        data = data.pop("next", {})


def test_not_an_object(package: Package) -> None:
    with pytest.raises(package.root.DecodeError, match="expected an object, got list"):
        package.Circle.from_dict([])


def test_what_has_no_type_says_so(package: Package) -> None:
    found = package.Message.from_dict({"shape": {"kind": "hexagon"}}).shape
    assert type(found).model_fields == {}
    assert found.model_extra == {"kind": "hexagon"}
    assert found.model_fields_set == set()
