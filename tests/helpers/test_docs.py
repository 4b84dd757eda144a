"""The examples of docs/helpers.md run."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from client_runtime.loopback import Server, events
from helpers.conftest import VERSIONS
from helpers.scripts import RUN_BEGINS, RUN_ENDS, sse
from helpers.test_every_helper import ADDED
from tsbind.model.declarations import Package
from tsbind.python.methods.naming import method_name

pytestmark = [
    pytest.mark.registry,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
NONE = "\N{EN DASH}"
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


def test_the_table_names_every_helper(model: Callable[[str], Package]) -> None:
    rows = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| `")]
    named = {version: set[str]() for version in VERSIONS}
    for row in rows[: rows.index(next(r for r in rows if "live.connect" in r)) + 1]:
        names, *releases = row.strip("|").split(" | ")
        for version, has in zip(VERSIONS, releases, strict=True):
            if has.strip(" |") != NONE:
                # What stands after "with" are parameters.
                helpers, _, _ = names.partition(" with ")
                named[version].update(re.findall(r"`(?:[\w.]+\.)?(\w+)`", helpers))
    for version in VERSIONS:
        package = model(version)
        accessors = {o.accessor for o in package.operations if o.kind == "helper"}
        accessors |= {*ADDED[version]}
        methods = {method_name(accessor.rpartition(".")[2]) for accessor in accessors}
        connect = {"connect"} if package.sockets else set[str]()
        # `beta` is where older releases have them.
        assert named[version] - {"beta"} == methods | connect | {"create"}


@pytest.mark.parametrize("number", range(len(examples())))
def test_every_example_compiles(number: int) -> None:
    compile(examples()[number], f"example {number}", "exec")
