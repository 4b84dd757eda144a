"""The examples of docs/helpers.md run."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from client_runtime.loopback import Server, events
from helpers.scripts import RUN_BEGINS, RUN_ENDS, sse

pytestmark = [
    pytest.mark.registry,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
PAGE = Path(__file__).parents[2] / "docs" / "helpers.md"


def examples() -> list[str]:
    return re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)


def test_create_and_run_stream(
    api: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    begins, ends = (events(*sse(script, named=True)) for script in (RUN_BEGINS, RUN_ENDS))
    with Server(begins, ends, ends) as server:
        monkeypatch.setenv("OPENAI_API_KEY", "key")
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        names: dict[str, Any] = {}
        try:
            for text in examples()[:2]:
                exec(text.replace("openai_client", api.__name__), names)
        finally:
            names["client"].close()
        assert server.requests[2].json == {
            "assistant_id": "asst_123",
            "instructions": "Be brief",
            "stream": True,
        }
    printed = capsys.readouterr().out
    assert "[function]" in printed
    assert printed.endswith("It is sunny [1]")


@pytest.mark.parametrize("number", range(len(examples())))
def test_every_example_compiles(number: int) -> None:
    compile(examples()[number], f"example {number}", "exec")
