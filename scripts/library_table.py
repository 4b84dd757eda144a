"""Write the table of libraries in docs/drop-in.md from the stored results of their programs.

    python scripts/library_table.py

The results come from ``python -m dropin.libraries.run`` in ``tests/``.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "tests/dropin/libraries/results.json"
PAGE = ROOT / "docs/drop-in.md"
_TABLE = re.compile(r"(?<=<!-- libraries -->\n)[^<]*(?=<!-- end -->)")


def table(results: dict[str, dict[str, Any]]) -> str:
    """The rows, and how many of the programs run."""
    lines = [
        "| library | version | in place of | imports | program runs | CPU: official, here |",
        "|---|---|---|---|---|--:|",
    ]
    for name, row in sorted(results.items()):
        first, second = row["seconds"]
        runs = "yes" if row["runs"] else f"no: {row['error']}".replace("|", "\\|")
        times = f"{first:.1f} s, {second:.1f} s"
        imports = "yes" if row["imports"] else "no"
        cells = (name, row["version"], row["official"], imports, runs, times)
        lines.append(f"| {' | '.join(cells)} |")
    good = sum(row["runs"] for row in results.values())
    lines += ["", f"{good} of {len(results)} programs print the same with both clients."]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Put the table into the page."""
    text = PAGE.read_text("utf-8")
    results = json.loads(RESULTS.read_text("utf-8"))
    PAGE.write_text(_TABLE.sub(lambda _: table(results), text), "utf-8")


if __name__ == "__main__":
    main()
