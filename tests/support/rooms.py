"""The rooms of the generator: their order, who imports whom, and how large they are."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "generator"
PACKAGE = SOURCE / "tsbind"

# From top to bottom; "pipeline" stands for files at the top level, see `PIPELINE`.
ROOMS = (
    "cli",
    "project",
    "docs",
    "diff",
    "pipeline",
    "render",
    "python",
    "operations",
    "resolve",
    "model",
    "syntax",
    "sources",
    "packs",
)
# The file at the top level that calls the rooms below it.
PIPELINE = {"pipeline"}
# Files at the top level that import no room, so that any room may import them.
LEAVES = {
    "problems",
    "position",
    "source",
    "values",
    "computed",
    "collector",
    "scratch",
    "__init__",
}


@dataclass(frozen=True, slots=True)
class Import:
    """One import of a module of tsbind, under ``TYPE_CHECKING`` and in functions, too."""

    path: Path
    line: int
    target: Path
    runs: bool = True
    """Whether it is done when the program runs, not for type checkers alone."""

    def __str__(self) -> str:
        """As a compiler names places."""
        return f"{_shown(self.path)}:{self.line} imports {_shown(self.target)}"


def _shown(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def files() -> list[Path]:
    """Every Python file of the generator."""
    return sorted(PACKAGE.rglob("*.py"))


def imports_of(path: Path, text: str | None = None) -> Iterator[Import]:
    """The imports of tsbind's own modules in a file."""
    tree = ast.parse(path.read_text() if text is None else text)
    blocks = [node for node in ast.walk(tree) if isinstance(node, ast.If)]
    checked = {
        inner
        for block in blocks
        if ast.unparse(block.test) == "TYPE_CHECKING"
        for statement in block.body
        for inner in ast.walk(statement)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            folder = path.parents[node.level - 1]
            base = ".".join(("tsbind", *folder.relative_to(PACKAGE).parts))
            names = [f"{base}.{node.module}" if node.module else base]
            pairs = [(names[0], alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            pairs = [(node.module or "", alias.name) for alias in node.names]
        elif isinstance(node, ast.Import):
            pairs = [(alias.name, "") for alias in node.names]
        else:
            continue
        for module, name in pairs:
            if module.split(".")[0] == "tsbind":
                yield Import(path, node.lineno, _file_of(module, name), node not in checked)


def _file_of(module: str, name: str) -> Path:
    place = SOURCE.joinpath(*module.split("."))
    candidates = (
        place / f"{name}.py",
        place / name / "__init__.py" if name else place,
        place.with_suffix(".py"),
        place / "__init__.py",
    )
    return next((path for path in candidates if path.is_file()), place / "__init__.py")


@cache
def imports() -> tuple[Import, ...]:
    """All imports of tsbind's own modules."""
    return tuple(found for path in files() for found in imports_of(path))


def room_of(path: Path) -> str:
    """The room of a file: its folder, "pipeline", "leaf"; its own name where none is known."""
    first = path.relative_to(PACKAGE).parts[0]
    if not first.endswith(".py"):
        return first
    stem = first.removesuffix(".py")
    if stem == "__main__":
        return "cli"
    return "pipeline" if stem in PIPELINE else "leaf" if stem in LEAVES else stem


def arrows() -> dict[tuple[str, str], list[Import]]:
    """Imports by the two rooms they join."""
    found: dict[tuple[str, str], list[Import]] = defaultdict(list)
    for one in imports():
        pair = room_of(one.path), room_of(one.target)
        if pair[0] != pair[1]:
            found[pair].append(one)
    return dict(found)


def folder_arrows(room: str) -> dict[str, set[str]]:
    """Which folders of a room import which others of it."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in imports():
        if room_of(one.path) == room_of(one.target) == room:
            start, end = (p.relative_to(PACKAGE).parts[1:-1] for p in (one.path, one.target))
            if start and end and start[0] != end[0]:
                found[start[0]].add(end[0])
    return dict(found)


def file_arrows() -> dict[str, set[str]]:
    """Which files import which others when the program runs, in functions too."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in imports():
        if one.runs and one.path != one.target:
            found[_shown(one.path)].add(_shown(one.target))
    return dict(found)


def reachable(graph: dict[str, set[str]], start: str) -> set[str]:
    """The nodes that can be reached from one, itself only where there is a cycle."""
    seen: set[str] = set()
    waiting = list(graph.get(start, ()))
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            waiting += graph.get(node, ())
    return seen


def lines_by_room() -> dict[str, int]:
    """Lines of Python in each room, in the order of the rooms; leaf files last."""
    found = dict.fromkeys((*ROOMS, "leaf"), 0)
    for path in files():
        room = room_of(path)
        found[room] = found.get(room, 0) + len(path.read_text().splitlines())
    return {room: lines for room, lines in found.items() if lines}


def files_by_folder() -> dict[str, int]:
    """Python files in each folder, without those in its own folders."""
    found: dict[str, int] = defaultdict(int)
    for path in files():
        found[path.parent.relative_to(PACKAGE).as_posix()] += 1
    return dict(found)


def overview() -> str:
    """The rooms as a table in Markdown, made from the first lines of their docstrings."""
    rows = ["| room | what it does |", "|---|---|"]
    for room in ROOMS:
        for path in _doors(room):
            doc = ast.get_docstring(ast.parse(path.read_text())) or ""
            name = f"{room}/" if path.name == "__init__.py" else path.name
            rows.append(f"| `{name}` | {doc.splitlines()[0]} |")
    return "\n".join(rows) + "\n"


def _doors(room: str) -> list[Path]:
    if room != "pipeline":
        return [PACKAGE / room / "__init__.py"]
    return [path for path in files() if path.parent == PACKAGE and room_of(path) == room]
