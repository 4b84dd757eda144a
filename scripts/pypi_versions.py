"""Which npm release has the API of which release of the official Python client.

    python scripts/pypi_versions.py openai

Both clients are generated from the same description of the API, and the change logs that come with
their packages quote its changes in the same words. Releases that quote the same changes within a
few days have the same API. A Python release without such an entry has the API of the one before it
where it quotes no change of its own (`same`); else the npm release of its day is the nearest there
is (`nearest`). Writes ``templates/packs/NAME/pypi.toml``.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from tsbind.sources import is_stable, version_key, versions

PACKS = Path(__file__).resolve().parent.parent / "templates" / "packs"
_HEADING = re.compile(r"^## \[?(\d+\.\d+\.\d+)\]?(?:\(\S*\))? \((\d{4}-\d\d-\d\d)\)", re.MULTILINE)
_LINK = re.compile(r" *\(\[.*")
_APART = timedelta(days=10)
_HEAD = """\
# npm releases with the API of releases of the Python client; scripts/pypi_versions.py made it.
# same: both quote the same changes of the API, or the Python one quotes none since one that is.
# nearest: the npm release of the day.
"""


@dataclass(frozen=True)
class Entry:
    """One release in a change log, with the changes of the API it quotes."""

    version: str
    day: date
    changes: frozenset[str]


def entries(text: str) -> list[Entry]:
    """The releases of a change log, oldest first."""
    heads = list(_HEADING.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    return [
        Entry(head[1], date.fromisoformat(head[2]), _changes(text[head.end() : end]))
        for head, end in zip(heads, ends, strict=True)
    ][::-1]


def _changes(text: str) -> frozenset[str]:
    lines = (line for line in text.splitlines() if line.startswith("* **api"))
    return frozenset(_LINK.sub("", line) for line in lines)


def aligned(python: list[Entry], npm: list[Entry]) -> dict[int, int]:
    """The longest alignment, in the order of both, of releases that quote the same changes."""
    best = [[(0, "")] * (len(npm) + 1) for _ in range(len(python) + 1)]
    for i, one in enumerate(python):
        for j, other in enumerate(npm):
            near = abs(one.day - other.day) <= _APART
            shared = len(one.changes & other.changes) if near else 0
            choices = [(best[i][j + 1][0], "python"), (best[i + 1][j][0], "npm")]
            if shared:
                choices.append((best[i][j][0] + shared, "together"))
            best[i + 1][j + 1] = max(choices)
    found: dict[int, int] = {}
    i, j = len(python), len(npm)
    while i and j:
        step = best[i][j][1]
        if step == "together":
            found[i - 1] = j - 1
        i -= step != "npm"
        j -= step != "python"
    return found


def table(python: list[Entry], npm: list[Entry]) -> tuple[dict[str, str], dict[str, str]]:
    """Python versions to npm versions: those with the same API, and the nearest of the others."""
    anchors = aligned(python, npm)
    same: dict[str, str] = {}
    nearest: dict[str, str] = {}
    last, certain = 0, False
    for number, entry in enumerate(python):
        if number in anchors:
            last, certain = anchors[number], True
        elif entry.changes or not certain:
            certain = False
            after = min((j for i, j in anchors.items() if i > number), default=len(npm) - 1)
            days = [j for j in range(last, after + 1) if npm[j].day <= entry.day]
            last = max(days, default=last)
        (same if certain else nearest)[entry.version] = npm[last].version
    return same, nearest


def published(found: dict[str, str], known: list[str]) -> tuple[dict[str, str], dict[str, str]]:
    """``found`` without versions npm does not have, and those with the next one it has."""
    kept = {python: npm for python, npm in found.items() if npm in known}
    moved: dict[str, str] = {}
    for python, npm in found.items():
        later = [v for v in known if version_key(v) > version_key(npm)]
        if python not in kept:
            moved[python] = later[0] if later else known[-1]
    return kept, moved


def main() -> None:
    """Read both change logs and write the table."""
    name = sys.argv[1]
    known = versions(name)
    newest = max(filter(is_stable, known), key=version_key)
    with tempfile.TemporaryDirectory() as folder:
        _run(["pip", "download", "-q", "--no-deps", "--no-binary", ":all:", name], folder)
        _run(["npm", "pack", "--silent", f"{name}@{newest}"], folder)
        python = entries(_change_log(Path(folder), "*.tar.gz"))
        npm = entries(_change_log(Path(folder), "*.tgz"))
    same, nearest = table(python, npm)
    same, unpublished = published(same, known)
    kept, moved = published(nearest, known)
    nearest = kept | moved | unpublished
    lines = [_HEAD]
    for title, rows in (("same", same), ("nearest", nearest)):
        lines += ["", f"[{title}]"]
        lines += [f'"{one}" = "{rows[one]}"' for one in sorted(rows, key=version_key)]
    (PACKS / name / "pypi.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{name}: {len(same)} the same, {len(nearest)} nearest")


def _run(command: list[str], folder: str) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def _change_log(folder: Path, pattern: str) -> str:
    (packed,) = folder.glob(pattern)
    with tarfile.open(packed) as archive:
        for member in archive:
            if member.name.count("/") == 1 and member.name.endswith("/CHANGELOG.md"):
                file = archive.extractfile(member)
                assert file is not None
                return file.read().decode("utf-8")
    raise SystemExit(f"{packed.name} has no change log")


if __name__ == "__main__":
    main()
