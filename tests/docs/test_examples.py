"""Every example on every page: the Python runs, the JSON is what the types say."""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import re
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest
from black import Mode, format_file_contents
from black.report import NothingChanged

from docs.conftest import VERSIONS, Documented
from docs.model_server import ModelServer
from helpers.scripts import RUN_ENDS, sse
from helpers.scripts.agents import AGENT_EVENTS, SESSION_ID, TURN_ID
from helpers.scripts.chat import TEXT
from helpers.scripts.responses import FINAL_RESPONSE, RESPONSE_EVENTS
from helpers.test_websocket import serving
from support.sweeps import by_default
from tsbind.docs.context.pages import Code, OperationSection

pytestmark = [pytest.mark.registry]
LAST = "response.done response.completed session.closed session.started"


@pytest.fixture
def server(documented: Documented, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    monkeypatch.setenv("OPENAI_ADMIN_KEY", "secret")
    monkeypatch.setenv("OPENAI_WEBHOOK_SECRET", "whsec_c2VjcmV0")
    monkeypatch.chdir(tmp_path)
    with ModelServer(documented.made) as started:
        monkeypatch.setenv("OPENAI_BASE_URL", started.url)
        for accessor in ("beta.threads.createAndRun", "beta.threads.runs.create"):
            started.scripts[accessor] = sse(RUN_ENDS, named=True)
        started.scripts["beta.threads.runs.submitToolOutputs"] = sse(RUN_ENDS, named=True)
        started.scripts["chat.completions.create"] = sse(TEXT[0])
        started.answers["chat.completions.create"] = TEXT[1]
        started.scripts["beta.agents.sessions.events.stream"] = sse(AGENT_EVENTS)
        started.answers["beta.agents.sessions.artifacts.list"] = {
            "data": [
                {
                    "id": "a_1",
                    "session_id": SESSION_ID,
                    "turn_id": TURN_ID,
                    "path": "/workspace/report.pdf",
                }
            ],
            "has_more": False,
        }
        started.scripts["responses.create"] = sse(RESPONSE_EVENTS)
        started.answers["responses.create"] = FINAL_RESPONSE
        yield started


def test_every_python_example_runs(documented: Documented, server: ModelServer) -> None:
    """Also those of helpers, and upstream's own; each sends what its operation sends."""
    ran, wrong = 0, dict[str, str]()
    for section in documented.sections:
        operation = documented.made.operations.get(section.accessor)
        for example in section.examples if not section.call.endswith(".connect") else ():
            server.forget(section.accessor)
            ran += 1
            try:
                run(example.text, Path.cwd())
                sent = [request.method for request in server.asked]
                if operation is not None and operation.kind == "endpoint":
                    assert sent[0] == operation.verb.upper()
            except Exception as error:
                wrong[f"{section.call}: {example.title}"] = repr(error)
    assert wrong == {}
    assert ran > 140


def test_every_connection_example_runs(
    documented: Documented, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def speak(socket: Any) -> None:
        for kind in LAST.split():
            socket.send(json.dumps({"type": kind, "event_id": kind}))
        with contextlib.suppress(Exception):
            for _ in socket:
                pass

    wrong: dict[str, str] = {}
    for section in documented.sections:
        if section.call.endswith(".connect"):
            with serving(speak) as url:
                monkeypatch.setenv("OPENAI_BASE_URL", url)
                try:
                    run(section.examples[0].text, Path.cwd())
                except Exception as error:
                    wrong[section.call] = repr(error)
    assert wrong == {}


def test_every_method_has_an_example(documented: Documented) -> None:
    assert [section.call for section in documented.sections if not section.examples] == []


def test_upstream_examples_are_in_python(documented: Documented) -> None:
    ours, left = documented.book.upstream_examples
    assert left == 0
    assert ours == sum(len(o.examples) for o in documented.made.package.operations)


def test_black_leaves_every_example_alone(documented: Documented) -> None:
    mode = Mode(line_length=88)
    for section, example in python_examples(documented):
        with contextlib.suppress(NothingChanged):
            format_file_contents(example.text, fast=True, mode=mode)
            pytest.fail(f"{section.call}: black changes\n{example.text}")


@pytest.mark.slow
@pytest.mark.parametrize("documented", by_default(VERSIONS, VERSIONS[0]), indirect=True)
def test_every_example_passes_mypy(documented: Documented, tmp_path: Path) -> None:
    """All of them at once, the package beside them, by the strict rules."""
    folder = tmp_path / "examples"
    folder.mkdir()
    for number, (section, example) in enumerate(python_examples(documented)):
        name = re.sub(r"\W", "_", f"{section.call}_{number}")
        (folder / f"{name}.py").write_text(example.text, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--no-warn-unused-ignores", "."],
        cwd=folder,
        env={"MYPYPATH": str(documented.folder), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line for line in done.stdout.splitlines() if "deprecated" not in line]
    assert done.returncode == 0, "\n".join(lines[:40]) + done.stderr


def python_examples(documented: Documented) -> list[tuple[OperationSection, Code]]:
    return [(s, e) for s in documented.sections for e in s.examples if e.language == "python"]


def run(text: str, folder: Path) -> None:
    """Run an example; the files it reads are there."""
    for path in re.findall(r'Path\("([^"]+)"\)', text):
        file = folder / (f"{path}a.csv" if path.endswith("/") else path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"content")
    names: dict[str, object] = {"__name__": "__main__"}
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore", DeprecationWarning)
        exec(compile(text, "example.py", "exec"), names)
    close = getattr(names.get("client"), "close", None)
    if close is not None:
        close()


def test_every_json_example_is_what_its_class_says(documented: Documented) -> None:
    wrong: dict[str, str] = {}
    checked = 0
    for page in documented.book.pages:
        for section in page.types:
            if section.kind != "class" or not section.example:
                continue
            # The page of a module of types has its path.
            module = importlib.import_module(
                f"{documented.book.package}.{page.path.replace('/', '.')}"
            )
            checked += 1
            try:
                made = getattr(module, section.name).from_dict(
                    json.loads(section.example), strict=True
                )
                assert made.to_dict() == json.loads(section.example)
            except Exception as error:
                wrong[f"{page.path} {section.name}"] = repr(error)
    assert wrong == {}
    assert checked > 200


def test_every_construction_of_params_runs(documented: Documented) -> None:
    """What is made says on the wire what stands beside it."""
    made = [t for page in documented.book.pages for t in page.types if t.construction]
    assert len(made) > 100
    for section in made:
        line, _, call = section.construction.partition("\n\n")
        names: dict[str, Any] = {}
        exec(line, names)
        sent = json.dumps(eval(call, names).to_dict(), default=bytes.decode)
        assert json.loads(sent) == json.loads(section.example), section.name


def test_every_import_line_runs(documented: Documented) -> None:
    for page in documented.book.pages:
        for section in page.types:
            names: dict[str, object] = {}
            exec(section.import_line, names)
            only_checked = "TYPE_CHECKING" in section.import_line
            assert section.kind == "page" or only_checked or section.name in names
