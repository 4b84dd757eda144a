"""The rooms of the generator: imports go down only, and nothing grows too large.

What is not true yet stands in the tables named ``..._TO_MEND``. They are exact: what has been
mended is to be taken out.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from support.rooms import (
    PACKAGE,
    ROOMS,
    arrows,
    file_arrows,
    files_by_folder,
    folder_arrows,
    imports_of,
    lines_by_room,
    overview,
    reachable,
    room_of,
)

# What each room may import, besides the leaf files at the top level, which import no room.
ALLOWED = {
    "cli": "project docs diff pipeline python model sources packs",
    "project": "docs diff pipeline render resolve model sources packs",
    "docs": "diff render python model syntax packs",
    "diff": "pipeline render python resolve model sources packs",
    "pipeline": "render python operations resolve model sources packs",
    "render": "python model packs",
    "python": "model packs",
    "operations": "resolve model syntax",
    "resolve": "model syntax sources",
    "model": "packs",
    "syntax": "",
    "sources": "",
    "packs": "",
}

ARROWS_TO_MEND = set[tuple[str, str]]()
FOLDERS_TO_MEND = set[str]()
ROOMS_TO_MEND = {"diff"}

MOST_FILES = 25
MOST_LINES_OF_A_ROOM = 7_500
MOST_LINES = 33_000
ALL_TO_MEND = True
MENDED = "true now, or not yet: correct the table at the top of this file"


def test_the_table_of_arrows_goes_down_only() -> None:
    assert tuple(ALLOWED) == ROOMS
    upwards = [
        (room, other)
        for room, others in ALLOWED.items()
        for other in others.split()
        if ROOMS.index(other) <= ROOMS.index(room)
    ]
    assert upwards == []


def test_every_import_follows_the_table() -> None:
    table = {(room, other) for room, others in ALLOWED.items() for other in others.split()}
    table |= {(room, "leaf") for room in ROOMS}
    found = arrows()
    new = [str(one) for pair in found.keys() - table - ARROWS_TO_MEND for one in found[pair]]
    assert found.keys() >= ARROWS_TO_MEND, MENDED
    assert new == [], "imports that ALLOWED does not know; a new file at the top level has no place"


@pytest.mark.parametrize("room", ROOMS)
def test_folders_of_a_room_make_no_cycle(room: str) -> None:
    graph = folder_arrows(room)
    assert [folder for folder in graph if folder in reachable(graph, folder)] == []


def test_files_make_no_cycle() -> None:
    graph = file_arrows()
    assert [path for path in graph if path in reachable(graph, path)] == []


def test_no_folder_holds_too_many_files() -> None:
    found = {folder for folder, count in files_by_folder().items() if count > MOST_FILES}
    assert found == FOLDERS_TO_MEND, MENDED


def test_no_room_is_too_large() -> None:
    lines = lines_by_room()
    print(*(f"{room} {count:,}" for room, count in lines.items()), sep="\n")
    assert {room for room, count in lines.items() if count > MOST_LINES_OF_A_ROOM} == ROOMS_TO_MEND
    total = sum(lines.values())
    print(f"total {total:,} of {MOST_LINES:,}")
    assert (total > MOST_LINES) == ALL_TO_MEND, f"{total:,} lines"


def test_the_overview_in_contributing_is_made_from_the_docstrings() -> None:
    page = (PACKAGE.parents[1] / "docs" / "contributing.md").read_text()
    assert overview() in page, "run python scripts/rooms.py"


def test_the_walks_in_contributing_name_files_that_there_are() -> None:
    page = (PACKAGE.parents[1] / "docs" / "contributing.md").read_text()
    named = re.findall(r"^\| `([a-z_/]+\.py)`", page, re.MULTILINE)
    assert len(named) > 40
    assert [path for path in named if not (PACKAGE / path).is_file()] == []


@pytest.mark.parametrize(
    ("text", "room"),
    [
        ("from tsbind.diff.engine import compare", "diff"),
        ("from tsbind import diff", "diff"),
        ("import tsbind.diff", "diff"),
        ("if TYPE_CHECKING:\n    from tsbind.diff import x", "diff"),
        ("def f():\n    from tsbind.diff import x", "diff"),
        ("from ..diff import x", "diff"),
        ("from tsbind.problems import Problem", "leaf"),
        ("from tsbind.pipeline import generate", "pipeline"),
    ],
)
def test_an_import_is_seen_however_it_is_written(text: str, room: str) -> None:
    path: Path = PACKAGE / "model" / "made_up.py"
    assert [room_of(one.target) for one in imports_of(path, text)] == [room]
