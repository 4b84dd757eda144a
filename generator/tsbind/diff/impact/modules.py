"""The Python files of a code base, and the module names they are type-checked under.

Files are grouped by root: the folder above the outermost package, or the folder of a script. Each
root is checked in a run of its own, so two files of one name in different folders do not meet.
"""

from __future__ import annotations

import ast
import sys
import tokenize
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from io import StringIO
from pathlib import Path

from tsbind.problems import TsbindError

_SUFFIXES = frozenset({".py", ".pyi"})
_NOTEBOOK = ".ipynb"
_SKIPPED = frozenset({"__pycache__", "node_modules", "site-packages"})
_ABOVE = 6
"""How many folders above a root are searched for what its files import."""
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


@dataclass(frozen=True)
class Root:
    """Files checked in one run: a folder, the module name of each file, other folders to search."""

    base: Path
    modules: dict[str, SourceFile]
    search: tuple[Path, ...] = ()


def notebooks(paths: Sequence[Path]) -> list[Path]:
    """Notebooks at or below ``paths``: their code is not looked at."""
    found = [p for path in paths for p in ([path] if path.is_file() else _below(path))]
    return [path for path in found if path.suffix == _NOTEBOOK]


def read_files(paths: Sequence[Path]) -> list[SourceFile]:
    """Every Python file at or below ``paths``.

    Hidden folders, installed packages and virtual environments are left out. Raises `TsbindError`
    for a path that is not there and where there is no Python file at all.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if not path.exists():
            raise TsbindError(f"{path}: no such file or directory", "Check the path")
        for file in [path] if path.is_file() else _below(path):
            if file.suffix != _NOTEBOOK:
                found[file.resolve()] = None
    if not found:
        raise TsbindError(f"{paths[0]}: there is no Python file to look at", "Check the path")
    return [_read(file) for file in found]


def _below(folder: Path, seen: set[Path] | None = None) -> Iterator[Path]:
    """Files below a folder; a folder that links lead to again is entered once."""
    seen = set() if seen is None else seen
    real = folder.resolve()
    if real in seen:
        return
    seen.add(real)
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            hidden = path.name.startswith(".") or path.name in _SKIPPED
            if not hidden and not (path / "pyvenv.cfg").exists():
                yield from _below(path, seen)
        elif path.suffix in _SUFFIXES | {_NOTEBOOK}:
            yield path


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


def roots_of(files: Sequence[SourceFile], package: str) -> list[Root]:
    """The files by root, with unique module names in each; without those of ``package`` itself."""
    roots = [
        replace(root, modules={m: f for m, f in root.modules.items() if not _inside(m, package)})
        for root in _Layout(files, package.partition(".")[0]).roots()
    ]
    return [root for root in roots if root.modules]


def _inside(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


@dataclass
class _Layout:
    """Finds the folder each file is imported from."""

    files: Sequence[SourceFile]
    package: str
    """The top-level name of the generated package, which is not looked for in the code base."""
    packages: set[Path] = field(default_factory=set[Path])
    """Folders that are packages, with an ``__init__`` or because of the imports of their files."""

    def roots(self) -> list[Root]:
        known = {file.path for file in self.files}
        for file in self.files:
            self._deepen(file)
            if (
                file.path.stem in sys.stdlib_module_names
                and self._base(file.path) == file.path.parent
            ):
                # As a module of its own it would stand for the one of the standard library.
                self.packages.add(file.path.parent)
        self._join(known)
        by_base: dict[Path, dict[str, SourceFile]] = {}
        for file in sorted(self.files, key=lambda file: (file.path.suffix == ".py", file.path)):
            base = self._base(file.path)
            by_base.setdefault(base, {}).setdefault(_module(file.path, base), file)
        return [
            Root(base, modules, self._search(base)) for base, modules in sorted(by_base.items())
        ]

    def _deepen(self, file: SourceFile) -> None:
        """A relative import needs as many packages above the file as it has dots."""
        folder = file.path.parent
        for _ in range(file.relative_level):
            self.packages.add(folder)
            folder = folder.parent

    def _join(self, known: set[Path]) -> None:
        """Folders below another root that its files import from are packages of that root."""
        for file in self.files:
            for name in file.imported:
                base = self._base(file.path)
                if name == self.package or _importable(base, name):
                    continue
                above = next((p for p in base.parents[:_ABOVE] if _importable(p, name)), None)
                if above is None:
                    continue
                for path in known:
                    if path.is_relative_to(above / name):
                        self._pack(path.parent, above)

    def _pack(self, folder: Path, base: Path) -> None:
        while folder not in {base, folder.parent}:
            self.packages.add(folder)
            folder = folder.parent

    def _base(self, path: Path) -> Path:
        folder = path.parent
        while folder in self.packages or _has_init(folder):
            if folder == folder.parent:
                break
            folder = folder.parent
        return folder

    def _search(self, base: Path) -> tuple[Path, ...]:
        """Folders above the root (or ``src`` there) from which its files import something."""
        found: dict[Path, None] = {}
        names = {n for file in self.files if self._base(file.path) == base for n in file.imported}
        above = base.parents[:_ABOVE]
        for name in sorted(names - sys.stdlib_module_names - {self.package}):
            folders = (base, *above, *(folder / "src" for folder in (base, *above)))
            holder = next((folder for folder in folders if _importable(folder, name)), base)
            found[holder] = None
        return tuple(folder for folder in found if folder != base)


def _has_init(folder: Path) -> bool:
    return any((folder / f"__init__{suffix}").is_file() for suffix in _SUFFIXES)


def _importable(folder: Path, name: str) -> bool:
    """Whether the folder holds a module of that name; an empty folder is none."""
    if any((folder / f"{name}{suffix}").is_file() for suffix in _SUFFIXES):
        return True
    inner = folder / name
    return inner.is_dir() and (_has_init(inner) or any(inner.glob("*.py")))


def _module(path: Path, base: Path) -> str:
    parts = list(path.relative_to(base).with_suffix("").parts)
    if parts[-1] == "__init__" and len(parts) > 1:
        parts.pop()
    return ".".join(parts)
