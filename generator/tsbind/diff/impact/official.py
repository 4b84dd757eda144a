"""Has a generated package look like the official Python client to a type checker.

Here a params class is a dataclass with a `TypedDict` beside it, and either is accepted. In the
official client the name of the class is that of the `TypedDict`: names of params mean the dict,
and dicts hold dicts. Modules that the generated package only has at run time are written.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from tsbind.python.names import module_name

_TWIN = re.compile(r"^    (?:class )?(\w+)Dict(?:\(TypedDict|: TypeAlias)", re.MULTILINE)
_EITHER = re.compile(r"\b(\w+)\s*\|\s*\1Dict\b")
_LIST = re.compile(r"^(    \w+Dict: TypeAlias = \(?\s*)Iterable\[", re.MULTILINE)
_WORD = re.compile(r"\b\w+Params?(?:Dict)?\b")
_PARAMS = ("Param", "Params")
_PRIVATE = """\
from typing import Any

def __getattr__(name: str) -> Any: ...
"""
"""A private module that programs import from all the same."""
_ALL_PARAMS = "shared_params/"
"""The folder whose names are all of params."""


def as_official(files: Mapping[str, str]) -> dict[str, str]:
    """The files of a package, changed; those that are not Python as they are."""
    twins = {name for text in files.values() for name in _TWIN.findall(text)}
    renamed = {name: f"{name}Model" for name in twins if name.endswith(_PARAMS)}
    renamed |= {f"{name}Dict": name for name in renamed}
    found = {"_types.py": _PRIVATE}
    for path, text in files.items():
        is_folder = path.startswith("types/") and path.endswith("/__init__.py")
        exported = _exporting_dicts(text, twins, path) if is_folder else text
        found[path] = _with_dicts(exported, renamed) if path.endswith(".py") else text
        if is_folder:
            for module, lines in _modules(ast.parse(found[path])):
                file = str(PurePosixPath(path).with_name(module))
                if file not in files:
                    found[file] = lines
    return found


def _exporting_dicts(text: str, twins: set[str], path: str) -> str:
    """The text of a folder whose names of params mean the dict."""
    tree = ast.parse(text)
    for node in _imports(tree):
        _export_dicts(node, twins, is_params=_ALL_PARAMS in path)
    return ast.unparse(tree)


def _imports(tree: ast.Module) -> list[ast.ImportFrom]:
    return [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.level]


def _export_dicts(node: ast.ImportFrom, twins: set[str], *, is_params: bool) -> None:
    """``X as XParam`` and ``XOrDict as XParam`` become ``XDict as XParam``."""
    for row in node.names:
        name, source = row.asname or row.name, row.name.removesuffix("OrDict")
        is_param = name.endswith(_PARAMS)
        # What has its own name is renamed with all others of that name.
        if source in twins and ((is_param and row.name != name) or is_params):
            row.name = f"{source}Dict"
            row.asname = f"{name}Dict" if is_param and name in twins else name


def _modules(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """For each name that a folder exports, the module of that name, with all that begin so."""
    own = {row.asname or row.name: node for node in _imports(tree) for row in node.names}
    aliases = [n.target for n in ast.walk(tree) if isinstance(n, ast.AnnAssign)]
    names = [*own, *(target.id for target in aliases if isinstance(target, ast.Name))]
    for name in names:
        if name[:1].isupper() and not name.endswith("Dict"):
            beside = ast.ImportFrom("", [ast.alias(n) for n in names if n.startswith(name)], 1)
            lines = [ast.unparse(beside)]
            if name in own:
                lines.insert(0, ast.unparse(_everything(own[name])))
            yield f"{module_name(name)}.py", "\n".join(lines)


def _everything(node: ast.ImportFrom) -> ast.ImportFrom:
    return ast.ImportFrom(node.module, [ast.alias("*")], node.level)


def _with_dicts(text: str, renamed: Mapping[str, str]) -> str:
    text = _LIST.sub(r"\1list[", _EITHER.sub(r"\1Dict", text))
    return _WORD.sub(lambda found: renamed.get(found[0], found[0]), text)
