"""Models in the hands of other libraries; `docs/objects.md` says the same to readers."""

from __future__ import annotations

import copy
import json
import pickle
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import pytest

from support.emitted import Package

WIRE = {
    "id": "m1",
    "created_at": 1,
    "role": "user",
    "model": "big",
    "body": [{"kind": "circle", "radius": 2}],
    "from": "here",
    "new": {"a": [1]},
}


@pytest.fixture
def model(package: Package) -> Any:
    return package.Message.from_dict(WIRE)


def test_copy_and_pickle(model: Any) -> None:
    for again in (copy.copy(model), copy.deepcopy(model), pickle.loads(pickle.dumps(model))):
        assert again == model == WIRE


def test_pydantic_field(package: Package, model: Any) -> None:
    pydantic = pytest.importorskip("pydantic")
    outer = pydantic.create_model("Outer", message=(package.Message, ...), n=(int, 0))
    made = outer.model_validate({"message": WIRE})
    assert type(made.message) is package.Message
    assert made.model_dump() == {"message": WIRE, "n": 0}
    assert json.loads(made.model_dump_json()) == {"message": WIRE, "n": 0}
    assert outer(message=model).message is model
    with pytest.raises(pydantic.ValidationError, match="expected an object"):
        outer(message=1)
    schema = outer.model_json_schema()
    assert schema["properties"]["message"] == {"$ref": "#/$defs/Message"}
    assert {"Message", "Circle", "Stack"} <= schema["$defs"].keys()
    assert "id" in schema["$defs"]["Message"]["required"]


def test_pydantic_type_adapter(package: Package) -> None:
    pydantic = pytest.importorskip("pydantic")
    adapter = pydantic.TypeAdapter(list[package.Shape])
    found = adapter.validate_json('[{"kind": "square", "side": 1}, {"kind": "row", "items": []}]')
    assert [type(shape).__name__ for shape in found] == ["Square", "Row"]
    assert adapter.dump_python(found)[0] == {"kind": "square", "side": 1}
    # Lenient as `from_dict`: what is missing is no error, what is new is kept.
    circle = pydantic.TypeAdapter(package.Circle).validate_python({"new": 1})
    assert circle.to_dict() == {"new": 1}
    schema = package.Tree.model_json_schema()
    assert schema == pydantic.TypeAdapter(package.Tree).json_schema()
    assert schema["$defs"]["Tree"]["properties"]["children"] == {
        "type": "array",
        "items": {"$ref": "#/$defs/Tree"},
    }


def test_json_schemas_are_valid_and_take_what_the_classes_do(package: Package) -> None:
    pydantic = pytest.importorskip("pydantic")
    jsonschema = pytest.importorskip("jsonschema")
    for name in ("Message", "Alarm", "Open", "Params", "Box"):
        schema = pydantic.TypeAdapter(getattr(package, name)).json_schema()
        jsonschema.Draft202012Validator.check_schema(schema)
    schema = pydantic.TypeAdapter(package.Message).json_schema()
    jsonschema.validate(WIRE, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**WIRE, "created_at": "x"}, schema)


def test_fastapi(package: Package) -> None:
    fastapi = pytest.importorskip("fastapi")
    testclient = pytest.importorskip("fastapi.testclient")
    app = fastapi.FastAPI()

    def echo(message: Any) -> Any:
        assert type(message) is package.Message
        return message

    echo.__annotations__ = {"message": package.Message}
    app.post("/echo", response_model=package.Message)(echo)
    client = testclient.TestClient(app)
    assert client.post("/echo", json=WIRE).json() == WIRE
    assert client.post("/echo", json=[1]).status_code == 422
    assert "Circle" in client.get("/openapi.json").json()["components"]["schemas"]


def test_cattrs(package: Package, model: Any) -> None:
    cattrs = pytest.importorskip("cattrs")
    converter = cattrs.Converter()
    base = package.root.Model
    converter.register_structure_hook_func(
        lambda kind: isinstance(kind, type) and issubclass(kind, base),
        lambda data, kind: kind.from_dict(data),
    )
    converter.register_unstructure_hook_func(
        lambda kind: isinstance(kind, type) and issubclass(kind, base), lambda made: made.to_dict()
    )
    assert converter.structure(WIRE, package.Message) == model
    assert converter.unstructure(model) == WIRE


def test_cattrs_without_hooks_leaves_optional_fields_out(package: Package) -> None:
    cattrs = pytest.importorskip("cattrs")
    made = cattrs.structure({"text": "a", "limit": 2}, package.Params)
    assert made.to_dict() == {"text": "a", "limit": 2}


def test_msgspec(package: Package, model: Any) -> None:
    msgspec = pytest.importorskip("msgspec")
    made = msgspec.convert({"text": "a", "limit": 2}, package.Params)
    assert made.to_dict() == {"text": "a", "limit": 2}
    # It looks for missing fields by their attributes, which read as None.
    assert msgspec.convert({"limit": 2}, package.Params).to_dict() == {"limit": 2}
    # It reads every field of the class; `to_dict` first is lossless.
    assert msgspec.to_builtins(package.Params(text="a"))["text"] == "a"
    assert msgspec.json.decode(msgspec.json.encode(model.to_dict())) == WIRE


def test_dacite(package: Package) -> None:
    dacite = pytest.importorskip("dacite")
    made = dacite.from_dict(
        package.Params, {"text": "a", "limit": 2, "box": {"value": "v", "many": []}}
    )
    assert made.to_dict()["limit"] == 2
    assert "after" not in made.to_dict()


def test_attrs_says_that_it_is_no_attrs_class(model: Any) -> None:
    attrs = pytest.importorskip("attrs")
    with pytest.raises(attrs.exceptions.NotAnAttrsClassError):
        attrs.asdict(model)


def test_orjson(model: Any) -> None:
    orjson = pytest.importorskip("orjson")
    text = orjson.dumps({"m": model}, default=lambda made: made.to_dict())
    assert json.loads(text) == {"m": WIRE}
    with pytest.raises(TypeError):
        orjson.dumps(model)


def test_hypothesis_builds(package: Package) -> None:
    from hypothesis import find
    from hypothesis import strategies as st

    made = find(st.builds(package.Circle), lambda found: True)
    assert made.kind == "circle"
    assert isinstance(made.radius, float)
    assert set(find(st.builds(package.Params), lambda found: True).to_dict()) == {"text"}


def test_rich(package: Package) -> None:
    pretty = pytest.importorskip("rich.pretty")
    made = package.Square(kind="square", side=1)
    assert pretty.pretty_repr(made) == "Square(kind='square', side=1)"
    assert pretty.pretty_repr(made, max_width=10).splitlines()[1] == "    kind='square',"


def test_ipython(package: Package) -> None:
    pretty = pytest.importorskip("IPython.lib.pretty")
    made = package.Square(kind="square", side=1, label="x" * 70)
    assert pretty.pretty(made).splitlines() == [
        "Square(kind='square',",
        "       side=1,",
        f"       label={'x' * 70!r})",
    ]


def test_objects_of_other_libraries_are_sent_as_objects(package: Package) -> None:
    pydantic = pytest.importorskip("pydantic")
    attrs = pytest.importorskip("attrs")

    @dataclass
    class Plain:
        a: int
        inner: Any = None

    data = pydantic.create_model("Data", a=(int, ...), b=(str, pydantic.Field("x", alias="c")))
    typed = pydantic.dataclasses.dataclass(type("Typed", (), {"__annotations__": {"a": int}}))
    attributes = attrs.make_class("Attributes", ["a"])
    encode = package.module("_runtime.encoding").encode
    assert encode(data(a=1)) == {"a": 1}
    assert encode([Plain(1, Plain(2))]) == [{"a": 1, "inner": {"a": 2, "inner": None}}]
    assert encode({"x": typed(a=1)}) == {"x": {"a": 1}}
    assert encode(attributes(1)) == {"a": 1}
    model = package.Open(name="n", more=data(a=1), other=[Plain(1)])
    assert model.to_dict()["more"] == {"a": 1}
    assert model.model_dump()["more"] == {"a": 1, "c": "x"}
    assert json.loads(model.model_dump_json())["other"] == [{"a": 1, "inner": None}]


def test_what_is_no_json_is_named_with_its_place(package: Package) -> None:
    model = package.Open(name="n", more=[{"a": object()}])
    with pytest.raises(TypeError, match=r"^\$\.more\[0\]\.a: an object of type object is not"):
        model.to_json()


def test_a_class_of_a_user(package: Package) -> None:
    base = package.root.Model

    class Inner(base):  # type: ignore[misc, valid-type]
        n: int

    class Mine(base):  # type: ignore[misc, valid-type]
        foo: int
        tags: list[str] = []  # noqa: RUF012
        inner: Inner | None = None
        shape: package.Circle | None = None  # type: ignore[name-defined]

    made = Mine(foo=1)
    assert made.to_dict() == {"foo": 1, "tags": [], "inner": None, "shape": None}
    found = Mine.from_dict({"foo": 2, "inner": {"n": 3}, "shape": WIRE["body"][0]})  # type: ignore[index]
    assert (type(found.inner), found.inner.n, found.shape.radius) == (Inner, 3, 2)
    assert found.tags == []
    assert found.to_dict() == {
        "foo": 2,
        "inner": {"n": 3},
        "shape": {"kind": "circle", "radius": 2},
    }
    with pytest.raises(TypeError, match="missing required argument: 'foo'"):
        Mine()
    error = package.module("_runtime.decode_error").DecodeError
    with pytest.raises(error, match=r"\$\.inner\.n: expected an integer"):
        Mine.from_dict({"foo": 1, "inner": {"n": "x"}}, strict=True)


def test_a_class_of_a_user_adds_fields(package: Package) -> None:
    class Wide(package.Circle):  # type: ignore[misc, name-defined]
        color: str = "red"

    made = Wide(kind="circle", radius=1)
    assert made.to_dict() == {"kind": "circle", "radius": 1, "color": "red"}
    assert isinstance(made, package.types.Circle)
    assert Wide.from_dict({"radius": 2, "color": "blue"}).color == "blue"


def test_strict_lets_new_fields_pass(package: Package) -> None:
    error = package.module("_runtime.decode_error").DecodeError
    data = {"kind": "circle", "radius": 1, "new": 1}
    assert package.Circle.from_dict(data, strict=True).to_dict() == data
    with pytest.raises(error, match=r"\$\.new: Circle has no such field"):
        package.Circle.from_dict(data, forbid_unknown=True)
    with pytest.raises(error, match=r"\$\.radius"):
        package.Circle.from_dict({"kind": "circle", "radius": "x"}, strict=True)


Item = TypeVar("Item")


@dataclass
class Row:
    a: int


def test_a_generic_class_of_a_user_is_filled_in(package: Package) -> None:
    class Page(package.root.Model, Generic[Item]):  # type: ignore[misc,name-defined]
        items: list[Item]
        first: Item | None = None
        count: int = 0

    class Book(package.root.Model):  # type: ignore[misc,name-defined]
        shapes: Page[package.Circle]  # type: ignore[name-defined]
        pages: dict[str, Page[Row]]

    circle = {"kind": "circle", "radius": 2}
    data = {"shapes": {"items": [circle], "first": circle}, "pages": {"a": {"items": [{"a": 1}]}}}
    book = Book.from_dict(data)
    assert isinstance(book.shapes, Page)
    assert type(book.shapes.first) is type(book.shapes.items[0]) is package.Circle
    assert book.pages["a"].items == [Row(1)]
    assert (book.shapes.count, book.pages["a"].first) == (0, None)
    assert book.to_dict() == data
    assert type(Book.from_dict(data).shapes) is type(book.shapes)
    assert type(book.shapes).__name__ == "Page[Circle]"
    assert pickle.loads(pickle.dumps(book.shapes)) == book.shapes
    raw = Page.from_dict({"items": [circle]})
    assert raw.items == [circle]
    with pytest.raises(package.root.DecodeError, match=r"\$\.shapes\.items\[0\]"):
        Book.from_dict({**data, "shapes": {"items": [1]}}, strict=True)
