"""Tables of figures, printed as they come and kept for the pages that quote them.

A benchmark or script calls `keep`; `scripts/quote_figures.py` puts the tables into README and docs.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

RESULTS = Path(__file__).parent / "results"


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; every column but the first is aligned to the right."""
    lines = [header, ["---", *["--:"] * (len(header) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def keep(name: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table; with ``--keep`` on the command line also store it as ``results/NAME.json``."""
    print(table(header, rows), flush=True)
    if "--keep" not in sys.argv:
        return
    version = ".".join(map(str, sys.version_info[:2]))
    result = {
        "command": command(),
        "machine": f"{os.cpu_count()} cores, Python {version}",
        "header": list(header),
        "rows": [list(row) for row in rows],
    }
    text = json.dumps(result, indent=1, ensure_ascii=False)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.json").write_text(f"{text}\n", "utf-8")


def command() -> str:
    """What was typed, less the path before the repository and the switch that keeps."""
    program = Path(sys.argv[0]).resolve().relative_to(RESULTS.parents[1])
    arguments = (argument for argument in sys.argv[1:] if argument != "--keep")
    return " ".join(["python", program.as_posix(), *arguments])
