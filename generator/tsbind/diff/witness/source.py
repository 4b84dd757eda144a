"""Programs for names that went: types, methods, resources and fields."""

from __future__ import annotations

from dataclasses import replace

from tsbind.computed import is_computed
from tsbind.diff.changes.change import Change
from tsbind.diff.changes.member import way
from tsbind.diff.witness.pair import Pair, reference_id
from tsbind.diff.witness.program import PACKAGE, Program, none
from tsbind.diff.witness.sample import Sampler
from tsbind.diff.witness.values import NOT_NAMED, assigned, called, holds, valued
from tsbind.diff.witness.walk import walked
from tsbind.model.types import Type
from tsbind.python.methods.naming import python_accessor
from tsbind.python.names import assign, attribute_name

_NEVER_HAD = "the generated package never had the method"
_NO_HOLDER = "the generated package has no class with the field in both releases"


def named(pair: Pair, change: Change, side: str) -> Program:
    """Imports what was called so in the older release."""
    del pair
    module, _, name = change.old.python.rpartition(".")
    if not name:
        return none(change, side, "the generated package has no name for the type")
    text = f"from {'.'.join(filter(None, (PACKAGE, module)))} import {name} as Value\n"
    return Program(change, side, text, text)


def gone(pair: Pair, change: Change, side: str) -> Program:
    """Takes the older method, or resource, from the client."""
    if change.place in pair.old.missing:
        return none(change, side, _NEVER_HAD)
    path = change.old.python.removesuffix("()") or f"client.{python_accessor(change.place)}"
    return called(pair, change, side, path, path)


def classed(pair: Pair, change: Change, side: str) -> Program:
    """Reads a value by the class that the type was: what it is now has no such method."""
    declared = pair.places.get(change.place)
    heads = pair.imports(declared[0].id, declared[1].id) if declared else None
    if heads is None:
        return none(change, side, NOT_NAMED)
    body = "Value.from_dict({})\n"
    return Program(change, side, heads[0] + body, heads[1] + body)


def read(pair: Pair, change: Change, side: str) -> Program:
    """Reads the field of the class that has it, or writes a value that has it."""
    steps = way(change.member)
    before, after = pair.roots(change)
    name = steps.steps[-1].text if steps.steps else ""
    if _stays(change, name):
        return replace(valued(pair, change, "params"), side=side)
    holder = _holder(pair, pair.old.holders(before, steps), after, change)
    if holder is None or is_computed(name):
        return _written(pair, change, side)
    heads = pair.imports(*holder)
    if heads is None:
        return _written(pair, change, side)
    body = f"def use(value: Value) -> object:\n    return value.{assign([name])[name]}\n"
    return Program(change, side, heads[0] + body, heads[1] + body)


def _stays(change: Change, name: str) -> bool:
    """Whether a renamed field is the same attribute; dicts to send have the name of the wire."""
    return change.kind == "field_renamed" and attribute_name(name) == attribute_name(change.content)


def _holder(
    pair: Pair, holders: list[Type], after: list[Type], change: Change
) -> tuple[str, str] | None:
    """Ids of the class with the field in the older release, and of the same class in the newer."""
    steps = way(change.member)
    for holder in holders:
        old = reference_id(holder)
        new = pair.matched.get(old, "")
        if not new and len(steps.steps) == 1 and len(after) == 1:
            new = reference_id(after[0])
        if old and new and not _has(pair, new, steps.steps[-1].text):
            return old, new
    return None


def _has(pair: Pair, identifier: str, name: str) -> bool:
    declaration = pair.new.index.declarations[identifier]
    fields, _ = pair.new.index.declared_fields(declaration)
    return any(field.name == name for field in fields)


def _written(pair: Pair, change: Change, side: str) -> Program:
    """Gives the declared type a value that has the field."""
    path = way(change.member).names
    if change.place not in pair.places:
        return walked(pair, change, side)
    before, _ = pair.roots(change)
    values = Sampler(pair.old.index).values(before[0], path)
    value = next((value for value in values if holds(value, path)), None)
    if value is None:
        return none(change, side, _NO_HOLDER)
    return assigned(pair, change, side, value)
