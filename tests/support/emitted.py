"""Packages emitted from TypeScript text into a temporary folder, and imported."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from support.trees import tree
from tsbind.model.declarations import Package as Model
from tsbind.pipeline import Generated, Options, Release, generate

TYPES = Options(types_only=True)


def emit(package: Model, options: Options | None = None) -> Generated:
    """What is generated for a model."""
    return generate(Release(package), options)


def emitted(files: dict[str, str | bytes] | str) -> dict[str, str]:
    """The files of the package of types for some TypeScript."""
    return generate(tree(files), TYPES).files


def write(files: Mapping[str, str], folder: Path) -> None:
    """Put generated files below ``folder``."""
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode("utf-8"))


@contextmanager
def imported(files: Mapping[str, str], folder: Path, name: str) -> Iterator[Package]:
    """The package ``name`` of these files in ``folder``, importable for the time of the block."""
    write(files, folder / name)
    with importable(folder, name) as package:
        yield package


@contextmanager
def importable(folder: Path, name: str) -> Iterator[Package]:
    """The package ``name`` that is in ``folder``, for the time of the block."""
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    try:
        yield Package(name)
    finally:
        sys.path.remove(str(folder))
        for module in [m for m in sys.modules if m == name or m.startswith(f"{name}.")]:
            del sys.modules[module]


class Package:
    """An imported package: its types by name, and its runtime's modules."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.root: Any = importlib.import_module(name)
        self.types: Any = importlib.import_module(f"{name}.types")

    def __getattr__(self, name: str) -> Any:
        return getattr(self.types, name)

    def module(self, path: str) -> ModuleType:
        """A module below the package."""
        return importlib.import_module(f"{self.name}.{path}")
