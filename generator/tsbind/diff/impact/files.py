"""The files of a code base that are type-checked, and those that are named and not read."""

from __future__ import annotations

import ast
import re
import tokenize
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import StringIO
from pathlib import Path

from tsbind.problems import TsbindError

SUFFIXES = frozenset({".py", ".pyi", ".pyw"})
_NOTEBOOK = ".ipynb"
_SKIPPED = frozenset(
    "__pycache__ node_modules site-packages .git .hg .svn .tox .nox .eggs"
    " .mypy_cache .ruff_cache .pytest_cache .ipynb_checkpoints".split()
)
"""Folders of installed packages, of caches and of version control."""
_SCRIPT = re.compile(rb"#![^\n]*\b(?:python|pypy|uv run)")
UNREADABLE = "def __getattr__(name: str) -> object: ...\n"
"""Stands for a file that cannot be parsed: what others import from it is there."""


@dataclass(frozen=True)
class SourceFile:
    """One Python file: its text, and why it cannot be checked where that is so."""

    path: Path
    text: str
    reason: str = ""

    @cached_property
    def _tree(self) -> ast.Module | None:
        return None if self.reason else ast.parse(self.text)

    @property
    def relative_level(self) -> int:
        """How many folders up its relative imports lead at most."""
        nodes = ast.walk(self._tree) if self._tree else ()
        return max((n.level for n in nodes if isinstance(n, ast.ImportFrom)), default=0)

    @property
    def imported(self) -> frozenset[str]:
        """Top-level modules it imports by their absolute names."""
        found: set[str] = set()
        for node in ast.walk(self._tree) if self._tree else ():
            if isinstance(node, ast.Import):
                found |= {name.name.partition(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                found.add(node.module.partition(".")[0])
        return frozenset(found)

    @property
    def checked_text(self) -> str:
        """The text without comments that keep the checker from looking; positions stay."""
        return UNREADABLE if self.reason else _without_switches(self.text)


def notebooks(paths: Sequence[Path]) -> list[Path]:
    """Notebooks at or below ``paths``: their code is not looked at."""
    return [path for path in _files(paths) if path.suffix == _NOTEBOOK]


def read_files(paths: Sequence[Path]) -> list[SourceFile]:
    """Every Python file at or below ``paths``, with scripts that a first line says are Python.

    Installed packages and virtual environments are left out. Raises `TsbindError` for a path that
    is not there and where there is no Python file at all.
    """
    found = dict.fromkeys(f.resolve() for f in _files(paths) if f.suffix != _NOTEBOOK)
    if not found:
        raise TsbindError(f"{paths[0]}: there is no Python file to look at", "Check the path")
    return [_read(file) for file in found]


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.exists():
            raise TsbindError(f"{path}: no such file or directory", "Check the path")
        yield from [path] if path.is_file() else _below(path, set())


def _below(folder: Path, seen: set[Path]) -> Iterator[Path]:
    """Files below a folder; a folder that links lead to again is entered once."""
    real = folder.resolve()
    if real in seen:
        return
    seen.add(real)
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            if path.name not in _SKIPPED and not (path / "pyvenv.cfg").exists():
                yield from _below(path, seen)
        elif path.suffix in SUFFIXES | {_NOTEBOOK} or (not path.suffix and _is_script(path)):
            yield path


def _is_script(path: Path) -> bool:
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return _SCRIPT.match(file.read(200)) is not None
    except OSError:
        return False


def _read(path: Path) -> SourceFile:
    try:
        with tokenize.open(path) as file:
            text = file.read()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(text, str(path), "exec", dont_inherit=True)
    except SyntaxError as error:
        return SourceFile(path, "", f"line {error.lineno or 1}: {error.msg}")
    except (OSError, ValueError, RecursionError, MemoryError) as error:
        return SourceFile(path, "", str(error) or type(error).__name__)
    return SourceFile(path, text)


def _without_switches(text: str) -> str:
    """``# type: ignore`` and ``# mypy:`` hide errors of both releases, so also the new ones."""
    if "type:" not in text and "mypy:" not in text:
        return text
    lines = text.splitlines(keepends=True)
    try:
        tokens = list(tokenize.generate_tokens(StringIO(text).readline))
    except (tokenize.TokenError, SyntaxError):
        return text
    for token in tokens:
        if token.type == tokenize.COMMENT:
            row, column = token.start
            comment = lines[row - 1][column:]
            for switch in ("type: ignore", "type:ignore", "mypy:"):
                comment = comment.replace(switch, switch.replace(":", "_"))
            lines[row - 1] = lines[row - 1][:column] + comment
    return "".join(lines)
