"""The rooms of the generator: their sizes, and the overview of them in docs/contributing.md.

``python scripts/rooms.py`` writes the overview and prints the sizes.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from support.rooms import files_by_folder, lines_by_room, overview  # noqa: E402

PAGE = ROOT / "docs" / "contributing.md"
_TABLE = re.compile(r"^\| room \|.*\n(?:\|.*\n)*", re.MULTILINE)


def main() -> None:
    """Write the table, print the sizes."""
    PAGE.write_text(_TABLE.sub(lambda _: overview(), PAGE.read_text(), count=1))
    lines = lines_by_room()
    for room, count in lines.items():
        print(f"{count:6,}  {room}")
    print(f"{sum(lines.values()):6,}  in all; {max(files_by_folder().values())} files in a folder")


if __name__ == "__main__":
    main()
