"""Releases as modelled, as generated and as imported."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support.emitted import Package as Imported
from support.emitted import imported
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
    tree: SourceTree, folder: Path, stack: ExitStack, only: tuple[str, ...] = ()
) -> Release:
    """Generate the client of ``tree`` into ``folder``; importable until ``stack`` is closed."""
    model, _ = resolve_once(tree)
    generated = emit_once(tree, Options(only=only, whole_runtime=True))
    if generated.selection is not None:
        model = generated.selection.package
    name = f"client_{folder.name.replace('-', '_')}"
    package = stack.enter_context(imported(generated.files, folder, name))
    return Release(model, generated, package, folder)
