"""Types the resolver could not evaluate are compared by their text, and the report says so."""

from __future__ import annotations

import dataclasses

import pytest

from tsbind.diff import compare
from tsbind.model.declarations import Package
from tsbind.model.types import Opaque
from tsbind.position import Position

from .builders import package


def _opaque(text: str) -> Package:
    made = package("export type Deep = string; export interface Thing { deep: Deep }")
    type_ = Opaque(text, "nested too deep", Position("types.ts", 1, 1))
    types = [dataclasses.replace(d, type=type_) if d.name == "Deep" else d for d in made.types]
    return dataclasses.replace(made, types=tuple(types))


@pytest.mark.parametrize(("new", "changed"), [("A<B>", False), ("A<C>", True)])
def test_opaque_types(new: str, changed: bool) -> None:
    report = compare(_opaque("A<B>"), _opaque(new))
    assert bool(report.groups) is changed
    note, *others = report.notes
    assert note.startswith("types that could not be evaluated and were compared by text: ")
    assert len(others) == changed, "who reads the type is not said"


def test_evaluated_types_need_no_note() -> None:
    made = package("export type Plain = string")
    assert compare(made, made).notes == ()
