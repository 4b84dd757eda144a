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
_EXPORTED = re.compile(r"\b(\w+?)(OrDict)? as (\w+)\b")
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
    files = {**dict(_modules(files)), "_types.py": _PRIVATE, **files}
    twins = {name for text in files.values() for name in _TWIN.findall(text)}
    renamed = {name: f"{name}Model" for name in twins if name.endswith(_PARAMS)}
    renamed |= {f"{name}Dict": name for name in renamed}
    return {
        path: _with_dicts(path, text, twins, renamed) if path.endswith(".py") else text
        for path, text in files.items()
    }


def _modules(files: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """For each name that a folder of types exports, the module of that name."""
    for path, text in files.items():
        folder = PurePosixPath(path).parent
        if folder.parts[:1] != ("types",) or not path.endswith("__init__.py"):
            continue
        nodes = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom))
        for node in nodes:
            for row in node.names if node.level else ():
                name = row.asname or ""
                if name[:1].isupper() and not name.endswith("Dict"):
                    module = "." * node.level + (node.module or "")
                    yield (
                        str(folder / f"{module_name(name)}.py"),
                        f"from {module} import *\nfrom {module} import {row.name} as {name}\n",
                    )


def _with_dicts(path: str, text: str, twins: set[str], renamed: Mapping[str, str]) -> str:
    text = _LIST.sub(r"\1list[", _EITHER.sub(r"\1Dict", text))
    if " as " in text:
        text = _EXPORTED.sub(lambda found: _exported(path, found, twins), text)
    return _WORD.sub(lambda found: renamed.get(found[0], found[0]), text)


def _exported(path: str, found: re.Match[str], twins: set[str]) -> str:
    """``X as XParam``, or ``XOrDict as XParam``: the name of what is sent is the dict's."""
    source, is_either, name = found[1], bool(found[2]), found[3]
    is_param = name.endswith(_PARAMS)
    if source not in twins or not (is_param or _ALL_PARAMS in path):
        return found[0]
    if source == name and is_param and not is_either:
        return found[0]  # It is renamed with all others of its name.
    return (
        f"{source}Dict as {name}Dict" if is_param and name in twins else f"{source}Dict as {name}"
    )
