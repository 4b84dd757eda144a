"""Every name that the npm package exports, and what the generated package has for it.

    python scripts/export_table.py            # renews docs/exports.md
    python scripts/export_table.py --missing  # names with neither a counterpart nor a reason

Names are read from upstream's files, counterparts are found in the generated files under the same
name (a function's in snake_case), or are named in `templates/packs/openai/exports.toml` together
with the reasons of what has none.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from tsbind.packs import templates_root
from tsbind.pipeline import Generated, generate
from tsbind.python.placement import Place
from tsbind.resolve import resolve
from tsbind.resolve.symbols import Symbol
from tsbind.sources import SourceTree, load

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/exports.md"
REASONS = templates_root() / "packs/openai/exports.toml"
VERSION = "7.59.0"
_PRIVATE = ("_vendor/", "internal/", "tests/")
_RESOURCES = "resources/"


@dataclass(frozen=True, slots=True)
class Row:
    """One name of upstream's."""

    file: str
    name: str
    counterpart: str
    """Where the generated package has it; empty where it has not."""
    reason: str
    """Why it has not."""


def exported(tree: SourceTree) -> dict[str, str]:
    """What the files make public that a program can import: id, and name; each once."""
    program = resolve(tree).program
    paths = [p for p in sorted(program.files) if p.endswith(".ts") and not p.endswith(".d.ts")]
    found: dict[str, str] = {}
    for path in (path for path in paths if not path.startswith(_PRIVATE)):
        scope = program.module(path).scope
        for name in sorted({*program.public_names(scope)} - {"default"}):
            target = program.exported(scope, name)
            id_ = target.id if isinstance(target, Symbol) else f"{path}#{name}"
            if id_.startswith(_PRIVATE):
                id_ = f"{path}#{name}"
            found.setdefault(id_, name)
    return dict(sorted(found.items()))


def defined(files: Mapping[str, str]) -> dict[str, str]:
    """The module that defines each name of a generated package; public modules go first."""
    found: dict[str, str] = {}
    for path in sorted(files, key=lambda path: (path.startswith(("_runtime", "lib/")), path)):
        if path.endswith(".py"):
            module = path.removesuffix(".py").replace("/", ".").removesuffix("__init__").rstrip(".")
            for name in _names(ast.parse(files[path])):
                found.setdefault(name, module)
    return found


def _names(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.col_offset == 0:
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.col_offset == 0:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (target.id for target in targets if isinstance(target, ast.Name))


def snake(name: str) -> str:
    """A function's name in Python."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name)
    return spaced.lower()


def table(tree: SourceTree, made: Generated) -> list[Row]:
    """A row for each name, in order."""
    said = reasons()
    places = {id_: _dotted(place) for id_, place in made.types.places.items()}
    names = defined(made.files)
    return [_row(id_, name, said, places, names) for id_, name in exported(tree).items()]


def reasons() -> dict[str, dict[str, str]]:
    """What `exports.toml` says: counterparts and reasons, by a pattern of ``file#name``."""
    return tomllib.loads(REASONS.read_text("utf-8"))


def matching(id_: str, rows: Mapping[str, str]) -> str | None:
    """The pattern that ``id_`` is said by: the most exact one."""
    return max((p for p in rows if fnmatchcase(id_, p)), key=len, default=None)


def _dotted(place: Place) -> str:
    return ".".join((*place.module, place.name))


def _row(
    id_: str,
    name: str,
    said: Mapping[str, Mapping[str, str]],
    places: Mapping[str, str],
    names: Mapping[str, str],
) -> Row:
    file = id_.partition("#")[0]
    called, absent = (matching(id_, said[kind]) for kind in ("called", "absent"))
    if called is not None:
        return Row(file, name, said["called"][called], "")
    if absent is not None:
        return Row(file, name, "", said["absent"][absent])
    own = next((own for own in (name, snake(name)) if own in names), "")
    found = places.get(id_) or (f"{names[own]}.{own}".lstrip(".") if own else "")
    return Row(file, name, found, "")


def page(rows: list[Row]) -> str:
    """The page, with what the types of the API are counted and all else listed."""
    own = [row for row in rows if not row.file.startswith(_RESOURCES)]
    data = [row for row in rows if row.file.startswith(_RESOURCES)]
    there = sum(bool(row.counterpart) for row in data)
    missing = [row for row in data if not row.counterpart]
    return "\n".join(
        (
            "<!-- order: 24 -->",
            "",
            "# What upstream exports",
            "",
            f"Every name that npm `openai` {VERSION} exports, and what the generated package has",
            "for it. `scripts/export_table.py` makes the page, and a test holds that no name is",
            "without a counterpart or a reason. Private files (`internal/`) are left out.",
            "",
            f"Of {len(data):,} names below `resources/`, {there:,} are there: types below `types`,",
            f"resources below `resources`, pages in `pagination`. The {len(missing)} others:",
            "",
            *_listed(missing),
            "",
            f"The {len(own)} names of all other files:",
            "",
            *_listed(own),
            "",
        )
    )


def _listed(rows: list[Row]) -> Iterator[str]:
    yield "| upstream | name | here |"
    yield "|---|---|---|"
    for row in rows:
        is_code = " " not in row.counterpart and "`" not in row.counterpart
        here = f"`{row.counterpart}`" if row.counterpart and is_code else row.counterpart
        here = here or f"none: {row.reason}"
        yield f"| `{row.file}` | `{row.name}` | {here} |"


def main() -> None:
    """Renew the page, or list what is missing."""
    tree = load(f"openai@{VERSION}")
    rows = table(tree, generate(tree))
    if "--missing" in sys.argv:
        for row in rows:
            if not row.counterpart and not row.reason:
                print(f"{row.file}#{row.name}")
        return
    PAGE.write_text(page(rows), "utf-8")


if __name__ == "__main__":
    main()
