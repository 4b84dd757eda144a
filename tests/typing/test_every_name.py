"""Upstream may call anything like what generated modules import or define for themselves."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import get_type_hints

import httpx2
import pytest

from support import every_name
from support.checkers import CHECKERS, by_default_only, whole_package
from support.emitted import Package, imported
from tsbind.model.declarations import Source
from tsbind.pipeline import Generated, generate
from tsbind.sources import SourceTree

SAMPLE = ("sample_name", "SampleName")


def generated(names: tuple[str, ...]) -> Generated:
    files = {path: text.encode() for path, text in every_name.upstream(names).items()}
    return generate(SourceTree(files, Source("acme", "1.0.0", root="src", has_bodies=True)))


@pytest.fixture(scope="module")
def names() -> tuple[str, ...]:
    """All that a small package mentions, without what is made of the names of the sample."""
    found = every_name.names_in(generated(SAMPLE).files)
    found += ["builtins", "typing"]
    return tuple(n for n in found if "sample" not in n.lower() and "Acme" not in n)


@pytest.fixture(scope="module")
def package(names: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Package]:
    files = generated(names).files
    with imported(files, tmp_path_factory.mktemp("every_name"), "every_name_sample") as package:
        yield package


def test_the_names_are_those_of_the_templates(names: tuple[str, ...]) -> None:
    assert {
        *("wire", "union", "omit", "Model", "Literal", "Union", "TYPE_CHECKING", "timeout"),
        *("cached_property", "property", "overload", "httpx2", "Timeout", "Omit"),
    } <= set(names)


@pytest.mark.slow
@pytest.mark.parametrize("command", by_default_only("mypy", CHECKERS))
def test_checkers_find_nothing(package: Package, command: tuple[str, ...]) -> None:
    assert whole_package(Path(package.root.__file__).parent.parent, command) == ""


def test_classes_have_their_types(package: Package) -> None:
    for name in ("Fields", "Box", "Loose", "FieldsParams", "CallParams"):
        cls = getattr(package, name)
        hints = get_type_hints(cls)
        assert {field.name: field.type for field in dataclasses.fields(cls)} == hints
        assert len(hints) > 60


def test_every_method_sends_what_it_is_given(package: Package, names: tuple[str, ...]) -> None:
    sent: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        sent.append(request)
        return httpx2.Response(200, json={"kind": "other", "value": "x"})

    http = httpx2.Client(transport=httpx2.MockTransport(answer))
    with package.root.Acme(api_key="k", http_client=http) as client:
        for resource in (client.methods_sample, client.paths_sample):
            for name in [n for n in vars(type(resource)) if n[0] != "_" and n != "sample_all"]:
                path = ("x",) if resource is client.paths_sample else ()
                getattr(resource, name)(*path, sample_given={"kind": "other"})
        for name in [n for n in vars(type(client.holder_sample)) if n[0] != "_"]:
            assert (
                getattr(client.holder_sample, name).run(sample_given={"kind": "other"}).value == "x"
            )
    lower = [n for n in names if n[:1].islower() and n not in every_name.OF_THE_CLIENT]
    assert len(sent) == 3 * len(lower) - len({"delete", "params"} & {*lower})
    assert {request.content for request in sent} == {b'{"sample_given":{"kind":"other"}}'}
