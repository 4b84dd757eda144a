"""Write the table of sizes of small parts in docs/vendoring.md.

``python scripts/part_sizes.py openai 7.57.0``; prints the table, too.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path

from tsbind.pipeline import Options, generate, read
from tsbind.sources import load

PAGE = Path(__file__).resolve().parent.parent / "docs" / "vendoring.md"
PARTS = (
    "models.list",
    "files.create",
    "embeddings.create",
    "files.waitForProcessing",
    "chat.completions.create",
    "chat.completions.stream",
    "beta.threads.createAndRunStream",
    "realtime.connect",
    "responses",
)
FOLDERS = ("_runtime", "types", "resources", "lib")
_TABLE = re.compile(r"^\| `--only` \|.*\n(?:\|.*\n)*", re.MULTILINE)


def main() -> None:
    """Generate each part and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name")
    parser.add_argument("version")
    arguments = parser.parse_args()
    release = read(load(f"{arguments.name}@{arguments.version}"))
    rows = [
        f"| `--only` | files | kB | {' | '.join(f'`{f}`' for f in FOLDERS)} |",
        f"|---|{'--:|' * (2 + len(FOLDERS))}",
    ]
    for part in PARTS:
        files = generate(release, Options(only=(part,))).files
        sizes = Counter[str]()
        for path, text in files.items():
            sizes[path.partition("/")[0]] += len(text.encode())
        kilobytes = [f"{sizes[folder] / 1000:.0f}" for folder in FOLDERS]
        whole = f"{sum(sizes.values()) / 1000:.0f}"
        rows.append(f"| `{part}` | {' | '.join((str(len(files)), whole, *kilobytes))} |")
    table = "\n".join(rows) + "\n"
    PAGE.write_text(_TABLE.sub(lambda _: table, PAGE.read_text(), count=1))
    print(table, end="")


if __name__ == "__main__":
    main()
