"""The model as JSON: the published schema, and the way back without loss."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from support.once import resolve_once
from support.trees import resolved
from tsbind.cli import main
from tsbind.model import types as model_types
from tsbind.model.codec import encode, from_json, to_json
from tsbind.model.declarations import Declaration, Package, Source
from tsbind.model.schema import json_schema
from tsbind.position import Position
from tsbind.problems import TsbindError
from tsbind.sources import SourceTree

PUBLISHED = Path(__file__).resolve().parents[2] / "docs" / "schemas" / "model.json"


def test_the_published_schema_is_the_model_s() -> None:
    printed = CliRunner().invoke(main, ["model-schema"]).output
    assert PUBLISHED.read_text("utf-8") == printed, "tsbind model-schema > docs/schemas/model.json"
    assert json.loads(printed) == json.loads(json.dumps(json_schema()))


SOURCE = """
/** What it is. @deprecated Use B. */
export interface A<T extends string = 'x'> { a?: T | null; readonly b: [1, ...string[]]; m(): void }
export type U = { type: 'a' } | { type: 'b' } | (string & {});
export enum E { One = 1, Two = 'two' }
export interface I { [key: string]: unknown }
export type Bad = Missing;
"""


def test_a_package_survives_json_and_fits_the_schema() -> None:
    package, _ = resolved(SOURCE)
    text = to_json(package)
    assert from_json(text) == package
    jsonschema.Draft202012Validator(json_schema()).validate(json.loads(text))


@pytest.mark.registry
def test_a_release_survives_json_and_fits_the_schema(
    openai_tree: Callable[[str], SourceTree],
) -> None:
    package, _ = resolve_once(openai_tree("4.52.0"))
    text = to_json(package)
    assert from_json(text) == package
    jsonschema.Draft202012Validator(json_schema()).validate(json.loads(text))


_LEAVES = st.one_of(
    st.builds(model_types.Primitive, st.sampled_from(sorted(model_types.PRIMITIVES))),
    st.builds(model_types.Literal, st.one_of(st.text(), st.integers(), st.booleans())),
    st.builds(model_types.Literal, st.floats(allow_nan=False, allow_infinity=False)),
    st.builds(model_types.Parameter, st.text()),
    st.builds(
        model_types.Opaque,
        st.text(),
        st.text(),
        st.builds(Position, st.text(), st.integers(), st.integers()),
    ),
)


def _larger(inner: st.SearchStrategy[model_types.Type]) -> st.SearchStrategy[model_types.Type]:
    several = st.lists(inner, max_size=3).map(tuple)
    discriminator = st.none() | st.builds(
        model_types.Discriminator, st.text(), st.just((('"a"', "f#A"),))
    )
    properties = st.lists(
        st.builds(
            model_types.Property,
            name=st.text(),
            type=inner,
            optional=st.booleans(),
            deprecated=st.none() | st.text(),
        ),
        max_size=3,
    ).map(tuple)
    return st.one_of(
        st.builds(model_types.Array, inner),
        st.builds(model_types.Record, inner, inner),
        st.builds(model_types.UnionType, several, discriminator),
        st.builds(model_types.OpenUnion, st.sampled_from(["string", "number"]), several),
        st.builds(model_types.Reference, st.text(), several),
        st.builds(model_types.Generic, st.text(), several),
        st.builds(model_types.Object, properties),
        st.builds(model_types.Function, st.just(()), inner, st.booleans()),
    )


@given(st.recursive(_LEAVES, _larger, max_leaves=12))
def test_any_type_survives_json(type_: model_types.Type) -> None:
    declaration = Declaration("f.ts#A", "alias", "A", Position("f.ts", 1, 1), type=type_)
    package = Package(Source("p", "1"), (declaration,))
    assert from_json(to_json(package)) == package
    assert from_json(json.dumps(encode(package))) == package


DAMAGED = [
    ("", "not a tsbind model"),
    ("[]", "not a tsbind model"),
    ('{"schema_version": 999}', "schema version 999"),
    ('{"schema_version": 2, "types": [{}], "source": {"name": "a", "version": "1"}}', "damaged"),
    ('{"schema_version": 2}', "damaged"),
]


@pytest.mark.parametrize(("text", "message"), DAMAGED)
def test_a_damaged_model_is_one_clear_error(text: str, message: str) -> None:
    with pytest.raises(TsbindError, match=message):
        from_json(text)
