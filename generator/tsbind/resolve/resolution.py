"""The room's door: a source tree in, a resolved package and its problems out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tsbind.model.declarations import Package
from tsbind.problems import Problem
from tsbind.resolve.bind import Binder
from tsbind.resolve.declared import Declarations
from tsbind.resolve.evaluate import MAX_WAITING, MAX_WORK, Evaluator
from tsbind.resolve.package import PackageBuilder
from tsbind.resolve.scope import Parse, Program
from tsbind.resolve.symbols import Module
from tsbind.sources import SourceTree
from tsbind.syntax import parse_file

if TYPE_CHECKING:
    from tsbind.operations.package import Reading
    from tsbind.resolve.memory import ResolutionMemory

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

    def renewed(self, tree: SourceTree, changed: list[str]) -> Resolution:
        """The same for ``tree``, where the files ``changed`` are others: what they shaped is gone.

        This resolution is not to be used any more.
        """
        self.program.files = tree.files
        for path in changed:
            self.program.modules.pop(path, None)
        self.program.trace.forget(changed)
        self.binder.forget(changed)
        return replace(self, tree=tree)

    @property
    def is_certain(self) -> bool:
        """Whether all that was worked out is sure to be the same in any other order.

        No problem was reported (some are reported where they are met first), no type was met
        before it was finished, and no declaration could come near a limit: none can take more
        work than all of them together.
        """
        return not (
            self.program.problems
            or self.program.trace.depends_on_order
            or self.program.trace.deepest > MAX_WAITING
            or self.evaluator.total_work > MAX_WORK
        )


def start(tree: SourceTree, parse: Parse = parse_file) -> Resolution:
    """Nothing read yet: files are parsed as names in them are needed."""
    # The room of operations stands on this one; only this door knows of it.
    from tsbind.operations.package import Reading  # noqa: PLC0415

    program = Program(tree.files, tree.source.name, parse=parse)
    program.augment()
    evaluator = Evaluator(Declarations(Binder(program)))
    builder = PackageBuilder(program, evaluator)
    return Resolution(tree, program, evaluator, builder, Reading(builder))


def root_paths(tree: SourceTree) -> list[str]:
    """The files whose declarations make the model: those under ``resources/``, else all."""
    paths = sorted(path for path in tree.files if path.endswith(("ts", "tsx")))
    return [path for path in paths if path.startswith(RESOURCES)] or paths


def resolve(
    tree: SourceTree, memory: ResolutionMemory | None = None
) -> tuple[Package, list[Problem]]:
    """Read and resolve a package; with ``memory`` only what changed since it was filled.

    Problems hold syntax errors and opaque types with file:line:col; the model holds the rest.
    """
    if memory is None:
        return _resolved(start(tree))
    again = memory.renewed(tree)
    if again is not None:
        found = _resolved(again)
        if memory.keep(again):
            return found
    memory.fresh += 1
    fresh = start(tree, memory.files.parse)
    found = _resolved(fresh)
    memory.keep(fresh)
    return found


def _resolved(resolution: Resolution) -> tuple[Package, list[Problem]]:
    from tsbind.operations.package import with_operations  # noqa: PLC0415

    tree, program, builder = resolution.tree, resolution.program, resolution.builder
    roots: list[Module] = [program.module(path) for path in root_paths(tree)]
    types = builder.build(roots)
    exports = [export for module in roots for export in builder.exports(module)]
    package = Package(source=tree.source, types=types, exports=tuple(exports))
    package, unread = with_operations(package, resolution.reading)
    return package, list(dict.fromkeys((*program.problems, *unread)))
