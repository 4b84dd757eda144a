"""``tsbind inspect``: JSON, TypeScript and the list."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tsbind.cli import main
from tsbind.sources import SourceTree

SOURCE = """\
/** A thing. */
export interface Thing extends Base {
  /** Its name. */
  name?: string | null;
}
interface Base { id: string }
export namespace Thing {
  export type Size = 'small' | 'large';
}
"""


@pytest.fixture
def file(tmp_path: Path) -> str:
    (tmp_path / "thing.ts").write_text(SOURCE)
    return str(tmp_path / "thing.ts")


def inspect(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, ["inspect", *arguments])
    assert result.exit_code == code, result.output
    return result.stdout


def test_json(file: str) -> None:
    model = json.loads(inspect(file, "--json"))
    assert {"schema_version", "source", "types", "operations"} <= set(model)
    types = {declared["id"]: declared for declared in model["types"]}
    thing = types["thing.ts#Thing"]
    assert (thing["kind"], thing["doc"], thing["deprecated"]) == ("interface", "A thing.", None)
    assert {p["name"]: (p["optional"], p["nullable"]) for p in thing["properties"]} == {
        "name": (True, True),
        "id": (False, False),
    }


def test_json_of_a_selection(file: str) -> None:
    model = json.loads(inspect(file, "--json", "Thing.Size"))
    assert [declared["id"] for declared in model["types"]] == ["thing.ts#Thing.Size"]


def test_one_declaration(file: str) -> None:
    text = inspect(file, "Size")
    assert text == ("// thing.ts:8:10\nexport type Thing.Size = 'small' | 'large';\n")


def test_several_declarations(file: str) -> None:
    assert inspect(file, "Thing*").count("\nexport ") == 2


def test_list(file: str) -> None:
    lines = inspect(file).splitlines()
    assert lines[0] == "thing.ts"
    assert "  interface Thing" in lines
    assert lines[-1] == "thing: 1 alias, 2 interface, 0 operations"


def test_syntax_error(tmp_path: Path) -> None:
    (tmp_path / "bad.ts").write_text("export interface A { a: string }\nexport interface {{{ }\n")
    result = CliRunner().invoke(main, ["inspect", str(tmp_path / "bad.ts"), "A"])
    assert result.exit_code == 0
    assert "interface A" in result.stdout
    assert "tsbind: bad.ts:2:1: unread: " in result.stderr
    listed = CliRunner().invoke(main, ["inspect", str(tmp_path / "bad.ts"), "--all-warnings"])
    assert "tsbind: bad.ts:2:1: unread: " in listed.stderr


SEED = """assistant_id instructions max_completion_tokens max_prompt_tokens metadata model
response_format temperature thread tool_choice tool_resources tools top_p truncation_strategy"""


@pytest.mark.registry
def test_the_seed_page(openai_tree: Callable[[str], SourceTree]) -> None:
    openai_tree("4.52.0")
    spec = "openai@4.52.0"
    model: dict[str, Any] = json.loads(inspect(spec, "--json", "ThreadCreateAndRunStreamParams"))
    (declared,) = model["types"]
    assert sorted(p["name"] for p in declared["properties"]) == SEED.split()
    assert [p["name"] for p in declared["properties"] if not p["optional"]] == ["assistant_id"]
    text = inspect(spec, "ThreadCreateAndRunStreamParams")
    assert "\n  instructions?: string | null;\n" in text
    assert "\n  thread?: ThreadCreateAndRunStreamParams.Thread;\n" in text
