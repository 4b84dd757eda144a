"""Upstream's `extends` is inheritance, wherever Python can have it."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from support.emitted import Package, emitted, imported
from support.once import resolve_once
from tsbind.model import types as t
from tsbind.model.kinds import is_class
from tsbind.python.types.build import plan_types
from tsbind.python.types.inheritance import bases_of
from tsbind.sources import SourceTree

SOURCE = """
export interface Child extends Parent { kind: 'child'; label: string; own?: Array<Item> }
export interface Parent { kind: string; label?: string | null; items: Array<Item>;
  'odd-key'?: number }
export interface Grandchild extends Child {}
export interface Item { id: string }
export interface Two extends Item, Parent { more: boolean }
export interface Less extends Omit<Parent, 'items'> { more: boolean }
export interface Box<T> { value: T; many: Array<T> }
export interface Named<T> extends Box<T> { name: string }
export interface Fixed extends Box<string> { name: string }
export interface Parsed<T> extends Parent { parsed: T | null }
export interface Outer { x: string } export namespace Outer { export interface In extends Left {} }
export interface Left { y: string } export namespace Left { export interface In extends Outer {} }
"""
BASES = {
    "Child": "Parent",
    "Grandchild": "Child",
    "Two": "Item",
    "Less": "Model",
    "Named": "Box",
    "Fixed": "Model",
    "Parsed": "Parent",
}
PARENT = {"kind": "child", "label": "l", "items": [{"id": "i"}], "odd-key": 3, "unknown": 1}


@pytest.fixture(scope="module")
def family(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Package]:
    folder = tmp_path_factory.mktemp("inheritance")
    with imported(emitted(SOURCE), folder, "inheritance_sample") as package:
        yield package


@pytest.mark.parametrize(("name", "base"), BASES.items())
def test_the_base(family: Package, name: str, base: str) -> None:
    cls = getattr(family, name)
    assert cls.__bases__[0].__name__ == base
    assert dataclasses.is_dataclass(cls)
    assert {f.name: f.type for f in dataclasses.fields(cls)} == get_type_hints(cls)


def test_modules_that_would_import_one_another_do_not(family: Package) -> None:
    bases = {family.module(f"types.{m}").In.__bases__[0].__name__: m for m in ("outer", "left")}
    assert bases == {"Left": "outer", "Model": "left"}


@pytest.mark.parametrize("first", ["Parent", "Child"])
def test_fields_whichever_class_is_used_first(tmp_path: Path, first: str) -> None:
    with imported(emitted(SOURCE), tmp_path, f"first_{first.lower()}_sample") as package:
        for name in (first, "Child", "Parent", "Grandchild"):
            found = getattr(package, name).from_dict(PARENT)
            assert (found.label, found.items[0].id, found.odd_key) == ("l", "i", 3)
            found.items = []
            assert found.to_dict() == {**PARENT, "items": []}


def test_a_child_is_a_parent(family: Package) -> None:
    child = family.Child(kind="child", label="l", items=[family.Item(id="i")], odd_key=3)
    assert isinstance(child, family.Parent)
    assert child.own is None
    names = [field.name for field in dataclasses.fields(child)]
    assert names == ["kind", "label", "items", "odd_key", "own"]
    assert family.Grandchild.from_dict(child.to_dict()) != child
    for copied in (copy.deepcopy(child), pickle.loads(pickle.dumps(child))):
        assert copied == child
        assert type(copied) is family.Child
    with pytest.raises(TypeError, match=r"Child\.__init__\(\) missing required argument: 'label'"):
        family.Child(kind="child", items=[])
    assert family.Parent(kind="x", items=[]).label is None
    match child:
        case family.Parent(kind=kind, items=[item]):
            assert (kind, item.id) == ("child", "i")


def test_slots_are_not_said_twice(family: Package) -> None:
    assert family.Child.__slots__ == ("kind", "label", "own")
    assert family.Grandchild.__slots__ == ()


def test_strict_reading_knows_what_is_narrower(family: Package) -> None:
    family.Parent.from_dict({**PARENT, "kind": "any"}, strict=True)
    with pytest.raises(family.root.DecodeError, match=r"\$\.kind"):
        family.Child.from_dict({**PARENT, "kind": "any"}, strict=True)


@pytest.mark.registry
@pytest.mark.exhaustive
def test_relations_of_a_release(openai_tree: Callable[[str], SourceTree]) -> None:
    """Every relation holds, but for a reason that is counted."""
    plan = plan_types(resolve_once(openai_tree("7.59.0"))[0], with_modules=False)
    declarations = [d for d in plan.index.declarations.values() if d.id in plan.places]
    bases = bases_of(declarations, plan.index, plan.places)
    reasons: Counter[str] = Counter()
    for declaration in declarations:
        for base in declaration.extends:
            reasons[_reason(base, plan, bases.get(declaration.id))] += 1
    assert reasons == {
        "inherits": 192,
        "not a class of the package": 81,
        "type arguments": 1,
    }


def _reason(base: Any, plan: Any, found: t.Reference | None) -> str:
    if base == found:
        return "inherits"
    if not isinstance(base, t.Reference) or base.id not in plan.places:
        return "not a class of the package"
    if not is_class(plan.index.declarations[base.id]):
        return "not a class of the package"
    return "a second base" if found is not None else "type arguments"
