"""Compare the model of packages with what the TypeScript compiler says of them.

    python scripts/compare_with_tsc.py [--show N] [NAME@VERSION ...]

Prints a line a package: facts compared, those that differ, that the model calls opaque, and that
the compiler could not resolve or cut (``error``, ``deep``, ``waits``); declarations, places
reported as opaque, files or parts that could not be parsed, seconds to read and resolve. Without
names: those of `PACKAGES`. With ``--show`` also the first N differences of each. Needs node and npm
(see ``tests/conformance/facts.py``). Exits with 1 when a fact differs or a package is refused.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from conformance.compare import compare, working_out
from conformance.facts import facts_of_tree
from tsbind.problems import Problem, Severity, TsbindError
from tsbind.resolve.resolution import resolve
from tsbind.sources import load

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
    counts: dict[str, int]
    declarations: int
    opaque: list[Problem]
    unread: int
    seconds: float


def row(spec: str) -> Row:
    """Read, resolve and compare one package."""
    tree = load(spec)
    started = time.perf_counter()
    resolution = resolve(tree)
    seconds = time.perf_counter() - started
    below = "resources/" if any(p.startswith("resources/") for p in tree.files) else ""
    found = compare(
        resolution.package, facts_of_tree(tree), evaluate=working_out(resolution), below=below
    )
    return Row(
        f"{tree.source.name} {tree.source.version}",
        found.facts.total(),
        found.differing,
        dict(found.counts),
        len(resolution.package.types),
        [p for p in resolution.program.problems if p.severity is Severity.OPAQUE],
        sum(p.severity is Severity.ERROR for p in resolution.program.problems),
        seconds,
    )


def main() -> int:
    """Print the table; 1 when anything differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", type=int, default=0, metavar="N")
    parser.add_argument("specs", nargs="*", default=PACKAGES)
    arguments = parser.parse_args()
    print(
        "| package | facts | differ | opaque | unsaid | declarations | places | unread | seconds |"
    )
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|", flush=True)
    failed = 0
    for spec in arguments.specs:
        try:
            found = row(spec)
        except TsbindError as error:
            failed += 1
            print(f"| {spec} | refused: {error} |", flush=True)
            continue
        failed += bool(found.wrong)
        unsaid = sum(found.counts.get(name, 0) for name in ("error", "deep", "waits"))
        opaque = found.counts.get("opaque", 0)
        counts = (found.facts, len(found.wrong), opaque, unsaid, found.declarations)
        cells = (found.spec, *(f"{count:,}" for count in counts))
        print("|", " | ".join(cells), end=" | ")
        print(f"{len(found.opaque)} | {found.unread} | {found.seconds:.1f} |", flush=True)
        for text in found.wrong[: arguments.show]:
            print("   ", text.replace("\n", "\n    "))
        for problem in found.opaque[: arguments.show]:
            print("   ", problem)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
