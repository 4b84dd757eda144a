"""The module names under which the files of a code base are type-checked.

Files are grouped by root: the folder above the outermost package, or the folder of a script. Each
root is checked in a run of its own, so two files of one name in different folders do not meet.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tsbind.diff.impact.files import SUFFIXES, SourceFile

_ABOVE = 6
"""How many folders above a root are searched for what its files import."""


@dataclass(frozen=True)
class Root:
    """Files checked in one run: a folder, the module name of each file, other folders to search."""

    base: Path
    modules: dict[str, SourceFile]
    search: tuple[Path, ...] = ()


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
            modules = by_base.setdefault(base, {})
            module = _module(file.path, base)
            while module in modules:  # a stub, a script or a module beside it
                module += f"_{file.path.suffix.removeprefix('.')}"
            modules[module] = file
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
    return any((folder / f"__init__{suffix}").is_file() for suffix in SUFFIXES)


def _importable(folder: Path, name: str) -> bool:
    """Whether the folder holds a module of that name; an empty folder is none."""
    if any((folder / f"{name}{suffix}").is_file() for suffix in SUFFIXES):
        return True
    inner = folder / name
    return inner.is_dir() and (_has_init(inner) or any(inner.glob("*.py")))


def _module(path: Path, base: Path) -> str:
    parts = list(path.relative_to(base).with_suffix("").parts)
    if parts[-1] == "__init__" and len(parts) > 1:
        parts.pop()
    return ".".join(parts)
