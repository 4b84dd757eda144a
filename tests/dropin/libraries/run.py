"""Programs through libraries that use the official client, with it and with what stands in for it.

    python -m dropin.libraries.run FOLDER [LIBRARY ...]

Run it in ``tests/``; FOLDER is kept for later runs.

Each library gets a virtual environment below FOLDER. Its program runs with the official client,
then with ``tsbind generate openai --as-official`` in its place; both must print the same. The
results are stored in ``results.json``, from which `scripts/library_table.py` makes the table of
``docs/drop-in.md``.
"""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
import tomllib
import venv
from dataclasses import asdict, dataclass
from importlib.metadata import distributions
from pathlib import Path

from dropin.libraries.answering import answering
from tsbind.packs import pack_for
from tsbind.packs.official import counterpart, official_version
from tsbind.sources import version_key

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"
LIBRARIES = {
    "openai-agents": ("openai-agents",),
    "pydantic-ai": ("pydantic-ai-slim[openai]",),
    "langchain-openai": ("langchain-openai",),
    "llama-index": ("llama-index-llms-openai", "llama-index-embeddings-openai"),
    "autogen": ("autogen-ext[openai]", "autogen-agentchat"),
    "semantic-kernel": ("semantic-kernel",),
    "haystack": ("haystack-ai",),
    "instructor": ("instructor",),
    "smolagents": ("smolagents[openai]",),
    "litellm": ("litellm",),
    "mem0": ("mem0ai",),
    "guidance": ("guidance", "openai"),
    "crewai": ("crewai",),
}


@dataclass(frozen=True)
class Result:
    """What a library did with each client."""

    library: str
    version: str
    official: str
    """The version of the official client that it takes."""
    satisfied: bool
    """Whether the library accepts the version of the generated package."""
    imports: bool
    runs: bool
    error: str
    """The last line of what went wrong."""
    seconds: tuple[float, float]
    """CPU with the official client, and with the generated one."""


def run(name: str, folder: Path) -> Result:
    """Install a library, and run its program twice."""
    python = _environment(name, folder)
    version = _version(python, LIBRARIES[name][0].partition("[")[0])
    official = _version(python, "openai")
    program = HERE / "programs" / f"{name.replace('-', '_')}.py"
    wanted, first = _run(python, program)
    _replace(python, str(_project(folder, official)))
    satisfied = _accepts(python)
    found, second = _run(python, program)
    same = found.stdout == wanted.stdout and not found.returncode
    imports = not _bare(python, program).returncode
    broken = f"with the official client: {_last(wanted)}" if wanted.returncode else ""
    error = broken or ("" if same else _last(found) or "prints something else")
    print(wanted.stdout + wanted.stderr[-2000:], found.stdout + found.stderr[-3000:], sep="\n---\n")
    _replace(python, f"openai=={official}")
    return Result(name, version, official, satisfied, imports, same, error, (first, second))


def _environment(name: str, folder: Path) -> Path:
    python = folder / name / "bin" / "python"
    if not python.exists():
        venv.create(folder / name, with_pip=True)
        _pip(python, "install", *LIBRARIES[name])
    return python


def _replace(python: Path, what: str) -> None:
    _pip(python, "uninstall", "openai", *([] if _UV else ["-y"]))
    _pip(python, "install", what)


def _pip(python: Path, command: str, *rest: str) -> None:
    subprocess.run([*_installer(python, command), "-q", *rest], check=True)


_UV = os.environ.get("UV", "")
"""uv, where it is there: it installs faster than pip."""


def _installer(python: Path, command: str) -> list[str]:
    if _UV:
        return [_UV, "pip", command, "--python", str(python)]
    return [str(python), "-m", "pip", command]


def _accepts(python: Path) -> bool:
    """Whether no package of the environment wants another version of the official client."""
    command = _installer(python, "check")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wrong = [line for line in (done.stdout + done.stderr).splitlines() if "openai" in line]
    return not any("requires `openai" in line or "requirement openai" in line for line in wrong)


def _version(python: Path, package: str) -> str:
    site = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    found = distributions(name=package, path=[site])
    return next(iter(found)).version


def _project(folder: Path, official: str) -> Path:
    """The generated package of the API that a version of the official client has."""
    pack = pack_for("openai")
    wanted = counterpart(official).npm.rpartition("@")[2]
    rows = tomllib.loads(pack.text("pypi.toml")).values()
    npm = max(
        (
            npm
            for table in rows
            for npm in table.values()
            if version_key(npm) <= version_key(wanted)
            and version_key(official_version(pack, npm)) <= version_key(official)
        ),
        key=version_key,
    )
    project = folder / f"as-official-{npm}"
    command = ["generate", f"openai@{npm}", "--as-official", "--out", str(project)]
    subprocess.run(
        [sys.executable, "-m", "tsbind", *command], check=True, stdout=subprocess.DEVNULL
    )
    return project


def _run(python: Path, program: Path) -> tuple[subprocess.CompletedProcess[str], float]:
    before = os.times()
    with answering() as url:
        done = _process([str(python), "-P", "-W", "ignore", str(program)], url)
    after = os.times()
    used = sum(after[2:4]) - sum(before[2:4])
    return done, round(used, 2)


def _bare(python: Path, program: Path) -> subprocess.CompletedProcess[str]:
    """Run the imports of a program alone."""
    nodes = ast.parse(program.read_text("utf-8")).body
    imports = "\n".join(ast.unparse(n) for n in nodes if isinstance(n, ast.Import | ast.ImportFrom))
    return _process([str(python), "-P", "-W", "ignore", "-c", imports], "http://127.0.0.1:9/v1")


def _process(command: list[str], url: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "OPENAI_BASE_URL": url, "OPENAI_API_BASE": url}
    environment["OPENAI_API_KEY"] = "sk-test"
    environment["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
    environment.pop("PYTHONPATH", None)
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=300
    )


def _last(done: subprocess.CompletedProcess[str]) -> str:
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    return lines[-1][:200] if done.returncode and lines else ""


def main() -> None:
    """Run what is named, or everything, and store the results."""
    folder = Path(sys.argv[1]).resolve()
    stored = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    for name in sys.argv[2:] or LIBRARIES:
        result = run(name, folder)
        stored[name] = asdict(result)
        print(result)
        RESULTS.write_text(json.dumps(stored, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
