"""Generate the clients of many packages of npm `openai`'s layout, check and call each.

    python scripts/other_sdks.py [--show N] [--without CHECK ...] [--keep FOLDER] [NAME@VERSION ...]

Prints a line a package, the table of ``docs/other-packages.md``: endpoints, declarations, what
generation reports, facts about operations on which the TypeScript compiler and the model differ,
what black, ruff, mypy strict and pyright strict find, and what went wrong when every module was
imported and every endpoint called, sync and async, against a server on loopback. With ``--show``
also the first N findings of each. ``--without`` leaves a column out (``pyright``, ``tsc``).
Exits with 1 when something was found. Each package has a process of its own. Needs the checks'
programs; node, npm and the oracle for the comparison (see ``tests/conformance/oracle.py``).
"""

from __future__ import annotations

import argparse
import asyncio
import importlib
import json
import pkgutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from client.exercise import exercise, exercise_async
from client.recorder import Recorder
from client.trial import trials
from conformance.compare_operations import compare_operations
from conformance.oracle import ask_tree
from support.checkers import COMMANDS, whole_package
from support.releases import Release, release_of
from support.trees import resolve
from tsbind.sources import SourceTree, load

PACKAGES = (
    "@perplexity-ai/perplexity_ai@0.38.5",
    "@turbopuffer/turbopuffer@2.8.0",
    "@cerebras/cerebras_cloud_sdk@1.91.0",
    "llama-api-client@0.3.0",
    "zeroentropy@0.1.0-alpha.10",
    "@prelude.so/sdk@0.10.0",
    "brand.dev@0.29.3",
    "@stainless-api/sdk@0.5.0",
    "supermemory@4.25.4",
    "@moderation-api/sdk@3.7.0",
    "@arcadeai/arcadejs@2.4.1",
    "@beeper/desktop-api@5.0.0",
    "hyperspell@0.36.0",
    "parallel-web@1.3.3",
    "writer-sdk@2.3.2",
    "@hyperspell/hyperspell@0.41.0",
    "contextual-client@0.10.0",
    "@terminaldotshop/sdk@1.23.3",
    "steel-sdk@0.18.0",
    "@tryfinch/finch-api@10.7.0",
    "context.dev@2.19.0",
    "@browserbasehq/sdk@2.21.0",
    "@imagekit/nodejs@7.11.0",
    "@braintrust/api@0.1.1",
    "@mixedbread/sdk@0.78.0",
    "@runwayml/sdk@4.20.1",
    "@julep/sdk@2.7.2",
    "llama-stack-client@0.7.3",
    "@knocklabs/node@1.35.0",
    "@trycourier/courier@7.10.2",
    "retell-sdk@5.66.1",
    "@metronome/sdk@3.10.0",
    "@gitpod/sdk@0.6.0",
    "@onkernel/sdk@0.84.0",
    "@letta-ai/letta-client@1.12.1",
    "@runloop/api-client@1.32.0",
    "orb-billing@6.11.0",
    "dodopayments@2.52.0",
    "together-ai@0.52.0",
    "@mux/mux-node@15.3.0",
    "modern-treasury@3.3.0",
    "@digitalocean/gradient@0.1.0-alpha.2",
    "lithic@0.145.0",
    "@whop/sdk@0.0.42",
)
"""Those of the table in ``docs/other-packages.md``."""
CHECKERS: dict[str, Any] = {str(param.id): param.values[0] for param in COMMANDS}
CALLED = ("sync", "async")
COLUMNS = ("tsc", *CHECKERS, "import", *CALLED)


@dataclass
class Row:
    """What was found in one package."""

    spec: str
    endpoints: int = 0
    declarations: int = 0
    problems: list[str] = field(default_factory=list[str])
    found: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    def line(self) -> str:
        """The row of the table."""
        counts = [self.endpoints, self.declarations, len(self.problems)]
        shown = [str(len(self.found[name])) if name in self.found else "" for name in COLUMNS]
        return f"| {self.spec} | {' | '.join([*map(str, counts), *shown])} |"


def checked(spec: str, folder: Path, without: set[str]) -> Row:
    """Everything that is asked of one package; ``folder`` gets the generated code."""
    tree = load(spec)
    _, problems = resolve(tree)
    with ExitStack() as stack:
        release = release_of(tree, folder, stack)
        endpoints = [o for o in release.model.operations if o.kind == "endpoint"]
        said = [str(p) for p in (*problems, *release.generated.problems)]
        row = Row(spec, len(endpoints), len(release.model.types), said)
        for name, question in _questions(tree, release).items():
            if name not in without and (release.model.client or name not in CALLED):
                row.found[name] = question()
    return row


def _questions(tree: SourceTree, release: Release) -> dict[str, Callable[[], list[str]]]:
    looks = {name: _looked(release.folder, command) for name, command in CHECKERS.items()}
    return {
        "import": lambda: _imported(release),
        "sync": lambda: _sync(release),
        "async": lambda: asyncio.run(_async(release)),
        "tsc": lambda: _compared(tree, release),
        **looks,
    }


def _looked(folder: Path, command: tuple[str, ...]) -> Callable[[], list[str]]:
    if command[0] == "black":
        command = tuple(part for part in command if part != "-q")
    return lambda: whole_package(folder, command).splitlines()


def _compared(tree: SourceTree, release: Release) -> list[str]:
    # The oracle says little of the client's own methods: only what resources have is compared.
    held = tuple(o for o in release.model.operations if "." in o.accessor)
    oracle = ask_tree(tree)
    oracle["accessors"] = {name: at for name, at in oracle["accessors"].items() if "." in name}
    return compare_operations(replace(release.model, operations=held), oracle).wrong


def _imported(release: Release) -> list[str]:
    root = release.package.root
    wrong: list[str] = []
    for module in pkgutil.walk_packages(root.__path__, f"{root.__name__}."):
        try:
            importlib.import_module(module.name)
        except Exception as error:
            wrong.append(f"{module.name}: {error!r}")
    return wrong


def _sync(release: Release) -> list[str]:
    calls = trials(release.model, release.generated.types.index, 1)
    with Recorder() as recorder, release.client(base_url=recorder.url, max_retries=0) as client:
        return exercise(client, calls, recorder)


async def _async(release: Release) -> list[str]:
    calls = trials(release.model, release.generated.types.index, 2)
    with Recorder() as recorder:
        async with release.client("Async", base_url=recorder.url, max_retries=0) as client:
            return await exercise_async(client, calls, recorder)


def main() -> int:
    """Ask each package in a process of its own; print what was found."""
    arguments = _arguments()
    if arguments.one:
        row = checked(arguments.one, Path(arguments.keep), set(arguments.without))
        print(json.dumps(asdict(row)))
        return 0
    names = ("package", "endpoints", "declarations", "reported", *COLUMNS)
    print(f"| {' | '.join(names)} |\n|{'---|' * len(names)}")
    rows = [_in_process(spec, arguments) for spec in arguments.specs or PACKAGES]
    return int(any(found for row in rows for found in row.found.values()))


def _in_process(spec: str, arguments: argparse.Namespace) -> Row:
    folder = Path(arguments.keep or tempfile.mkdtemp(prefix="sdk-")) / _file_name(spec)
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, __file__, "--one", spec, "--keep", str(folder)]
    command += [part for name in arguments.without for part in ("--without", name)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = done.stdout.splitlines()
    if done.returncode or not lines:
        row = Row(spec, found={"import": (done.stdout + done.stderr).splitlines()[-20:]})
    else:
        row = Row(**json.loads(lines[-1]))
    print(row.line(), flush=True)
    for name, findings in {"reported": row.problems, **row.found}.items():
        for finding in findings[: arguments.show]:
            print(f"  {name}: {finding}", flush=True)
    return row


def _file_name(spec: str) -> str:
    return "".join(c if c.isalnum() else "_" for c in Path(spec).name)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("specs", nargs="*", metavar="NAME@VERSION")
    parser.add_argument("--show", type=int, default=0, help="findings to print of each kind")
    parser.add_argument("--without", action="append", default=[], choices=COLUMNS)
    parser.add_argument("--keep", default="", help="where generated code is left")
    parser.add_argument("--one", default="", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
