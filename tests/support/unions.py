"""The unions of a model beside those of the decoder that was generated from it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from support.emitted import Package as Imported
from tsbind.computed import is_computed
from tsbind.model import types as t
from tsbind.model.declarations import Declaration, Package
from tsbind.python.placement import Place

Found = tuple[str, tuple[tuple[str, int], ...]]
"""A discriminator: the property, and for each literal (JSON) how many members it selects."""
_OPAQUE_TO_THE_DECODER = (t.Reference, t.Function, t.Intersection, t.Generic)


def of_model(declaration: Declaration) -> list[Found]:
    """The discriminators that the model publishes for the unions of one declaration, sorted."""
    if declaration.type is not None and not isinstance(declaration.type, t.Object):
        roots = [declaration.type]
    else:
        properties = (p for p in declaration.properties if not p.method and not is_computed(p.name))
        roots = [p.type for p in properties]
    return sorted(one for root in roots for one in _published(root))


def _published(type_: t.Type) -> Iterator[Found]:
    if isinstance(type_, t.UnionType) and type_.discriminator is not None:
        yield _found(type_.discriminator.property, [(k, 1) for k, _ in type_.discriminator.mapping])
    if not isinstance(type_, _OPAQUE_TO_THE_DECODER):
        for child in t.children(type_):
            yield from _published(child)


def of_decoder(
    package: Imported, places: Mapping[str, Place], declaration: Declaration
) -> list[Found]:
    """The discriminators by which the generated code decodes them, sorted."""
    references = package.module("_runtime.references")
    found: list[Found] = []
    for id_, place in places.items():
        if id_ != declaration.id and not id_.startswith(f"{declaration.id}~"):
            continue
        name = ".".join((package.name, *place.module))
        spec = references.spec_of(name, str(place.name))
        fields = spec.cls._wire.values() if hasattr(spec, "cls") else [spec]
        found.extend(one for field in fields for one in _decoded(getattr(field, "spec", field)))
    return sorted(found)


def _decoded(spec: Any) -> Iterator[Found]:
    kind = type(spec).__name__
    if kind == "ByTag":
        rows = [(json.dumps(value), _count(one)) for value, one in spec.members.items()]
        yield _found(spec._property, rows)
        parts = [*spec.members.values(), *spec.others.members]
    else:
        inner = [getattr(spec, name, None) for name in ("inner", "item", "value", "rest")]
        several = [*getattr(spec, "items", ()), *getattr(spec, "members", ())]
        parts = [part for part in (*inner, *several) if part is not None]
    for part in parts:
        yield from _decoded(part)


def _count(spec: Any) -> int:
    return len(spec.members) if type(spec).__name__ == "ByShape" else 1


def _found(property_: str, rows: list[tuple[str, int]]) -> Found:
    counts: dict[str, int] = {}
    for literal, count in rows:
        counts[literal] = counts.get(literal, 0) + count
    return property_, tuple(sorted(counts.items()))


def compared(
    model: Package, imported: Imported, places: Mapping[str, Place]
) -> list[tuple[str, list[Found], list[Found]]]:
    """Each declaration of the generated package: its id, the model's unions, the decoder's."""
    return [
        (d.id, of_model(d), of_decoder(imported, places, d)) for d in model.types if d.id in places
    ]
