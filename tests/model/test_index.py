"""Laws of the index, over small models with aliases, circles and unions in unions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tsbind.model.codec import from_json, to_json
from tsbind.model.declarations import Declaration, Package, Source, TypeParameter
from tsbind.model.discriminators import with_discriminators
from tsbind.model.index import ModelIndex, arguments_of
from tsbind.model.mentions import mentioned
from tsbind.model.types import (
    NULL,
    Array,
    Literal,
    Object,
    Parameter,
    Primitive,
    Property,
    Reference,
    Type,
    UnionType,
)
from tsbind.model.unions import NO_VALUE, members_of, values_of, without_null
from tsbind.position import Position

NAMES = "ABCDEF"
GENERIC = "G"
LITERALS = st.sampled_from(["a", "b", 1, True]).map(Literal)
LEAVES = st.one_of(LITERALS, st.just(NULL), st.just(Primitive("string")))
REFERENCES = st.sampled_from(NAMES).map(lambda name: Reference(f"m.ts#{name}"))


def _unions(inner: st.SearchStrategy[Type]) -> st.SearchStrategy[Type]:
    return st.lists(inner, min_size=2, max_size=4).map(lambda several: UnionType(tuple(several)))


TYPES: st.SearchStrategy[Type] = st.recursive(
    st.one_of(LEAVES, REFERENCES),
    lambda inner: st.one_of(
        inner.map(Array),
        _unions(inner),
        inner.map(lambda argument: Reference(f"m.ts#{GENERIC}", (argument,))),
    ),
    max_leaves=5,
)
PROPERTIES = st.lists(
    st.builds(Property, st.sampled_from(["type", "kind", "x"]), TYPES, st.booleans()),
    max_size=3,
    unique_by=lambda property_: property_.name,
).map(tuple)


TEXTS = st.sampled_from("abcdefg").map(Literal)
TAGS = st.one_of(TEXTS, TEXTS, TEXTS, _unions(TEXTS), LEAVES)
TAGGED = st.lists(
    st.builds(Property, st.sampled_from(["type", "kind"]), TAGS, st.booleans()),
    min_size=1,
    max_size=2,
    unique_by=lambda property_: property_.name,
).map(tuple)
WHOLE = UnionType(tuple(Reference(f"m.ts#{name}") for name in NAMES))


@st.composite
def packages(
    draw: st.DrawFn,
    shapes: st.SearchStrategy[tuple[Property, ...]] = PROPERTIES,
    aliases: st.SearchStrategy[Type] = TYPES,
) -> Package:
    """A class or an alias under each name, and an alias with a type parameter."""
    found: list[Declaration] = []
    for name in NAMES:
        place = Position("m.ts", 1, 1)
        if draw(st.booleans()):
            properties = draw(shapes)
            found.append(
                Declaration(f"m.ts#{name}", "interface", name, place, properties=properties)
            )
        else:
            type_ = draw(st.one_of(aliases, shapes.map(Object)))
            found.append(Declaration(f"m.ts#{name}", "alias", name, place, type=type_))
    parameters = (TypeParameter("T", default=draw(LEAVES)),)
    either = UnionType((Parameter("T"), draw(TYPES)))
    found.append(
        Declaration(
            f"m.ts#{GENERIC}", "alias", GENERIC, Position("m.ts", 1, 1),
            type_parameters=parameters, type=either,
        )
    )  # fmt: skip
    return Package(Source("laws", "1.0.0"), types=tuple(found))


@given(packages(), st.sets(st.sampled_from(NAMES)))
def test_a_closure_is_closed(package: Package, names: set[str]) -> None:
    index = ModelIndex(package)
    start = {f"m.ts#{name}" for name in names}
    closure = index.closure(start)
    assert start <= closure
    assert all(set(index.mentions(id_)) <= closure for id_ in closure)
    assert index.closure(closure) == closure
    # Nothing is in it that nobody reaches.
    assert all(id_ in start or closure.intersection(index.users(id_)) for id_ in closure)


@given(packages())
def test_users_are_the_reverse_of_mentions(package: Package) -> None:
    index = ModelIndex(package)
    forth = {(id_, other) for id_ in index.declarations for other in index.mentions(id_)}
    back = {(other, id_) for id_ in index.declarations for other in index.users(id_)}
    assert forth == back


@given(packages(), TYPES)
def test_flattening_is_idempotent(package: Package, type_: Type) -> None:
    index = ModelIndex(package)
    for flatten in (index.members, index.alternatives):
        found = tuple(flatten(type_))
        assert len(found) == len(set(found))
        assert not any(isinstance(member, UnionType) for member in found)
        if len(found) < 20:  # an alias that grows inside itself has no end
            assert tuple(flatten(UnionType(found))) == found


@given(TYPES)
def test_members_as_written(type_: Type) -> None:
    assert not any(isinstance(member, UnionType) for member in members_of(type_))
    assert values_of(without_null(type_)) == values_of(type_)
    if values_of(type_):
        assert not set(members_of(without_null(type_))).intersection(NO_VALUE)


@given(packages(TAGGED, _unions(REFERENCES)), st.one_of(st.just(WHOLE), _unions(REFERENCES)))
def test_a_discriminator_divides_the_objects(package: Package, type_: Type) -> None:
    index = ModelIndex(package)
    table = index.discriminator(type_)
    if table is None:
        return
    objects = [m for m in index.members(type_) if index.properties(m) is not None]
    selected = {member for found in table.members.values() for member in found}
    assert selected | set(table.others) == set(objects)
    assert len(table.members) > 1
    assert len(selected) > 1
    for member in objects:
        properties = {p.name: p for p in index.properties(member) or ()}
        own = properties.get(table.property)
        values = index.literals(own.type) if own is not None else ()
        named = [Literal(v) for v, found in table.members.items() if member in found]
        assert set(named) == {Literal(v) for v in values}
        assert (member in table.others) == (not values or own is None or own.optional)


@given(packages(TAGGED, _unions(REFERENCES)))
def test_what_is_published_is_the_index_s(package: Package) -> None:
    published = with_discriminators(package, ModelIndex(package))
    assert from_json(to_json(published)) == published
    assert with_discriminators(published, ModelIndex(published)) == published
    index = ModelIndex(package)
    for before, after in zip(package.types, published.types, strict=True):
        if not isinstance(after.type, UnionType):
            continue
        assert before.type is not None
        table, found = index.discriminator(before.type), after.type.discriminator
        assert (table is None) == (found is None)
        if table is not None and found is not None:
            assert found.property == table.property
            assert len(found.mapping) == sum(map(len, table.members.values()))
            assert len(found.others) == len(table.others)


@given(packages(), TYPES)
def test_type_parameters_are_filled_in(package: Package, argument: Type) -> None:
    index = ModelIndex(package)
    generic = index.declarations[f"m.ts#{GENERIC}"]
    used = Reference(generic.id, (argument,))
    assert arguments_of(generic, used) == {"T": argument}
    target = index.alias_target(used)
    assert target is not None
    assert set(mentioned([argument])) <= set(mentioned([target]))
    assert Parameter("T") not in set(index.members(used))
