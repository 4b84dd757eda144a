"""The room's door: a source tree in, the declarations of the package and their problems out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from tsbind.model.declarations import Package
from tsbind.problems import Problem, Severity
from tsbind.resolve.bind import Binder
from tsbind.resolve.declared import Declarations
from tsbind.resolve.evaluate import Evaluator
from tsbind.resolve.operators import UTILITIES, apply
from tsbind.resolve.package import PackageBuilder
from tsbind.resolve.scope import Program
from tsbind.resolve.symbols import Symbol, all_symbols
from tsbind.sources import SourceTree
from tsbind.sources.entries import internal_module
from tsbind.syntax.nodes import ClassDeclaration

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

    def problems_of(self, package: Package) -> Iterator[Problem]:
        """The problems of the program that concern ``package``.

        What is opaque in a class that is no part of it does not. Such a class is what a method of
        upstream's returns, and nothing is made of it.
        """
        known = {declaration.id for declaration in package.types}
        for problem in self.program.problems:
            owner = self._owner(problem) if problem.severity is Severity.OPAQUE else None
            if owner is None or owner.id in known:
                yield problem

    def _owner(self, problem: Problem) -> Symbol | None:
        """The class that a problem is in: the declaration that begins last before it."""
        module = self.program.modules.get(problem.position.file) if problem.position else None
        if module is None or problem.position is None:
            return None
        line = problem.position.line
        before = [
            (statement.position.line, symbol, statement)
            for symbol in all_symbols(module.scope)
            for statement in symbol.types
            if statement.position.line <= line
        ]
        _, owner, statement = max(before, key=lambda row: row[0], default=(0, None, None))
        return owner if isinstance(statement, ClassDeclaration) else None


def root_paths(tree: SourceTree) -> list[str]:
    """The files whose declarations make the model: those under ``resources/``, else all."""
    paths = sorted(path for path in tree.files if path.endswith(("ts", "tsx")))
    return [path for path in paths if path.startswith(RESOURCES)] or paths


def resolve(tree: SourceTree) -> Resolution:
    """Read and resolve the declarations of a package.

    The program's problems hold syntax errors and opaque types with file:line:col; the model
    holds the rest.
    """
    program = Program(tree.files, tree.source.name, partial(internal_module, tree=tree))
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
