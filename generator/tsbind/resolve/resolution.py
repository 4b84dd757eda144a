"""The room's door: a source tree in, the declarations of the package and their problems out."""

from __future__ import annotations

from dataclasses import dataclass

from tsbind.model.declarations import Package
from tsbind.problems import Problem, Severity
from tsbind.resolve.bind import Binder
from tsbind.resolve.declared import Declarations
from tsbind.resolve.evaluate import Evaluator
from tsbind.resolve.operators import UTILITIES, apply
from tsbind.resolve.package import PackageBuilder
from tsbind.resolve.scope import Program
from tsbind.sources import SourceTree

RESOURCES = "resources/"


@dataclass(frozen=True, slots=True)
class Resolution:
    """The resolved declarations, and what they were made with, for rooms that read on."""

    package: Package
    """Types and exports only."""
    builder: PackageBuilder

    @property
    def program(self) -> Program:
        """The files; its problems grow as more of them is read."""
        return self.builder.program


def root_paths(tree: SourceTree) -> list[str]:
    """The files whose declarations make the model: those under ``resources/``, else all."""
    paths = sorted(path for path in tree.files if path.endswith(("ts", "tsx")))
    return [path for path in paths if path.startswith(RESOURCES)] or paths


def resolve(tree: SourceTree) -> Resolution:
    """Read and resolve the declarations of a package.

    The program's problems hold syntax errors and opaque types with file:line:col; the model
    holds the rest.
    """
    program = Program(tree.files, tree.source.name)
    program.augment()
    declarations = Declarations(Binder(program, UTILITIES))
    builder = PackageBuilder(program, Evaluator(declarations, apply))
    roots = [program.module(path) for path in root_paths(tree)]
    types = builder.build(roots)
    unread = [p for p in program.problems if p.severity is Severity.UNREAD]
    if unread and not types:
        message = f"nothing can be read: {unread[0].message}"
        program.problems.insert(0, Problem(Severity.ERROR, message, unread[0].position))
    paths = {module.path for module in roots}
    for statement in program.left_to_library:
        if statement.position.file in paths:
            text = f"{statement.name}: what it adds to a type of TypeScript's library is left out"
            program.problems.append(Problem(Severity.OPAQUE, text, statement.position))
    exports = tuple(export for module in roots for export in builder.exports(module))
    return Resolution(Package(source=tree.source, types=types, exports=exports), builder)
