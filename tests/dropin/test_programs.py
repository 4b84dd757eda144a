"""Programs for the official client, their import changed, do and print what they do with it.

The programs are written after the examples of that client's README; each ``.out`` beside one was
recorded with the official client (see `dropin.record`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from dropin.running import PROGRAMS, run
from support.emitted import write
from support.once import emit_once
from tsbind.sources import SourceTree

Trees = Callable[[str], SourceTree]

OLD = (
    *("asynchronous", "context", "custom", "embeddings", "headers", "legacy_completions"),
    *("raw", "retries", "tools", "undocumented", "uploads"),
)
"""Programs that ask for nothing which 4.52.0 lacks; its pages know no ``has_more``."""
CASES = [
    *(("7.57.0", path.stem) for path in sorted(PROGRAMS.glob("*.py"))),
    *(("4.52.0", name) for name in OLD),
]
_IMPORT = re.compile(r"^(from|import) openai\b", re.MULTILINE)

pytestmark = pytest.mark.registry


@pytest.fixture(scope="module")
def generated(
    openai_tree: Trees, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Path]:
    """The folder with the package ``bindings`` of a version."""

    @cache
    def get(version: str) -> Path:
        folder = tmp_path_factory.mktemp("dropin")
        write(emit_once(openai_tree(version)).files, folder / "bindings")
        return folder

    return get


@pytest.mark.parametrize(("version", "name"), CASES)
def test_a_program_of_the_official_client(
    generated: Callable[[str], Path], version: str, name: str
) -> None:
    program = (PROGRAMS / f"{name}.py").read_text("utf-8")
    program, count = _IMPORT.subn(_changed, program)
    assert count
    printed = run(program, generated(version))
    assert printed == (PROGRAMS / f"{name}.out").read_text("utf-8")


def _changed(match: re.Match[str]) -> str:
    return "from bindings" if match[1] == "from" else "import bindings as openai"


MISSING = """
import os
from bindings import MissingCredentialError, OpenAI, OpenAIError

del os.environ["OPENAI_API_KEY"]
try:
    OpenAI()
except MissingCredentialError as e:
    print("OPENAI_API_KEY" in str(e), isinstance(e, OpenAIError))
"""


def test_a_missing_credential_names_its_variable(generated: Callable[[str], Path]) -> None:
    assert run(MISSING, generated("4.52.0")) == "True True\n"
