"""Which changes touch a code base: new errors at the user's own lines, and why."""

# ruff: noqa: E501 -- TypeScript stands on one line in these tables

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from support.once import resolve_once
from tsbind.cli import main
from tsbind.cli.impact import import_name
from tsbind.diff.impact import Impact, assess
from tsbind.diff.impact.assessment import appeared
from tsbind.diff.impact.checker import Finding
from tsbind.diff.impact.show import impact_document, impact_text
from tsbind.problems import TsbindError
from tsbind.sources import SourceTree

from .builders import client

OLD_METHODS = """
  create(body: ThingParams, options?: RequestOptions): APIPromise<Thing> {
    return this._client.post('/things', { body, ...options });
  }
  cancel(thingId: string, options?: RequestOptions): APIPromise<Thing> {
    return this._client.post(`/things/${thingId}/cancel`, options);
  }
"""
NEW_METHODS = OLD_METHODS.replace("  cancel(", "  /** @deprecated Use stop. */\n  cancel(")
OLD_TYPES = "export interface Thing { id: string; size: number } export interface ThingParams { name: string }"
NEW_TYPES = "export interface Thing { id: string } export interface ThingParams { name: string; kind: string }"
CODE = """\
from demo import Demo

client = Demo()
open(__file__ + ".ran", "w").close()


def use() -> float:
    thing = client.things.create(
        name="x",
    )
    other = client.things.cancel("1")
    return other.size if thing else 0
"""


@pytest.fixture
def code(tmp_path: Path) -> Path:
    file = tmp_path / "app.py"
    file.write_text(CODE, encoding="utf-8")
    return file


@pytest.mark.slow
def test_new_errors_are_tied_to_their_changes(code: Path) -> None:
    old, new = client(OLD_METHODS, OLD_TYPES), client(NEW_METHODS, NEW_TYPES, "2.0.0")
    found = assess([code], old, new, "demo")
    causes = {hit.line: hit.change.kind for hit in found.errors if hit.change}
    assert causes == {8: "field_added_required", 12: "field_removed"}
    assert [hit.line for hit in found.deprecated] == [11]
    assert [hit.change.place for hit in found.deprecated if hit.change] == ["things.cancel"]
    assert not Path(f"{code}.ran").exists()
    text = impact_text(found)
    assert f"{code}:12:" in text
    assert "field removed: Thing.size" in text
    assert json.loads(json.dumps(impact_document(found)))["errors"][0]["change"]["fingerprint"]


# client.beta.chat, files.retrieve_content and chat.CompletionCreateParamsNonStreaming stay in the
# generated client, as in the official one.
USERLAND = Path(__file__).parent / "userland"
EXPECTED = {
    ("params.py", 5): ("type_removed", "chat/CreateChatCompletionRequestMessage"),
    ("structured.py", 6): ("type_moved", "chat/ParsedChatCompletion"),
    ("tools.py", 11): ("const_changed", "ComputerTool"),
    ("tools.py", 20): ("const_changed", "ComputerTool"),
}


@pytest.mark.registry
@pytest.mark.slow
@pytest.mark.exhaustive
@pytest.mark.parametrize(
    ("old", "new", "expected"), [("4.104.0", "5.0.0", EXPECTED), ("6.49.0", "7.0.0", {})]
)
def test_a_code_base_of_ten_files(
    release: Callable[[str], SourceTree],
    old: str,
    new: str,
    expected: dict[tuple[str, int], tuple[str, str]],
) -> None:
    """Every new error is at the user's own line, with the change behind it."""
    before, after = (resolve_once(release(f"openai@{version}"))[0] for version in (old, new))
    found = assess([USERLAND / "shop"], before, after, "openai")
    causes = {(Path(hit.file).name, hit.line): hit.change for hit in found.errors if hit.change}
    assert len(found.errors) == len(causes)
    assert {key: (c.kind, c.place) for key, c in causes.items()} == expected
    assert not list(USERLAND.rglob("*.ran"))


@pytest.mark.slow
def test_code_that_is_not_touched_says_so(code: Path) -> None:
    old = client(OLD_METHODS, OLD_TYPES)
    found = assess([code], old, old, "demo")
    assert not found.errors
    assert "This code is not touched." in impact_text(found)


def test_errors_of_both_runs_are_not_news() -> None:
    one, two = Finding("a.py", 1, 0, "x", "m"), Finding("a.py", 2, 0, "x", "m")
    assert appeared([one], [one, two]) == [two]
    assert appeared([one], [one, one]) == [one]


def test_a_missing_path_is_refused(tmp_path: Path) -> None:
    package = client(OLD_METHODS, OLD_TYPES)
    with pytest.raises(TsbindError, match="no such file or directory"):
        assess([tmp_path / "nowhere.py"], package, package, "demo")
    result = CliRunner().invoke(main, ["impact", "--from", "a", "--to", "b"])
    assert result.exit_code == 2


@pytest.mark.parametrize(
    ("upstream", "name"), [("openai", "openai"), ("@scope/some-sdk", "some_sdk")]
)
def test_import_names(upstream: str, name: str) -> None:
    assert import_name(upstream) == name


def _assessed(folder: Path, files: dict[str, str], package: str = "demo") -> Impact:
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    old, new = client(OLD_METHODS, OLD_TYPES), client(NEW_METHODS, NEW_TYPES, "2.0.0")
    return assess([folder], old, new, package)


USES = "from demo import Demo\nprint(Demo().things.cancel('1').size)\n"


@pytest.mark.slow
def test_a_file_that_cannot_be_checked_is_named_and_the_others_are_checked(tmp_path: Path) -> None:
    found = _assessed(
        tmp_path,
        {
            "good.py": "import broken, global_, bad_comment\n" + USES,
            "broken.py": "def f(:\n",
            "global_.py": "def f():\n    x = 1\n    global x\n",
            "bad_comment.py": "x = 1  # type: (\n",
            "bytes.py": "x = '\udcff'".encode("utf-8", "surrogatepass").decode("latin-1"),
        },
    )
    names = {Path(row.file).name for row in found.not_checked}
    assert {"broken.py", "global_.py"} <= names
    assert "good.py" not in names
    assert [(Path(hit.file).name, hit.line) for hit in found.errors] == [("good.py", 3)]
    text = impact_text(found)
    assert "could not be checked" in text
    assert "broken.py: line 1:" in text
    assert "This code is not touched" not in text


@pytest.mark.slow
def test_a_vendored_package_is_the_generated_one_and_not_the_copy(tmp_path: Path) -> None:
    """The copy of the older release in the code base has no say."""
    code = "from app.vendor.demo import Demo\nprint(Demo().things.cancel('1').size)\n"
    found = _assessed(
        tmp_path,
        {
            "app/__init__.py": "NAME = 'x'\n",
            "app/vendor/__init__.py": "",
            "app/vendor/demo/__init__.py": "class Demo:\n    things: object\n",
            "app/main.py": "from app import NAME\nprint(NAME)\n" + code,
        },
        "app.vendor.demo",
    )
    assert [(Path(hit.file).name, hit.line) for hit in found.errors] == [("main.py", 4)]
    assert [hit.change.kind for hit in found.errors if hit.change] == ["field_removed"]


@pytest.mark.slow
def test_code_that_does_not_import_the_package_is_no_all_clear(tmp_path: Path) -> None:
    found = _assessed(tmp_path, {"a.py": USES}, "other")
    assert not found.looked.importing
    assert "no file imports the package" in impact_text(found)


def test_a_folder_without_python_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TsbindError, match="no Python file"):
        _assessed(tmp_path, {"README.md": "x"})
