"""Compare the model of packages with what the TypeScript compiler says of them.

    python scripts/compare_with_tsc.py [--show N] [NAME@VERSION ...]

Prints a line a package: facts compared (of types, and of operations where there is a client), facts
that differ, declarations, operations, opaque types, seconds to read and resolve. Without names:
those of `PACKAGES`, whose table stands in ``docs/other-packages.md``. With ``--show`` also the
first N differences of each. Needs node, npm and the oracle (``tests/conformance/oracle.py``).
Exits with 1 when a fact differs.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from conformance.compare import compare
from conformance.compare_operations import compare_operations
from conformance.oracle import ask_tree
from tsbind.pipeline import read
from tsbind.problems import Problem, Severity
from tsbind.sources import SourceTree, load

PACKAGES: tuple[str, ...] = (
    "telegram-typings",
    "@slack/types",
    "devtools-protocol",
    "csstype",
    "discord-api-types",
    "@types/aws-lambda",
    "@types/geojson",
    "vscode-jsonrpc",
    "@octokit/types",
    "@octokit/openapi-types",
    "@notionhq/client",
    "@google/genai",
    "cohere-ai",
    "@types/node",
    "stripe",
    "@modelcontextprotocol/sdk",
    "@mistralai/mistralai",
    "twilio",
    "groq-sdk",
    "@anthropic-ai/sdk",
    "openai@3.3.0",
    "openai@4.0.0",
    "openai@4.20.1",
    "openai@4.33.0",
    "openai@4.67.3",
    "openai@4.85.4",
    "openai@5.0.1",
    "openai@5.8.2",
    "openai@6.0.0",
    "openai@6.15.0",
    "openai@7.0.0",
    "openai@7.20.0",
)


@dataclass(frozen=True)
class Row:
    """What one comparison found."""

    spec: str
    facts: int
    wrong: list[str]
    declarations: int
    operations: int
    opaque: list[Problem]
    seconds: float


def is_declared_only(tree: SourceTree) -> bool:
    """True for a package of ``.d.ts`` files."""
    return not any(p.endswith(".ts") and not p.endswith(".d.ts") for p in tree.files)


def row(spec: str) -> Row:
    """Read, resolve and compare one package."""
    tree = load(spec)
    started = time.perf_counter()
    release = read(tree)
    package, problems = release.package, list(release.problems)
    seconds = time.perf_counter() - started
    oracle = ask_tree(tree, *(["--dts"] if is_declared_only(tree) else []))
    below = "resources/" if any(p.startswith("resources/") for p in tree.files) else ""
    comparison = compare(package, oracle, below=below)
    facts, wrong = comparison.compared.total(), comparison.wrong
    if package.operations:
        of_operations = compare_operations(package, oracle)
        facts, wrong = facts + of_operations.compared.total(), wrong + of_operations.wrong
    return Row(
        f"{tree.source.name} {tree.source.version}",
        facts,
        wrong,
        len(package.types),
        len(package.operations),
        [p for p in problems if p.severity is Severity.OPAQUE],
        seconds,
    )


def main() -> int:
    """Print the table; 1 when anything differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", type=int, default=0, metavar="N")
    parser.add_argument("specs", nargs="*", default=PACKAGES)
    arguments = parser.parse_args()
    print("| package | facts | differ | declarations | operations | opaque | seconds |")
    print("|---|--:|--:|--:|--:|--:|--:|", flush=True)
    differing = 0
    for spec in arguments.specs:
        found = row(spec)
        differing += len(found.wrong)
        counts = (found.facts, len(found.wrong), found.declarations, found.operations)
        cells = (found.spec, *(f"{count:,}" for count in counts))
        print("|", " | ".join(map(str, cells)), end=" | ")
        print(f"{len(found.opaque)} | {found.seconds:.1f} |", flush=True)
        for text in found.wrong[: arguments.show]:
            print("   ", text.replace("\n", "\n    "))
        for problem in found.opaque[: arguments.show]:
            print("   ", problem)
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
