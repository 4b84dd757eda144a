"""What a generated module defines and imports from the others, read from its syntax tree."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

Module = tuple[str, ...]
_TABLES = frozenset({"exports", "references"})
"""Functions of the runtime that take a table of names and the modules that define them."""
_ITSELF = "*"
"""In a table: the module, not a name in it."""


@dataclass(frozen=True, slots=True)
class Import:
    """One name that a module takes from another, by `import` or in a table for later."""

    module: Module
    """From the package's folder on; the name may be a module below it."""
    name: str
    """Empty for the module itself."""
    line: int


@dataclass(frozen=True, slots=True)
class ModuleFacts:
    """What the text of a module says."""

    defined: frozenset[str]
    imports: tuple[Import, ...]


@lru_cache(maxsize=4096)
def module_facts(path: str, text: str) -> ModuleFacts:
    """The facts of the module at ``path`` below the package's folder; raises `SyntaxError`."""
    tree = ast.parse(text)
    folder = tuple(path.split("/")[:-1])
    tables = [node for node in ast.walk(tree) if _is_table(node)]
    defined = {*_defined(tree.body)}
    for call in tables:
        assert isinstance(call, ast.Call)
        if isinstance(call.func, ast.Name) and call.func.id == "exports":
            defined.update(name for name, _, _ in _rows(call))
    imports = (*_statements(tree, folder), *(i for c in tables for i in _from_table(c, folder)))
    return ModuleFacts(frozenset(defined), imports)


def module_of(path: str) -> Module:
    """The module that a file is: a folder for its ``__init__.py``."""
    parts = tuple(path.removesuffix(".py").split("/"))
    return parts[:-1] if parts[-1] == "__init__" else parts


def python_files(paths: Mapping[str, object]) -> dict[Module, str]:
    """The paths of Python files, by module."""
    return {module_of(path): path for path in paths if path.endswith(".py")}


def _statements(tree: ast.Module, folder: Module) -> Iterator[Import]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = _base(folder, node.level, node.module or "")
            yield from (Import(base, alias.name, node.lineno) for alias in node.names)


def _from_table(call: ast.AST, folder: Module) -> Iterator[Import]:
    assert isinstance(call, ast.Call)
    for name, place, line in _rows(call):
        path, _, original = place.partition(":")
        if path.startswith("."):
            base = _relative(folder, path)
            yield Import(base, "" if original == _ITSELF else original or name, line)
    for argument in call.args[2:]:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield Import(_relative(folder, argument.value), "", argument.lineno)


def _rows(call: ast.Call) -> Iterator[tuple[str, str, int]]:
    table = call.args[1]
    assert isinstance(table, ast.Dict)
    for key, value in zip(table.keys, table.values, strict=True):
        if isinstance(key, ast.Constant) and isinstance(value, ast.Constant):
            yield str(key.value), str(value.value), value.lineno


def _is_table(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return False
    return node.func.id in _TABLES and len(node.args) > 1 and isinstance(node.args[1], ast.Dict)


def _relative(folder: Module, path: str) -> Module:
    name = path.lstrip(".")
    return _base(folder, len(path) - len(name), name)


def _base(folder: Module, level: int, module: str) -> Module:
    """The module that a relative name means; above the package where it leads out of it."""
    up = level - 1
    outside = ("..",) * (up - len(folder))
    return (*outside, *folder[: max(len(folder) - up, 0)], *filter(None, module.split(".")))


def _defined(body: list[ast.stmt]) -> Iterator[str]:
    """The names that statements bind at the top of a module, inside ``if`` and ``try`` too."""
    for node in body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name
        elif isinstance(node, ast.ImportFrom | ast.Import):
            yield from (a.asname or a.name.partition(".")[0] for a in node.names)
        elif isinstance(node, ast.If):
            yield from _defined([*node.body, *node.orelse])
        elif isinstance(node, ast.Try):
            inner = [s for handler in node.handlers for s in handler.body]
            yield from _defined([*node.body, *inner, *node.orelse, *node.finalbody])
        else:
            yield from (n.id for n in ast.walk(node) if _is_bound(n) and isinstance(n, ast.Name))


def _is_bound(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
