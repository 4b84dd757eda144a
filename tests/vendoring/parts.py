"""Parts of real releases: generated alone, imported, and run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from support.emitted import Package, imported
from support.once import resolve_once
from tsbind.model.declarations import Package as Model
from tsbind.model.helpers import with_helpers
from tsbind.packs import pack_for
from tsbind.pipeline import Generated, Options, Release, generate
from tsbind.render.environment import RenderedFile
from tsbind.sources import SourceTree

VERSIONS = ("4.52.0", "7.57.0")


def laid_out_as_rendered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the formatters out: they change no import and no name, and take most of the time."""

    def as_rendered(
        files: dict[str, RenderedFile], overrides: Path | None = None
    ) -> dict[str, str]:
        return {path: file.text for path, file in files.items()}

    monkeypatch.setattr("tsbind.render.formatting.formatted", as_rendered)


def whole_model(tree: SourceTree) -> Model:
    """The model with helpers and connections among its operations."""
    model, _ = resolve_once(tree)
    return with_helpers(model, pack_for(model.source.name))


def part_of(tree: SourceTree, *only: str, types_only: bool = False) -> Generated:
    """The part of a release that selectors name; generation itself checks that it is whole."""
    model, _ = resolve_once(tree)
    return generate(Release(model), Options(only=only, types_only=types_only))


@contextmanager
def imported_part(part: Generated, folder: Path) -> Iterator[Package]:
    """The part, every module of it imported."""
    with imported(part.files, folder, f"part_{folder.name.replace('-', '_')}") as package:
        for path in part.files:
            if path.endswith(".py"):
                inner = path.removesuffix(".py").replace("/", ".").removesuffix("__init__")
                package.module(inner.strip(".")) if inner else None
        for name in package.root.__all__:
            assert getattr(package.root, name) is not None
        yield package
