"""The room's door: a source tree in, a resolved package and its problems out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tsbind.model.declarations import Package
from tsbind.problems import Problem
from tsbind.resolve.bind import Binder
from tsbind.resolve.declared import Declarations
from tsbind.resolve.evaluate import Evaluator
from tsbind.resolve.package import PackageBuilder
from tsbind.resolve.scope import Program
from tsbind.resolve.symbols import Module
from tsbind.sources import SourceTree

if TYPE_CHECKING:
    from tsbind.operations.package import Reading

RESOURCES = "resources/"


@dataclass(slots=True)
class Resolution:
    """The working parts of one resolution, for rooms that read on (operations)."""

    tree: SourceTree
    program: Program
    evaluator: Evaluator
    builder: PackageBuilder
    reading: Reading

    @property
    def binder(self) -> Binder:
        """What turns types as written into types of the model."""
        return self.evaluator.binder


def start(tree: SourceTree) -> Resolution:
    """Nothing read yet: files are parsed as names in them are needed."""
    # The room of operations stands on this one; only this door knows of it.
    from tsbind.operations.package import Reading  # noqa: PLC0415

    program = Program(tree.files, tree.source.name)
    program.augment()
    evaluator = Evaluator(Declarations(Binder(program)))
    builder = PackageBuilder(program, evaluator)
    return Resolution(tree, program, evaluator, builder, Reading(builder))


def root_paths(tree: SourceTree) -> list[str]:
    """The files whose declarations make the model: those under ``resources/``, else all."""
    paths = sorted(path for path in tree.files if path.endswith(("ts", "tsx")))
    return [path for path in paths if path.startswith(RESOURCES)] or paths


def resolve(tree: SourceTree) -> tuple[Package, list[Problem]]:
    """Read and resolve a package.

    Problems hold syntax errors and opaque types with file:line:col; the model holds the rest.
    """
    from tsbind.operations.package import with_operations  # noqa: PLC0415

    resolution = start(tree)
    program, builder = resolution.program, resolution.builder
    roots: list[Module] = [program.module(path) for path in root_paths(tree)]
    types = builder.build(roots)
    exports = [export for module in roots for export in builder.exports(module)]
    package = Package(source=tree.source, types=types, exports=tuple(exports))
    package, unread = with_operations(package, resolution.reading)
    return package, list(dict.fromkeys((*program.problems, *unread)))
