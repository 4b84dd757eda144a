"""Whatever is selected alone is whole: endpoints, resources, types and combinations of them.

Generation itself refuses a part with an import that leads nowhere, so to generate each is to check
the names of each. Calls and type checkers take a part of them in turn, another each day.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from client.exercise import exercise
from client.recorder import Recorder
from client.trial import trials
from support.checkers import CHECKERS, whole_package
from support.emitted import write
from support.releases import Release
from tsbind.model.helpers import resource_accessors
from tsbind.model.kinds import foreign_type, is_data
from tsbind.pipeline import Generated
from tsbind.problems import TsbindError
from tsbind.sources import SourceTree
from vendoring.parts import VERSIONS, imported_part, laid_out_as_rendered, part_of, whole_model

pytestmark = pytest.mark.registry

Trees = Callable[[str], SourceTree]
RELEASES = ("4.0.0", "4.20.0", "4.40.0", "4.104.0", "5.0.0", "5.23.2", "6.10.0", "7.0.0")
"""Beside `VERSIONS`: each has types and methods that the others have not."""
KINDS = [
    ("4.52.0", "audio.speech.create"),
    ("4.52.0", "files.create"),
    ("4.52.0", "beta.threads.messages.list"),
    ("7.57.0", "chat.completions.create"),
    ("7.57.0", "models.list"),
    ("7.57.0", "responses.inputTokens.count"),
    ("7.57.0", "vectorStores.delete"),
    ("7.57.0", "images.edit"),
]
"""A body, a form, a page, a stream, no body, a path, a binary answer."""
TURNS = 12


@pytest.fixture(autouse=True)
def as_rendered(monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out_as_rendered(monkeypatch)


def in_turn(names: Sequence[str]) -> list[str]:
    """The part of ``names`` whose turn it is; ``TSBIND_TURN`` names another."""
    turn = int(os.environ.get("TSBIND_TURN", int(time.time() // 86_400)))
    return list(names[turn % TURNS :: TURNS])


def faults_of(part: Generated, folder: Path, recorder: Recorder) -> list[str]:
    """What goes wrong when a part is imported and each of its endpoints called."""
    assert part.selection is not None
    with imported_part(part, folder) as package:
        release = Release(part.selection.package, part, package, folder)
        calls = trials(release.model, part.types.index, 1)
        with release.client(base_url=recorder.url, max_retries=0) as client:
            return exercise(client, calls, recorder)


def endpoints(tree: SourceTree) -> list[str]:
    """The accessors of a release that are no helpers."""
    return [o.accessor for o in whole_model(tree).operations if o.kind == "endpoint"]


def resources(tree: SourceTree) -> list[str]:
    """The paths of the resources that have an operation, or one below."""
    model = whole_model(tree)
    called = tuple(operation.accessor for operation in model.operations)
    paths = sorted(resource_accessors(model).values())
    return [path for path in paths if any(a.startswith(f"{path}.") for a in called)]


def refused(tree: SourceTree, selections: Iterable[Sequence[str]]) -> list[str]:
    """The selections that are not generated, and why."""
    found: list[str] = []
    for only in selections:
        try:
            part_of(tree, *only)
        except Exception as error:
            found.append(f"{' '.join(only)}: {error!r}")
    return found


@pytest.mark.parametrize(("version", "accessor"), KINDS)
def test_an_endpoint_alone_answers(
    version: str, accessor: str, tmp_path: Path, openai_tree: Trees, recorder: Recorder
) -> None:
    assert faults_of(part_of(openai_tree(version), accessor), tmp_path, recorder) == []


def test_what_is_no_data_alone_is_named(openai_tree: Trees) -> None:
    with pytest.raises(TsbindError, match="nothing to generate for APIResource: no data and no"):
        part_of(openai_tree("4.52.0"), "APIResource")


@pytest.mark.exhaustive
@pytest.mark.parametrize("version", VERSIONS)
def test_each_endpoint_alone(version: str, openai_tree: Trees) -> None:
    tree = openai_tree(version)
    assert refused(tree, ([name] for name in endpoints(tree))) == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("version", VERSIONS)
def test_each_resource_alone(version: str, openai_tree: Trees) -> None:
    tree = openai_tree(version)
    assert refused(tree, ([name] for name in resources(tree))) == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("version", RELEASES)
def test_each_resource_and_helper_of_other_releases(version: str, openai_tree: Trees) -> None:
    tree = openai_tree(version)
    helpers = [o.accessor for o in whole_model(tree).operations if o.kind == "helper"]
    assert refused(tree, ([name] for name in (*resources(tree), *helpers))) == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("version", VERSIONS)
def test_types_and_combinations(version: str, openai_tree: Trees) -> None:
    tree, chance = openai_tree(version), random.Random(version)
    data = (d for d in whole_model(tree).types if d.exported and is_data(d))
    types = [d.id for d in data if not foreign_type(d.id)]
    operations = [o.accessor for o in whole_model(tree).operations]
    alone = [[name] for name in chance.sample(types, 60)]
    mixed = [
        [*chance.sample(types, chance.randint(0, 3)), *chance.sample(operations, 3)]
        for _ in range(40)
    ]
    globs = [["beta.*.create*"], ["*.list", "*.retrieve"], ["*Params"], ["chat.*", "files"]]
    assert refused(tree, [*alone, *mixed, *globs]) == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("version", VERSIONS)
def test_calls_of_endpoints_in_turn(
    version: str, tmp_path: Path, openai_tree: Trees, recorder: Recorder
) -> None:
    tree, faults = openai_tree(version), list[str]()
    for number, name in enumerate(in_turn(endpoints(tree))):
        folder = tmp_path / f"{version.replace('.', '_')}_{number}"
        faults += [f"{name}: {f}" for f in faults_of(part_of(tree, name), folder, recorder)]
    assert faults == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("command", CHECKERS)
def test_checkers_of_parts_in_turn(
    command: tuple[str, ...], tmp_path: Path, openai_tree: Trees
) -> None:
    for version in VERSIONS:
        tree = openai_tree(version)
        helpers = [o.accessor for o in whole_model(tree).operations if o.kind == "helper"]
        for number, name in enumerate(in_turn([*helpers, *resources(tree)])):
            write(part_of(tree, name).files, tmp_path / f"p{version.replace('.', '_')}_{number}")
    assert whole_package(tmp_path, command) == ""
