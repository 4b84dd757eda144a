"""What a type checker reads of a field is what `type_hints` says at run time."""

from __future__ import annotations

import ast
import builtins
import sys
import typing
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import ModuleType, UnionType
from typing import Any

import pytest

from support.emitted import TYPES, imported
from support.once import emit_once
from tsbind.sources import SourceTree


class _Static(dict[str, Any]):
    """The names of one module as a type checker sees them: aliases as they are written."""

    def __init__(self, module: ModuleType) -> None:
        super().__init__(builtins=builtins)
        tree = ast.parse(Path(str(module.__file__)).read_text("utf-8"))
        self.module = module
        self.classes: dict[str, ast.ClassDef] = {}
        self.written: dict[str, ast.expr] = {}
        self.imports: dict[str, tuple[str, str]] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.level:
                base = module.__name__.rsplit(".", node.level)[0]
                for name in node.names:
                    path = f"{base}.{node.module}" if node.module else base
                    self.imports[name.asname or name.name] = (path, name.name)
        for top in [*tree.body, *_checked(tree)]:
            if isinstance(top, ast.ClassDef) and hasattr(module, top.name):
                self.classes[top.name] = top
            elif isinstance(top, ast.AnnAssign) and top.value and isinstance(top.target, ast.Name):
                self.written[top.target.id] = top.value

    def __missing__(self, name: str) -> Any:
        self[name] = value = self._find(name)
        return value

    def _find(self, name: str) -> Any:
        if name in self.written:
            return self.of(self.written[name])
        if name in self.classes:
            return getattr(self.module, name)
        if name in self.imports:
            path, original = self.imports[name]
            if original == "FileTypes":
                return object  # what JSON cannot hold is not decoded
            return _static(path)[original]
        if isinstance(vars(self.module).get(name), typing.TypeVar):
            return object  # at run time nobody knows the argument
        return vars(typing).get(name) or getattr(builtins, name)

    def of(self, node: ast.expr) -> Any:
        """What an annotation says."""
        return eval(compile(ast.Expression(node), self.module.__name__, "eval"), {}, self)


_KNOWN: dict[str, _Static] = {}


def _static(path: str) -> _Static:
    if path not in _KNOWN:
        _KNOWN[path] = _Static(import_module(path))
    return _KNOWN[path]


def _checked(tree: ast.Module) -> list[ast.stmt]:
    return [
        inner
        for node in tree.body
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in node.body
    ]


def _annotations(kind: type) -> dict[str, Any]:
    """What the class says of its fields, and what those it is derived from say of theirs."""
    found: dict[str, Any] = {}
    for base in reversed(kind.__mro__):
        if base.__module__.startswith("hinted.types."):
            module = _static(base.__module__)
            for field in module.classes[base.__name__].body:
                if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                    found[field.target.id] = module.of(field.annotation)
    return found


@pytest.mark.registry
def test_annotations_are_the_hints(
    openai_tree: Callable[[str], SourceTree], tmp_path: Path
) -> None:
    made = emit_once(openai_tree("4.52.0"), TYPES)
    compared = 0
    with imported(made.files, tmp_path, "hinted") as package:
        for plan in made.types.modules:
            module = _static("hinted." + plan.path.removesuffix(".py").replace("/", "."))
            for name in module.classes:
                kind = getattr(module.module, name)
                hints = package.root.type_hints(kind)
                annotations = _annotations(kind)
                assert {k: _plain(v) for k, v in annotations.items()} == {
                    k: _plain(v) for k, v in hints.items()
                }, f"{plan.path}: {name}"
                compared += len(hints)
        _KNOWN.clear()
    assert compared > 1000
    assert "hinted" not in sys.modules


def _plain(hint: Any) -> Any:
    """An argument of a generic class is not known at run time; a union with object is object."""
    origin = typing.get_origin(hint)
    if object in typing.get_args(hint) and origin in (typing.Union, UnionType):
        return object
    if isinstance(origin, type) and hasattr(origin, "_wire"):
        return origin
    return hint
