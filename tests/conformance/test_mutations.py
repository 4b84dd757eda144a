"""The comparison notices each kind of fact, changed in each position."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from conformance.compare import Comparison, compare, working_out
from conformance.facts import facts_of_tree
from support.trees import tree
from tsbind.model.declarations import Declaration, Package
from tsbind.model.types import (
    BOOLEAN,
    NULL,
    Array,
    Function,
    Literal,
    Object,
    Primitive,
    Property,
    Record,
    Reference,
    Tuple,
    Type,
    UnionType,
)
from tsbind.resolve.resolution import Resolution, resolve

pytestmark = [pytest.mark.registry, pytest.mark.node]

SOURCE = """
/** About A. @deprecated for good */
export interface A<T = string, U extends object = {}> extends B {
  /** Text of a. */
  a: T;
  /** @deprecated since long */
  readonly b?: number | null;
  c: { /** Inside. */ d: 'x'; readonly e?: [number, string?, ...boolean[]] };
  f: (x: string, y?: number, ...z: boolean[]) => Promise<string>;
  g: Record<string, B[]>;
  h: C;
  i: Map<string, number>;
  m(x: string): void;
  n: `a${string}`;
  o: 1 | 2 | 'three';
  [key: `x-${string}`]: string;
  (call: string): number;
}
/** About B. */
export interface B { z: boolean }
/** About C. */
export enum C { /** One. */ One = 1, Two = 'two' }
export type D = { /** Text of k. */ k: string; l?: A<number> | null };
export type E = 'p' | 'q' | null;
export type F<T> = { value: T; more: F<T>[] };
export type G = F<string>;
interface Hidden { x: 1 }
export declare class K { x: string; y(): Hidden }
export type L = Partial<B> | ((a: A) => void);
"""
OTHER = Primitive("bigint")


def _resolution() -> Resolution:
    return resolve(tree(SOURCE))


def _compare(package: Package, resolution: Resolution, facts: dict[str, Any]) -> Comparison:
    return compare(package, facts, evaluate=working_out(resolution))


def test_each_fact_changed_in_each_position_is_noticed() -> None:
    resolution = _resolution()
    facts = facts_of_tree(tree(SOURCE))
    whole = _compare(resolution.package, resolution, facts)
    assert (whole.differing, whole.counts["opaque"]) == ([], 0)
    unnoticed, count = [], 0
    for label, package in _mutants(resolution.package):
        count += 1
        found = _compare(package, resolution, facts)
        if not found.differing:
            unnoticed.append(label)
    print(f"\n{count} mutants")
    assert unnoticed == []
    assert count > 300


def _mutants(package: Package) -> Iterator[tuple[str, Package]]:
    types = package.types
    for place, declaration in enumerate(types):
        rest = (*types[:place], *types[place + 1 :])
        yield f"{declaration.name} is gone", replace(package, types=rest)
        for label, changed in _declarations(declaration):
            new = (*types[:place], changed, *types[place + 1 :])
            yield f"{declaration.name}: {label}", replace(package, types=new)
    invented = replace(types[0], id="index.ts#Invented", name="Invented")
    yield "invented", replace(package, types=(*types, invented))


def _declarations(one: Declaration) -> Iterator[tuple[str, Declaration]]:
    yield "kind", replace(one, kind="interface" if one.kind != "interface" else "class")
    yield "exported", replace(one, exported=not one.exported)
    yield "doc", replace(one, doc=f"{one.doc} more")
    yield "deprecated", replace(one, deprecated="another" if one.deprecated is None else None)
    yield "deprecation", replace(one, deprecated="another text")
    for name, values in _tuples(one):
        for place in range(len(values)):
            less = (*values[:place], *values[place + 1 :])
            yield f"{name} {place} is gone", replace(one, **{name: less})
            for label, new in _changed(values[place]):
                changed = (*values[:place], new, *values[place + 1 :])
                yield f"{name} {place}: {label}", replace(one, **{name: changed})
    if one.type is not None:
        for label, type_ in _types(one.type):
            yield f"type: {label}", replace(one, type=type_)


def _tuples(one: Declaration) -> Iterator[tuple[str, tuple[Any, ...]]]:
    for name in ("type_parameters", "extends", "properties", "index", "calls", "members"):
        yield name, getattr(one, name)


def _changed(value: Any) -> Iterator[tuple[str, Any]]:
    """A part of a declaration with one thing in it changed."""
    if isinstance(value, Property):
        yield from _properties(value)
    elif hasattr(value, "constraint"):
        yield "name", replace(value, name=f"{value.name}x")
        yield "default", replace(value, default=OTHER if value.default is None else None)
        yield "other default", replace(value, default=OTHER)
        yield "constraint", replace(value, constraint=OTHER)
    elif hasattr(value, "key"):
        yield "key", replace(value, key=Primitive("string"))
        yield "doc", replace(value, doc="a text")
        for label, type_ in _types(value.value):
            yield f"value {label}", replace(value, value=type_)
    elif hasattr(value, "value"):
        yield "name", replace(value, name=f"{value.name}x")
        yield "value", replace(value, value="else")
        yield "doc", replace(value, doc=f"{value.doc}x")
    else:
        kind = Function if isinstance(value, Function) else object
        yield from ((label, type_) for label, type_ in _types(value) if isinstance(type_, kind))


def _properties(one: Property) -> Iterator[tuple[str, Property]]:
    yield "name", replace(one, name=f"{one.name}x")
    yield "optional", replace(one, optional=not one.optional)
    yield "readonly", replace(one, readonly=not one.readonly)
    yield "nullable", replace(one, nullable=not one.nullable)
    yield "doc", replace(one, doc=f"{one.doc} more")
    yield "deprecated", replace(one, deprecated="another text")
    for label, type_ in _types(one.type):
        yield label, replace(one, type=type_)


def _types(one: Type) -> Iterator[tuple[str, Type]]:
    """A type with one thing in it changed, at any depth."""
    yield "other", OTHER
    yield "null beside it", UnionType((one, OTHER))
    rule = _INSIDE.get(type(one))
    if rule is not None:
        yield from rule(one)


def _members(one: UnionType) -> Iterator[tuple[str, Type]]:
    for place, member in enumerate(one.members):
        less = (*one.members[:place], *one.members[place + 1 :])
        if one.members != (NULL,) and less:
            yield f"member {place} is gone", UnionType(less)
        for label, new in _types(member):
            yield f"member {label}", UnionType(
                (*one.members[:place], new, *one.members[place + 1 :])
            )


def _object(one: Object) -> Iterator[tuple[str, Type]]:
    for place, property_ in enumerate(one.properties):
        less = (*one.properties[:place], *one.properties[place + 1 :])
        yield f"{property_.name} is gone", replace(one, properties=less)
        for label, new in _properties(property_):
            changed = (*one.properties[:place], new, *one.properties[place + 1 :])
            yield f"{property_.name}: {label}", replace(one, properties=changed)


def _function(one: Function) -> Iterator[tuple[str, Type]]:
    yield "constructs", replace(one, constructs=not one.constructs)
    for label, type_ in _types(one.returns):
        yield f"returns {label}", replace(one, returns=type_)
    for place, parameter in enumerate(one.parameters):
        before, after = one.parameters[:place], one.parameters[place + 1 :]
        yield f"parameter {place} is gone", replace(one, parameters=(*before, *after))
        changes = [
            ("name", replace(parameter, name="other")),
            ("optional", replace(parameter, optional=not parameter.optional)),
            ("rest", replace(parameter, rest=not parameter.rest)),
            *((label, replace(parameter, type=t)) for label, t in _types(parameter.type)),
        ]
        for label, new in changes:
            yield f"parameter {label}", replace(one, parameters=(*before, new, *after))


def _array(one: Array) -> Iterator[tuple[str, Type]]:
    yield "readonly", replace(one, readonly=not one.readonly)
    yield from ((f"item {label}", Array(type_)) for label, type_ in _types(one.item))


def _tuple(one: Tuple) -> Iterator[tuple[str, Type]]:
    yield "readonly", replace(one, readonly=not one.readonly)
    for place, item in enumerate(one.items):
        before, after = one.items[:place], one.items[place + 1 :]
        yield "item is gone", Tuple((*before, *after))
        yield "item optional", Tuple((*before, replace(item, optional=not item.optional), *after))
        yield "item rest", Tuple((*before, replace(item, rest=not item.rest), *after))
        for label, type_ in _types(item.type):
            yield f"item {label}", Tuple((*before, replace(item, type=type_), *after))


def _reference(one: Reference) -> Iterator[tuple[str, Type]]:
    yield "id", replace(one, id=f"{one.id}x")
    for place in range(len(one.arguments)):
        for label, type_ in _types(one.arguments[place]):
            changed = (*one.arguments[:place], type_, *one.arguments[place + 1 :])
            yield f"argument {label}", replace(one, arguments=changed)


_INSIDE: dict[type[Any], Any] = {
    UnionType: _members,
    Object: _object,
    Function: _function,
    Tuple: _tuple,
    Reference: _reference,
    Array: _array,
    Record: lambda one: (
        *((f"value {label}", Record(one.key, t)) for label, t in _types(one.value)),
        ("key", Record(Primitive("number"), one.value)),
    ),
    Literal: lambda one: iter([("value", Literal("other"))]),
    Primitive: lambda one: iter([("keyword", BOOLEAN if one != BOOLEAN else Primitive("string"))]),
}
