"""Runs programs one after the other; a script of its own, started with a generated package.

    python runner.py PACKAGE_FOLDER PROGRAMS.json

Prints the numbers of the programs that ended in an exception, as a JSON list.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main(package: str, programs: str) -> None:
    """Run and print."""
    sys.path.insert(0, package)
    failed: list[int] = []
    for number, text in enumerate(json.loads(Path(programs).read_text(encoding="utf-8"))):
        try:
            exec(compile(text, f"program {number}", "exec"), {"__name__": "program"})  # noqa: S102
        except Exception as error:
            print(f"{number}: {type(error).__name__}: {error}", file=sys.stderr)
            failed.append(number)
    print(json.dumps(failed))


if __name__ == "__main__":
    main(*sys.argv[1:])
