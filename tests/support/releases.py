"""Releases as modelled, as generated and as imported."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support.emitted import Package as Imported
from support.emitted import importable, write
from support.once import emit_once, resolve_once
from tsbind.model.declarations import Package
from tsbind.pipeline import Generated, Options
from tsbind.python.names import attribute_name
from tsbind.sources import SourceTree


@dataclass(frozen=True)
class Release:
    """A release, or the part of it that was selected."""

    model: Package
    generated: Generated
    package: Imported
    folder: Path

    def client(self, half: str = "", **options: Any) -> Any:
        """A client of the package with every credential it knows; ``half`` may be ``Async``."""
        client = self.model.client
        assert client is not None
        parts = (part for c in client.credentials for part in (c.option, c.password) if part)
        keys = {str(attribute_name(part)): f"the {part}" for part in parts}
        return getattr(self.package.root, half + client.name)(**{**keys, **options})


def release_of(
    tree: SourceTree, shared: Path, stack: ExitStack, only: tuple[str, ...] = ()
) -> Release:
    """Generate the client of ``tree`` below ``shared``; importable until ``stack`` is closed.

    Processes that share the folder share the files, and what Python compiles of them.
    """
    model, _ = resolve_once(tree)
    generated = emit_once(tree, Options(only=only, whole_runtime=bool(only)))
    if generated.selection is not None:
        model = generated.selection.package
    words = (tree.source.name, tree.source.version, *only)
    name = re.sub(r"\W+", "_", "_".join(("client", *words))).lower()
    folder = shared / name
    if not folder.exists():
        _place(generated.files, folder, name)
    return Release(model, generated, stack.enter_context(importable(folder, name)), folder)


def _place(files: Mapping[str, str], folder: Path, name: str) -> None:
    """Write a package, all of it at once; whoever comes second finds that of the first."""
    with tempfile.TemporaryDirectory(dir=folder.parent) as aside:
        write(files, Path(aside, "whole", name))
        with suppress(OSError):
            Path(aside, "whole").rename(folder)
