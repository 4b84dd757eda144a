"""The rendered runtime and the sample under strict type checkers, and what they reveal."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from client_runtime.rendered import render_package

PROGRAM = """
from acme import Acme, AsyncAcme


def sync(client: Acme, flag: bool) -> None:
    reveal_type(client.widgets.create(name="n"))
    reveal_type(client.widgets.create(name="n", stream=True))
    reveal_type(client.widgets.create(name="n", stream=False))
    reveal_type(client.widgets.create(name="n", stream=flag))
    for event in client.widgets.create(name="n", stream=True):
        reveal_type(event)
    for widget in client.widgets.list():
        reveal_type(widget)
    reveal_type(client.widgets.with_raw_response.retrieve("w", shelf_id="s").parse())
    with client.widgets.with_streaming_response.retrieve("w", shelf_id="s") as response:
        reveal_type(response.parse())
    reveal_type(client.get("/x", cast_to=int))


async def asynchronous(client: AsyncAcme) -> None:
    async for widget in client.widgets.list():
        reveal_type(widget)
    reveal_type((await client.widgets.list()).data)
    reveal_type(await client.widgets.retrieve("w", shelf_id="s"))
    reveal_type((await client.widgets.with_raw_response.retrieve("w", shelf_id="s")).parse())
    async with client.widgets.with_streaming_response.retrieve("w", shelf_id="s") as response:
        reveal_type(await response.parse())
"""

REVEALED = [
    *("Widget", "Stream[WidgetEvent]", "Widget", "Widget | Stream[WidgetEvent]", "WidgetEvent"),
    *("Widget", "Widget", "Widget", "int"),
    *("Widget", "list[Widget]", "Widget", "Widget", "Widget"),
]


def plain(kind: str) -> str:
    """A type as spelled without modules."""
    return re.sub(r"\b[a-z_][\w]*\.", "", kind.replace("builtins.", ""))


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("types")
    render_package(folder)
    (folder / "program.py").write_text(PROGRAM, "utf-8")
    settings = {"typeCheckingMode": "strict", "pythonVersion": "3.11"}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
    return folder


@pytest.mark.slow
def test_mypy_strict(checked: Path) -> None:
    run = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "acme", "program.py"]
    done = subprocess.run(run, cwd=checked, capture_output=True, text=True, check=False)
    assert "error:" not in done.stdout, done.stdout
    assert [plain(kind) for kind in re.findall(r'type is "(.*)"', done.stdout)] == REVEALED


@pytest.mark.slow
@pytest.mark.node
def test_pyright_strict(checked: Path) -> None:
    run = [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable]
    done = subprocess.run(run, cwd=checked, capture_output=True, text=True, check=False)
    found = json.loads(done.stdout)["generalDiagnostics"]
    assert [each for each in found if each["severity"] == "error"] == []
    messages = [each["message"] for each in found]
    kinds = [plain(m.partition(' is "')[2].rstrip('"')) for m in messages if "Type of" in m]
    assert kinds == REVEALED
