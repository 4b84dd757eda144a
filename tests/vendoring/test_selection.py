"""A part of a package is what was chosen and what that leads to, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from support.emitted import emit, imported, write
from support.once import resolve_once
from support.reach import reached
from tsbind.pipeline import Generated, Options
from tsbind.sources import SourceTree

pytestmark = pytest.mark.registry

Part = Callable[[str, tuple[str, ...], bool], Generated]
SEED = "ThreadCreateAndRunParams"
PARTS = [
    ("4.52.0", ("chat.completions",), False),
    ("4.52.0", ("beta.threads",), False),
    ("4.52.0", ("embeddings",), False),
    ("4.52.0", (SEED,), True),
    ("4.52.0", ("chat.completions", "beta.threads"), True),
    ("7.57.0", ("chat.completions",), False),
    ("7.57.0", ("beta.threads", "models"), False),
    ("7.57.0", (SEED,), True),
]


@pytest.fixture(scope="module")
def part_of(openai_tree: Callable[[str], SourceTree]) -> Part:
    """Emit selected parts of a release, which is read once."""
    models = {version: resolve_once(openai_tree(version))[0] for version in ("4.52.0", "7.57.0")}

    def make(version: str, only: tuple[str, ...], types_only: bool) -> Generated:
        return emit(models[version], Options(only=only, types_only=types_only))

    return make


@pytest.mark.parametrize(("version", "only", "types_only"), PARTS)
def test_every_module_is_led_to(
    tmp_path: Path,
    part_of: Part,
    version: str,
    only: tuple[str, ...],
    types_only: bool,
) -> None:
    made = part_of(version, only, types_only)
    write(made.files, tmp_path)
    start = {"__init__.py", "types/__init__.py"}
    if types_only:
        assert made.selection is not None
        places = [made.types.places[id_] for id_ in made.selection.ids if id_ in made.types.places]
        start |= {f"{'/'.join(place.module)}.py" for place in places}
    modules = {path for path in made.files if path.endswith(".py")}
    # Another name for types/shared, which the official package has.
    start |= {"types/shared_params/__init__.py"} & modules
    assert modules - reached(tmp_path, start) == set()


def test_what_is_not_called_is_not_there(part_of: Part) -> None:
    files = part_of("4.52.0", ("embeddings",), False).files
    assert "pagination.py" not in files
    assert "pagination" not in files["__init__.py"]
    assert "_runtime/deprecation.py" not in files
    assert [path for path in files if path.startswith("resources/") and "__init__" not in path] == [
        "resources/embeddings.py"
    ]


FEATURES = ("binary", "multipart", "pages", "pydantic_compat", "raw_views", "streams", "verbs")
USED = [
    ("models.list", {"pages"}),
    ("files.create", {"multipart"}),
    ("files.content", {"binary"}),
    ("chat.completions.create", {"streams"}),
    ("beta.vectorStores.files.createAndPoll", {"raw_views"}),
    ("Model", set[str]()),
]


@pytest.mark.parametrize(("selected", "used"), USED)
def test_a_part_has_the_features_it_uses(part_of: Part, selected: str, used: set[str]) -> None:
    files = part_of("4.52.0", (selected,), False).files
    found = {name for name in FEATURES if f"_runtime/{name}.py" in files}
    assert found == used


def test_the_whole_runtime_of_a_part(openai_tree: Callable[[str], SourceTree]) -> None:
    model, _ = resolve_once(openai_tree("4.52.0"))
    options = Options(only=("models.retrieve",), whole_runtime=True)
    files = emit(model, options).files
    assert {f"_runtime/{name}.py" for name in FEATURES} <= files.keys()
    assert "with_raw_response" in files["resources/models.py"]
    assert "# with" not in "".join(files.values())


def test_modules_of_a_part_can_be_imported(tmp_path: Path, part_of: Part) -> None:
    files = part_of("4.52.0", ("beta.threads",), False).files
    with imported(files, tmp_path, "part") as part:
        for path in files:
            if path.endswith(".py") and not path.endswith("__init__.py"):
                part.module(path.removesuffix(".py").replace("/", "."))
        for name in part.root.__all__:
            assert getattr(part.root, name) is not None
