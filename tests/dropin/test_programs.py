"""Programs for the official client, their import changed, do and print what they do with it.

The programs are written after the examples of that client's README; each ``.out`` beside one was
recorded with the official client (see `dropin.record`).
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from dropin.running import PROGRAMS, run
from support.releases import Release

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


@pytest.mark.parametrize(("version", "name"), CASES)
def test_a_program_of_the_official_client(
    client_of: Callable[..., Release], version: str, name: str
) -> None:
    generated = client_of(f"openai@{version}")
    ours = {
        "from": f"from {generated.package.name}",
        "import": f"import {generated.package.name} as openai",
    }
    program = (PROGRAMS / f"{name}.py").read_text("utf-8")
    program, count = _IMPORT.subn(lambda match: ours[match[1]], program)
    assert count
    printed = run(program, generated.folder)
    assert printed == (PROGRAMS / f"{name}.out").read_text("utf-8")


MISSING = """
import os
from {} import MissingCredentialError, OpenAI, OpenAIError

del os.environ["OPENAI_API_KEY"]
try:
    OpenAI()
except MissingCredentialError as e:
    print("OPENAI_API_KEY" in str(e), isinstance(e, OpenAIError))
"""


def test_a_missing_credential_names_its_variable(client_of: Callable[..., Release]) -> None:
    generated = client_of("openai@4.52.0")
    program = MISSING.format(generated.package.name)
    assert run(program, generated.folder) == "True True\n"
