"""Put the stored figures into the pages that quote them.

    python scripts/quote_figures.py [--check]

A page has ``<!-- figures NAME -->`` and ``<!-- end -->`` around a table of
``benchmarks/results/NAME.json``, and ``<!-- figure NAME ROW COLUMN -->…<!-- end -->`` around one
cell of it (rows and columns count from 0); ``<!-- release -->…<!-- end -->`` is around the release
that ``generated/`` holds. ``--check`` only says which pages are not true, and exits with 1.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

from stored import RESULTS, table  # noqa: E402 - the folder of benchmarks is no package

_TABLE = re.compile(r"(<!-- figures ([\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
_CELL = re.compile(r"(<!-- figure ([\w-]+) (\d+) (\d+) -->).*?(<!-- end -->)", re.DOTALL)
_RELEASE = re.compile(r"(<!-- release -->).*?(<!-- end -->)")
_LOCK = ROOT / "generated" / "openai_bindings" / "tsbind.lock"


def pages() -> list[Path]:
    """README and docs."""
    return [ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md"))]


def quoted(text: str) -> str:
    """``text`` with every table and cell as it is stored."""
    release = tomllib.loads(_LOCK.read_text("utf-8"))["upstream"]["version"]
    text = _RELEASE.sub(lambda match: f"{match[1]}{release}{match[2]}", text)
    return _CELL.sub(_cell, _TABLE.sub(_table, text))


def _table(match: re.Match[str]) -> str:
    result = _result(match[2])
    made = f"`{result['command']}` on {result['machine']}:\n\n"
    return f"{match[1]}{made}{table(result['header'], result['rows'])}\n\n{match[3]}"


def _cell(match: re.Match[str]) -> str:
    return f"{match[1]}{_result(match[2])['rows'][int(match[3])][int(match[4])]}{match[5]}"


def _result(name: str) -> Any:
    return json.loads((RESULTS / f"{name}.json").read_text("utf-8"))


def main() -> int:
    """Write the pages, or with ``--check`` name those that differ; 1 where there are any."""
    differing = [
        page for page in pages() if quoted(page.read_text("utf-8")) != page.read_text("utf-8")
    ]
    for page in differing:
        print(page.relative_to(ROOT))
        if "--check" not in sys.argv:
            page.write_text(quoted(page.read_text("utf-8")), "utf-8")
    return 1 if differing and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
