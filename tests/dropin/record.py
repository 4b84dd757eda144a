"""Write the ``.out`` files: what the programs print, and ask, with the official client.

    python tests/dropin/record.py [NAME...]

Run it with PyPI's ``openai`` installed (the files that are here are those of 3.54.0) and nothing
else called ``openai`` on the path.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from dropin.running import PROGRAMS, run


def main() -> None:
    """Record the programs named, or every one."""
    names = sys.argv[1:] or sorted(path.stem for path in PROGRAMS.glob("*.py"))
    for name in names:
        program = PROGRAMS / f"{name}.py"
        program.with_suffix(".out").write_text(run(program.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
