"""mypy and pyright, both strict, on what users write against a generated client."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.checkers import Checker, assert_as_said, mypy, pyright, user_project
from support.emitted import write
from support.once import Release, emit_once

CASES = Path(__file__).parent / "client_cases.txt"

pytestmark = [pytest.mark.registry, pytest.mark.slow]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, openai_tree: Release) -> Path:
    folder = user_project(tmp_path_factory.mktemp("client_typing"), CASES.read_text("utf-8"))
    write(emit_once(openai_tree("4.52.0")).files, folder / "openai_client")
    return folder


@pytest.mark.parametrize("checker", [mypy, pyright])
def test_what_a_user_of_the_client_sees(project: Path, checker: Checker) -> None:
    """This is also where the checkers look at the whole client, helpers included."""
    assert_as_said(checker, project)
