"""Which modules of a generated package its own modules lead to, read without importing any."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

_PLACE = re.compile(r"(\.+)([\w.]*)(?::[\w*]+)?")
"""How lazy tables name a module: ``..shared.metadata``, ``.pagination:*``."""


def reached(folder: Path, start: Iterable[str] = ("__init__.py",)) -> set[str]:
    """The modules below ``folder`` that those of ``start`` import, and those these import.

    Imports for type checkers, inside functions and by the lazy tables count; so do the parent
    packages of each module.
    """
    found: set[str] = set()
    pending = [folder / path for path in start]
    while pending:
        file = pending.pop()
        path = file.relative_to(folder).as_posix()
        if path not in found:
            found.add(path)
            pending.extend(_named(file))
            if file.parent != folder:
                pending.append(_package_of(file))
    return found


def _package_of(file: Path) -> Path:
    home = file.parent.parent if file.name == "__init__.py" else file.parent
    return home / "__init__.py"


def _named(file: Path) -> Iterator[Path]:
    """The modules that ``file`` names."""
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.ImportFrom) and node.level:
            yield from _modules(file, node.level, node.module or "", [n.name for n in node.names])
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            match = _PLACE.fullmatch(node.value)
            if match:
                yield from _modules(file, len(match[1]), match[2], [])


def _modules(file: Path, level: int, module: str, names: list[str]) -> Iterator[Path]:
    if level > len(file.parents):
        return
    base = file.parents[level - 1].joinpath(*module.split(".") if module else ())
    for path in (base, *(base / name for name in names)):
        for candidate in (path.with_name(f"{path.name}.py"), path / "__init__.py"):
            if candidate.is_file():
                yield candidate
