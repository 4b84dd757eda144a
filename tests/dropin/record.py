"""Write the ``.out`` files: what the programs print, and ask, with the official client.

    python tests/dropin/record.py

Run it with PyPI's ``openai`` installed (the files that are here are those of 3.54.0) and nothing
else called ``openai`` on the path.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from dropin.running import PROGRAMS, run


def main() -> None:
    """Record every program."""
    for program in sorted(PROGRAMS.glob("*.py")):
        program.with_suffix(".out").write_text(run(program.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
