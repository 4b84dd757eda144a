"""mypy and pyright, both strict, on what users write against a generated client."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from support.checkers import Findings, mypy, plain, pyright
from support.emitted import write
from tsbind.pipeline import generate
from tsbind.sources import SourceTree

CASES = (Path(__file__).parent / "client_cases.txt").read_text("utf-8")
NAME = "openai_client"

pytestmark = [pytest.mark.registry, pytest.mark.slow]


@pytest.fixture(scope="module")
def project(
    tmp_path_factory: pytest.TempPathFactory, openai_tree: Callable[[str], SourceTree]
) -> Path:
    folder = tmp_path_factory.mktemp("client_typing")
    write(generate(openai_tree("4.52.0")).files, folder / NAME)
    (folder / "user.py").write_text(CASES, "utf-8")
    settings = {"typeCheckingMode": "strict", "pythonVersion": "3.11", "include": ["."]}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings))
    return folder


@pytest.mark.parametrize("checker", [mypy, pyright])
def test_what_a_user_of_the_client_sees(
    project: Path, checker: Callable[[Path, str], tuple[Findings, Findings, list[str]]]
) -> None:
    notes, errors, elsewhere = checker(project, NAME)
    lines = CASES.splitlines()
    expected = {
        n: line.partition("# -> ")[2] for n, line in enumerate(lines, 1) if "  # -> " in line
    }
    assert {n: plain(texts[0]) for n, texts in notes.items()} == expected
    refused = {n for n, line in enumerate(lines, 1) if line.endswith("# refused")}
    assert set(errors) == refused, errors
    assert elsewhere == []
