"""Encoding: any mix of models, mappings and iterables."""

from __future__ import annotations

import datetime
import enum
import io
from collections import OrderedDict
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.emitted import Package


class Colour(enum.Enum):
    RED = "red"


@pytest.mark.parametrize(
    ("value", "wire"),
    [
        ((1, 2), [1, 2]),
        (MappingProxyType({"a": (1,)}), {"a": [1]}),
        (OrderedDict(a=1), {"a": 1}),
        (Colour.RED, "red"),
        (datetime.date(2024, 1, 2), "2024-01-02"),
        (b"bytes", b"bytes"),
        (Path("x"), Path("x")),
        (None, None),
    ],
)
def test_values(package: Package, value: Any, wire: Any) -> None:
    assert package.module("_runtime.encoding").encode(value) == wire


def test_models_in_a_mix_and_omit(package: Package) -> None:
    encode = package.module("_runtime.encoding").encode
    circle = package.Circle(kind="circle", radius=1)
    file = io.BytesIO()
    value = {"a": [circle, (circle,)], "b": package.root.omit, "c": iter([1]), "f": file}
    wire = {"kind": "circle", "radius": 1}
    assert encode(value) == {"a": [wire, [wire]], "c": [1], "f": file}


def test_what_contains_itself_is_an_error(package: Package) -> None:
    encode = package.module("_runtime.encoding").encode
    loop: list[Any] = []
    loop.append(loop)
    with pytest.raises(package.root.EncodeError, match="nested too deeply"):
        encode(loop)


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(st.dictionaries(st.text() | st.sampled_from(["id", "body", "shape", "loose"]), _json))
def test_any_object_comes_back(package: Package, data: dict[str, Any]) -> None:
    found = package.Message.from_dict(data)
    repr(found)
    assert found.to_dict() == data
    assert list(found.to_dict()) == list(data)
