"""The Python of the README and of the guides runs, and says what its comments say."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from dropin.objects import TEXT
from dropin.running import run
from support.emitted import write
from support.once import emit_once
from tsbind.cli import main
from tsbind.docs.output.guide import guide_headings, guide_of
from tsbind.sources import SourceTree

ROOT = Path(__file__).resolve().parents[1]
_LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)#?([^)\s]*)\)")
_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)

SAID = "".join(TEXT)
STORY = "".join(f"{e}\n" for e in ("thread.run.created", "thread.message.created"))
STORY += "thread.message.delta\n" * len(TEXT) + "thread.message.completed\nthread.run.completed\n"
ELSEWHERE = {"docs/helpers.md", "docs/objects.md"}
"""Fragments: tests in `helpers`, `runtime_types` and `client_runtime` run what they show."""


def program(page: str) -> str:
    """The blocks of a page, one after the other."""
    return "".join(_BLOCK.findall((ROOT / page).read_text("utf-8")))


@pytest.fixture(scope="module")
def bindings(
    release: Callable[[str], SourceTree], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A folder to import ``openai_bindings`` from."""
    folder = tmp_path_factory.mktemp("readme")
    files = emit_once(release("openai@4.52.0")).files
    write(files, folder / "openai_bindings")
    return folder


@pytest.mark.registry
def test_readme(bindings: Path) -> None:
    code = program("README.md")
    code += "print()\nprint(params.to_dict())\n"
    code += "params.instructions = None\nprint(params.to_dict())\n"
    text, _, asked = run(code, bindings).partition("> ")
    assert text == (
        f"{SAID}\n{{'assistant_id': 'asst_abc'}}\n"
        "{'assistant_id': 'asst_abc', 'instructions': None}\n"
    )
    assert [line.split(" [")[0] for line in asked.splitlines()] == ["POST /v1/chat/completions"]


@pytest.mark.parametrize("script", ["draw_pipeline", "quote_figures"])
def test_what_scripts_write_is_true(script: str) -> None:
    """``python scripts/NAME.py`` renews what differs."""
    command = [sys.executable, str(ROOT / "scripts" / f"{script}.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.registry
def test_the_excerpt_is_what_the_commands_print(release: Callable[[str], SourceTree]) -> None:
    """``python scripts/readme_excerpt.py`` renews it."""
    for version in ("4.51.0", "4.52.0"):
        release(f"openai@{version}")
    command = [sys.executable, str(ROOT / "scripts" / "readme_excerpt.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.registry
def test_quick_start(bindings: Path) -> None:
    text, _, asked = run(program("docs/quick-start.md"), bindings).partition("> ")
    assert text == STORY
    assert asked.startswith("POST /v1/threads/runs ")


def test_templates_guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sample.ts").write_text("export interface A { b: string | null; c: string }\n")
    monkeypatch.chdir(tmp_path)
    made = CliRunner().invoke(main, ["inspect", "sample.ts", "--json"])
    assert made.exit_code == 0, made.output
    (tmp_path / "model.json").write_text(made.stdout)
    assert run(program("docs/templates.md")) == "sample.ts#A b\n"


def test_links_lead_to_files_of_the_source_distribution() -> None:
    """In the README and in every guide; headings that links name are there, too."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    included = settings["tool"]["hatch"]["build"]["targets"]["sdist"]["only-include"]
    pages, wrong = [ROOT / "README.md", *ROOT.glob("docs/**/*.md")], list[tuple[str, str]]()
    for page in pages:
        for path, anchor in _LINK.findall(page.read_text("utf-8")):
            target = (page.parent / path).resolve() if path else page
            inside = target.relative_to(ROOT).parts[0] in included
            named = not anchor or anchor in headings(target)
            if not (target.exists() and inside and named):
                wrong.append((page.name, f"{path}#{anchor}"))
    assert wrong == []


def headings(page: Path) -> list[str]:
    """The anchors of a page of Markdown."""
    return [anchor for anchor, _ in guide_headings(guide_of(page.name, page.read_text("utf-8")))]


def test_every_page_with_python_is_run() -> None:
    pages = ["README.md", *(p.relative_to(ROOT).as_posix() for p in ROOT.glob("docs/**/*.md"))]
    found = {page for page in pages if program(page)}
    assert found == {"README.md", "docs/quick-start.md", "docs/templates.md", *ELSEWHERE}
