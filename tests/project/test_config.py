from __future__ import annotations

import dataclasses
import tomllib
from pathlib import Path

import jsonschema
import pytest

from tsbind.pipeline import Options
from tsbind.problems import UsageError
from tsbind.project.config import find_config, read_config
from tsbind.project.init import Starter, starter_config, write_starter
from tsbind.project.schema import config_schema
from tsbind.project.target import Target, keys

ONE = 'source = "openai"\nout = "src/app/openai"\n'
MANY = f"""
[targets.openai]
{ONE}only = ["chat.completions"]
types-only = true
[targets.types]
source = "./declarations"
out = "src/app/local"
"""


def write(folder: Path, text: str, name: str = "tsbind.toml") -> Path:
    (folder / name).write_text(text)
    return folder / name


def test_one_target(tmp_path: Path) -> None:
    config = read_config(write(tmp_path, ONE))
    assert config.targets == (Target("openai", "src/app/openai"),)
    assert config.targets[0].name == "openai"
    assert config.root == tmp_path


def test_many_targets(tmp_path: Path) -> None:
    targets = read_config(write(tmp_path, MANY)).targets
    assert [target.name for target in targets] == ["openai", "types"]
    assert [target.import_name for target in targets] == ["openai", "local"]
    assert targets[0].only == ("chat.completions",)
    assert targets[0].types_only
    assert targets[1].is_path


@pytest.mark.parametrize("head", ["[tool.tsbind]", "[tool.tsbind.targets.x]"])
def test_in_pyproject(tmp_path: Path, head: str) -> None:
    write(tmp_path, f'[project]\nname = "x"\n{head}\n{ONE}', "pyproject.toml")
    name = "x" if "targets" in head else "openai"
    assert find_config(tmp_path).targets == (Target("openai", "src/app/openai", name=name),)


def test_found_from_below_and_past_other_pyprojects(tmp_path: Path) -> None:
    write(tmp_path, ONE)
    below = tmp_path / "a/b"
    below.mkdir(parents=True)
    write(below, "[project]\n", "pyproject.toml")
    assert find_config(below).file == tmp_path / "tsbind.toml"


WRONG = [
    ('source = "x"\nout = "y"\ntypes_only = true', "unknown key 'types_only'.*'types-only'"),
    ('sorce = "x"\nout = "y"', "unknown key 'sorce'.*Did you mean 'source'"),
    ('source = "x"\nout = "y"\nzzzz = 1', "unknown key 'zzzz'. Known are as-official, docs, "),
    ('[target.a]\nsource = "x"', "unknown key 'target'.*'targets'"),
    ('out = "y"', "'source' is missing"),
    ('source = "x"', "'out' is missing"),
    ('source = 1\nout = "y"', "'source' must be a text"),
    ('source = ""\nout = "y"', "'source' must be a text"),
    ('source = "x"\nout = "y"\nonly = "z"', "'only' must be a list of texts"),
    ('source = "x"\nout = "y"\nonly = ["z", 1]', "'only' must be a list of texts"),
    ('source = "x"\nout = "y"\ntypes-only = 1', "'types-only' must be true or false"),
    ('source = "x"\nout = "a-b"', "'a-b' is no name a Python package"),
    ('source = "x"\nout = "class"', "'class' is no name a Python package"),
    ('source = "x"\nout = "y"\npackage = "a.b"', "'package' ends in 'b', 'out' in 'y'"),
    ('source = "x@1.0.0"\nout = "y"', "'source' names a version"),
    ('source = "./x"\nout = "y"\nversion = "1"', "no 'version' to choose"),
    ('source = "x"\nout = "y"\ndocs = "y/docs"', "lie in one another"),
    ('version = "1"\n[targets.a]\nsource="x"\nout="y"', "stands beside 'targets'"),
    ("targets = 1", "holds no"),
    ("[targets]", "holds no"),
    ("[targets]\na = 1", "targets.a is not a table"),
    (f"[targets.a]\n{ONE}[targets.b]\n{ONE}", "lie in one another"),
    ("source = ", "is no TOML"),
]


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_wrong_configuration_names_the_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        read_config(write(tmp_path, text))
    assert "tsbind.toml" in str(caught.value)


def test_scoped_name_is_no_version(tmp_path: Path) -> None:
    text = 'source = "@scope/name"\nout = "name"\n'
    assert read_config(write(tmp_path, text)).targets[0].source == "@scope/name"


def test_no_configuration(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="tsbind init"):
        find_config(tmp_path)


def test_two_configurations(tmp_path: Path) -> None:
    write(tmp_path, ONE)
    write(tmp_path, f"[tool.tsbind]\n{ONE}", "pyproject.toml")
    with pytest.raises(UsageError, match="Keep one"):
        find_config(tmp_path)


@pytest.mark.parametrize(
    ("names", "chosen"),
    [
        ([], ["client", "types", "local"]),
        (["client"], ["client"]),
        (["types"], ["types"]),
        (["openai"], ["client", "types"]),
        (["b"], ["types"]),
        (["./declarations"], ["local"]),
        (["src/c"], ["local"]),
        (["local", "client"], ["client", "local"]),
    ],
)
def test_a_target_has_the_name_of_its_table(
    tmp_path: Path, names: list[str], chosen: list[str]
) -> None:
    text = "".join(
        f'[targets.{name}]\nsource = "{source}"\nout = "src/{out}"\n'
        for name, source, out in (
            ("client", "openai", "a"),
            ("types", "openai", "b"),
            ("local", "./declarations", "c"),
        )
    )
    found = read_config(write(tmp_path, text)).select(names)
    assert [target.name for target in found] == chosen


def test_the_name_of_a_table_goes_before_a_source_and_a_folder(tmp_path: Path) -> None:
    text = (
        '[targets.openai]\nsource = "anthropic"\nout = "a"\n'
        '[targets.b]\nsource = "openai"\nout = "b"\n'
    )
    found = read_config(write(tmp_path, text)).select(["openai"])
    assert [target.source for target in found] == ["anthropic"]


def test_selection_of_nothing(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no target 'opnai'\. Did you mean 'openai'"):
        read_config(write(tmp_path, MANY)).select(["opnai"])


def test_starter_is_read_back(tmp_path: Path) -> None:
    file = write_starter(tmp_path, Starter.of("@scope/my-sdk"))
    assert read_config(file).targets == (Target("@scope/my-sdk", "my_sdk_bindings"),)
    with pytest.raises(UsageError, match="already"):
        write_starter(tmp_path, Starter.of("openai"))


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("end", ["", "\n", "\n# last"])
def test_starter_in_pyproject_keeps_what_is_there(tmp_path: Path, newline: str, end: str) -> None:
    before = f'# first\n[project]\nname = "x" # mine{end}'.replace("\n", newline).encode()
    (tmp_path / "pyproject.toml").write_bytes(before)
    data = write_starter(tmp_path, Starter("openai", "src/openai"), shared=True).read_bytes()
    assert data.startswith(before)
    assert data.removeprefix(before).strip().startswith(b"[tool.tsbind]")
    assert data.count(b"\n") == data.count(newline.encode())
    assert find_config(tmp_path).targets == (Target("openai", "src/openai"),)


def test_every_key_of_the_starter_is_right_once_its_comment_is_taken_away() -> None:
    lines = starter_config(Starter("openai", "vendor/openai")).splitlines()
    known = keys().keys()
    live = [
        line.removeprefix("# ") if line.removeprefix("# ").split(" = ")[0] in known else line
        for line in lines
    ]
    table = tomllib.loads("\n".join(live))
    assert table.keys() == known
    jsonschema.validate(table, config_schema())


@pytest.mark.parametrize("text", [ONE, MANY])
def test_schema_accepts_what_the_reader_accepts(text: str) -> None:
    jsonschema.Draft7Validator.check_schema(config_schema())
    jsonschema.validate(tomllib.loads(text), config_schema())


@pytest.mark.parametrize("text", [case[0] for case in WRONG[:11]])
def test_schema_refuses_what_the_reader_refuses(text: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tomllib.loads(text), config_schema())


@pytest.mark.parametrize(
    ("change", "differs"),
    [
        ({"only": ("b", "a")}, False),
        ({"out": "elsewhere/pkg"}, False),
        ({"keep": ("x",)}, False),
        ({"only": ("a",)}, True),
        ({"types_only": True}, True),
        ({"package": "app.pkg"}, True),
    ],
)
def test_digest_of_options_covers_what_shapes_the_output(
    change: dict[str, object], differs: bool
) -> None:
    before = Target("openai", "pkg", only=("a", "b"))
    after = dataclasses.replace(before, **change)  # type: ignore[arg-type]
    assert (before.options_digest() != after.options_digest()) is differs


def test_each_option_of_the_pipeline_is_a_key_of_a_target(tmp_path: Path) -> None:
    """So that the command line, targets and the lock know it: but for those of a single run."""
    shaping = {f.name for f in dataclasses.fields(Options)} - {"strict", "dict_params"}
    assert shaping <= {f.name for f in dataclasses.fields(Target)}
    target = Target("openai", "pkg", only=("a",), types_only=True, templates="mine")
    assert target.options(tmp_path, strict=True) == dataclasses.replace(
        Options(), only=("a",), types_only=True, templates=tmp_path, strict=True
    )
