"""What tools for dataclasses see: fields, defaults, signatures and types agree."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pprint
import subprocess
import sys
import typing
from pathlib import Path
from typing import Any, Literal, Optional

import pytest

from support.emitted import Package

CLASSES = ("Message", "Circle", "Square", "Open", "Old", "Tree", "Box", "Params", "Alarm", "Stack")


@pytest.mark.parametrize("name", CLASSES)
def test_fields_signature_and_hints_agree(package: Package, name: str) -> None:
    cls = getattr(package, name)
    omit = package.root.omit
    fields = dataclasses.fields(cls)
    parameters = inspect.signature(cls).parameters
    names = [field.name for field in fields]
    assert list(parameters) == names
    assert list(typing.get_type_hints(cls)) == names
    assert list(inspect.get_annotations(cls)) == names
    for field in fields:
        hint = typing.get_type_hints(cls)[field.name]
        assert not isinstance(hint, str)
        assert field.type == hint == inspect.get_annotations(cls)[field.name]
        assert parameters[field.name].annotation == hint
        assert field.kw_only
        assert field.default_factory is dataclasses.MISSING
        if field.default is dataclasses.MISSING:
            assert parameters[field.name].default is inspect.Parameter.empty
        else:
            assert field.default is omit
            assert parameters[field.name].default is omit


def test_optional_fields_have_a_default(package: Package) -> None:
    defaults = {field.name: field.default for field in dataclasses.fields(package.Params)}
    omit, missing = package.root.omit, dataclasses.MISSING
    assert defaults == {"text": missing, "limit": omit, "after": omit, "box": omit}


def test_hints_are_types(package: Package) -> None:
    hints = typing.get_type_hints(package.Square)
    label = Optional[str]  # noqa: UP045
    assert hints == {"kind": Literal["square"], "side": float, "label": label}
    assert package.Square.__annotations__ == hints
    assert typing.get_type_hints(package.Tree)["children"] == list[package.Tree]


def test_asdict_leaves_out_what_is_absent(package: Package, message: dict[str, Any]) -> None:
    found = package.Message.from_dict(message)
    assert "parent" not in dataclasses.asdict(found)
    assert dataclasses.asdict(found)["extra"] == message["extra"]
    assert dataclasses.asdict(package.Params(text="a", after=None)) == {"text": "a", "after": None}
    names = [field.name for field in dataclasses.fields(package.Params)]
    assert [f.name for f in dataclasses.fields(package.Params(text="a"))] == names


def test_replace_leaves_out_what_is_absent(package: Package, message: dict[str, Any]) -> None:
    found = package.Message.from_dict(message)
    found.more = 1
    for other in (dataclasses.replace(found, id="m2"), found.__replace__(id="m2")):
        assert other.to_dict() == {**message, "id": "m2", "more": 1}
    assert dataclasses.replace(package.Params(text="a"), limit=2).to_dict() == {
        "text": "a",
        "limit": 2,
    }


def test_a_program_may_add_fields(package: Package) -> None:
    made = package.Circle(kind="circle", radius=1, color="red", _secret=1)
    made.extra = {"a": 1}
    made._private = 2
    wire = {"kind": "circle", "radius": 1, "color": "red", "extra": {"a": 1}}
    assert made.to_dict() == wire
    assert (made.color, made.extra, made._private, made._secret) == ("red", {"a": 1}, 2, 1)
    for again in (copy.copy(made), copy.deepcopy(made), dataclasses.replace(made)):
        assert again.to_dict() == wire
    assert copy.copy(made)._private == 2
    assert made.model_extra == {"color": "red", "extra": {"a": 1}}
    assert made.model_dump() == wire
    assert repr(made) == "Circle(kind='circle', radius=1, color='red', extra={'a': 1})"
    made["extra"] = 3
    assert made.extra == made.to_dict()["extra"] == 3
    made.added = package.root.omit
    assert "added" not in made.to_dict()
    assert "added" not in made.model_extra


def test_vars(package: Package) -> None:
    made = package.Message.from_dict({"id": "a", "from": "b", "new": 1})
    assert vars(made) == {"id": "a", "from_": "b", "new": 1}


def test_pprint_breaks_lines(package: Package) -> None:
    made = package.Message(id="a" * 60, created_at=1, role="user", model="big", body="b" * 60)
    lines = pprint.pformat(made).splitlines()
    assert len(lines) == 5
    assert lines[0] == f"Message(id={'a' * 60!r},"


def test_a_class_without_a_docstring_shows_its_signature(package: Package) -> None:
    assert package.Circle.__doc__ == "Circle(*, kind: Literal['circle'], radius: float)"


def test_a_class_asked_for_by_another_name_is_called_so(package: Package) -> None:
    cls = package.Amount
    assert cls is package.types.Quantity
    with pytest.raises(TypeError) as caught:
        cls()
    assert "Amount.__init__() (Quantity) missing required argument: 'value'" in str(caught.value)
    assert repr(cls.from_dict({"value": 1})) == "Amount(value=1)"


def test_an_object_filled_field_by_field(package: Package) -> None:
    made = package.Circle.__new__(package.Circle)
    object.__setattr__(made, "radius", 2)
    assert made.to_dict() == {"radius": 2}


def test_nothing_heavy_is_imported(package: Package) -> None:
    folder = str(Path(package.root.__file__).parents[1])
    code = (
        f"import sys; sys.path.insert(0, {folder!r}); import {package.name}.types as t;"
        "t.Circle(kind='circle', radius=1).to_dict();"
        "print(sorted({'dataclasses', 'inspect', 'pydantic', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-Sc", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
