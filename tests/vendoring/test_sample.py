"""A sample application that vendors parts of a release: typed with it, and run against a server."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tsbind.cli import main
from vendoring.server import ANSWER, serving

SAMPLE = Path(__file__).parent / "sample"

pytestmark = [pytest.mark.registry, pytest.mark.slow]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the application with its vendored packages generated."""
    folder = tmp_path_factory.mktemp("vendoring") / "sample"
    shutil.copytree(SAMPLE, folder)
    done = CliRunner().invoke(main, ["update", "--config", str(folder / "tsbind.toml")])
    assert done.exit_code == 0, done.output
    return folder


def run(folder: Path, *command: str) -> str:
    done = subprocess.run(
        [sys.executable, *command], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def imported(folder: Path) -> set[str]:
    """The top-level packages that absolute imports in a folder name."""
    names: set[str] = set()
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_bytes())):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                names.add(node.module.split(".")[0])
    return names


def test_application_and_vendored_packages_are_strictly_typed(sample: Path) -> None:
    run(sample, "-m", "mypy", "--strict", "--no-incremental", "-p", "answers")


def test_types_alone_are_strictly_typed(sample: Path) -> None:
    run(sample, "-m", "mypy", "--strict", "--no-incremental", "-m", "answers.threads")


def test_vendored_types_need_only_the_standard_library(sample: Path) -> None:
    """What type checkers read may name typing_extensions; what runs may not."""
    others = imported(sample / "answers/vendor/params") - sys.stdlib_module_names
    assert others <= {"typing_extensions"}
    program = (
        "import sys, json\n"
        "from answers.threads import first_run\n"
        "print(json.dumps(first_run('asst_1', 'Why?')))\n"
        "print(sorted({'httpx2', 'typing_extensions', 'tsbind'} & sys.modules.keys()))\n"
    )
    sent, loaded = run(sample, "-c", program).splitlines()
    assert json.loads(sent) == {
        "assistant_id": "asst_1",
        "instructions": None,
        "thread": {"messages": [{"role": "user", "content": "Why?"}]},
    }
    assert loaded == "[]"


def neighbours(file: Path) -> set[Path]:
    """The modules that the relative imports of a module name."""
    found: set[Path] = set()
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = file.parents[node.level - 1].joinpath(*(node.module or "").split("."))
            named = [base, *(base / alias.name for alias in node.names)]
            found |= {path.with_suffix(".py") for path in named} | {base / "__init__.py"}
    return {path for path in found if path.exists()}


@pytest.mark.parametrize("package", ["params", "newer"])
def test_vendored_types_are_the_closure_and_nothing_else(sample: Path, package: str) -> None:
    folder = sample / "answers/vendor" / package
    types = {path for path in (folder / "types").rglob("*.py") if path.name != "__init__.py"}
    pending = [folder / "types/beta/thread_create_and_run_stream_params.py"]
    reached: set[Path] = set()
    while pending:
        file = pending.pop()
        if file not in reached:
            reached.add(file)
            pending.extend(neighbours(file))
    assert types <= reached
    assert len(types) == 4
    assert not (folder / "resources").exists()
    assert {path.name for path in folder.iterdir()} - {"__pycache__"} == {
        *(".gitattributes", "LICENSE", "NOTICE", "__init__.py", "_runtime", "py.typed"),
        *("tsbind.lock", "types"),
    }


def test_two_versions_side_by_side(sample: Path) -> None:
    program = (
        "from answers.vendor.params.types.beta import ThreadCreateAndRunStreamParams as Old\n"
        "from answers.vendor.newer.types.beta import ThreadCreateAndRunStreamParams as New\n"
        "print(Old is not New, type(Old(assistant_id='a')), type(New(assistant_id='b')))\n"
        "old = Old(assistant_id='a', thread={'messages': []}).thread\n"
        "new = New(assistant_id='a', thread={'messages': []}).thread\n"
        "print(type(old).__module__.split('.')[2], type(new).__module__.split('.')[2])\n"
    )
    first, second = run(sample, "-c", program).splitlines()
    assert first.startswith("True <class 'answers.vendor.params.types.")
    assert second == "params newer"


def test_notices_travel_along(sample: Path) -> None:
    for package in ("openai", "params"):
        folder = sample / "answers/vendor" / package
        assert "Apache License" in (folder / "LICENSE").read_text()
        assert "openai" in (folder / "NOTICE").read_text()


CHAT = """
import asyncio, sys
from answers.chat import stream_answer, stream_answer_async, whole_answer
from answers.vendor.openai import AsyncOpenAI, OpenAI

async def pieces(url):
    async with AsyncOpenAI(api_key="k", base_url=url) as client:
        return [piece async for piece in stream_answer_async(client, "How old?")]

url = sys.argv[1]
with OpenAI(api_key="k", base_url=url) as client:
    print(list(stream_answer(client, "How old?")))
    print(whole_answer(client, "How old?"))
print(asyncio.run(pieces(url)))
"""


def test_vendored_client_streams(sample: Path) -> None:
    with serving() as (url, requests):
        lines = run(sample, "-W", "error", "-c", CHAT, url).splitlines()
    assert lines == [str(ANSWER), str(("".join(ANSWER), 7)), str(ANSWER)]
    assert [path for path, _ in requests] == ["/chat/completions"] * 3
    assert [body.get("stream") for _, body in requests] == [True, None, True]
    assert requests[0][1]["messages"] == [{"role": "user", "content": "How old?"}]


PARTS = [("4.52.0", "beta.threads.runs"), ("7.57.0", "responses"), ("7.57.0", "chat.completions")]


@pytest.mark.parametrize(("version", "part"), PARTS)
def test_part_with_its_helpers_stands_on_its_own(tmp_path: Path, version: str, part: str) -> None:
    out = tmp_path / "a/b/part"
    arguments = ["generate", f"openai@{version}", "--only", part, "--out", str(out)]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output
    run(tmp_path, "-m", "mypy", "--strict", "--no-incremental", "-p", "a.b.part")
    used = "client.beta.threads.runs" if part.startswith("beta") else f"client.{part}"
    program = f"from a.b.part import OpenAI\nclient = OpenAI(api_key='k')\nprint({used})\n"
    assert "resources" in run(tmp_path, "-W", "error", "-c", program)
    others = imported(out) - sys.stdlib_module_names
    assert others <= {"httpx2", "anyio", "typing_extensions", "pydantic", "websockets"}


TWO = """
import sys
import a.old as old, a.new as new

def ask(package, url):
    with package.OpenAI(api_key="k", base_url=url) as client:
        messages = [{"role": "user", "content": "How old?"}]
        stream = client.chat.completions.create(model="m", messages=messages, stream=True)
        chunks = list(stream)
        whole = client.chat.completions.create(model="m", messages=messages)
    return chunks + [whole]

pairs = list(zip(ask(old, sys.argv[1]), ask(new, sys.argv[1]), strict=True))
print(len(pairs) > 3, {type(one) is type(other) for one, other in pairs})
print({type(item).__module__.split(".")[1] for one, other in pairs for item in (one, other)})
print(all(one.to_dict() == other.to_dict() for one, other in pairs))
try:
    old.OpenAI(api_key="k", base_url="http://127.0.0.1:9", max_retries=0).chat.completions.create(
        model="m", messages=[]
    )
except new.APIError:
    print("caught as the other's")
except old.APIConnectionError:
    print("its own")
"""


def test_clients_of_two_versions_stream_in_one_process(tmp_path: Path) -> None:
    for name, version in (("old", "4.52.0"), ("new", "7.57.0")):
        arguments = ["generate", f"openai@{version}", "--only", "chat.completions"]
        done = CliRunner().invoke(main, [*arguments, "--out", str(tmp_path / "a" / name)])
        assert done.exit_code == 0, done.output
    with serving() as (url, _):
        lines = run(tmp_path, "-W", "error", "-c", TWO, url).splitlines()
    assert lines[0] == "True {False}"
    assert lines[1] in ("{'old', 'new'}", "{'new', 'old'}")
    assert lines[2:] == ["True", "its own"]
