"""Which modules that are the same for every upstream a part of a package needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tsbind.render.files import RenderedFile

_COMMON = ("_runtime/", "lib/")
_IMPORT = re.compile(r"^\s*from (\.+)([\w.]*) import (?:\(([^)]*)\)|(.*))", re.MULTILINE)
_PLACE = re.compile(r'"(\.+)([\w.]*)(?::[\w*]+)?"')
"""How lazy tables name a module: ``"..shared.metadata"``."""


def without_unneeded(files: Mapping[str, RenderedFile]) -> dict[str, RenderedFile]:
    """``files`` without the modules of the runtime and the helpers that no other file leads to."""
    needed: set[str] = set()
    pending = [path for path in files if not path.startswith(_COMMON)]
    while pending:
        path = pending.pop()
        if path not in needed:
            needed.add(path)
            if path.endswith(".py"):
                pending.extend(_named(path, files))
    return {path: file for path, file in files.items() if path in needed}


def _named(path: str, files: Mapping[str, RenderedFile]) -> Iterator[str]:
    """The files that the imports and lazy tables of ``path`` name, and their packages."""
    folder = tuple(path.split("/")[:-1])
    for end in range(len(folder) + 1):
        yield from _file((*folder[:end], "__init__"), files)
    text = files[path].text
    for dots, module, several, one in _IMPORT.findall(text):
        base = _below(folder, dots, module)
        yield from _file(base, files)
        for name in (several or one).split(","):
            yield from _file((*base, name.split()[0] if name.split() else ""), files)
    for dots, module in _PLACE.findall(text):
        yield from _file(_below(folder, dots, module), files)


def _below(folder: tuple[str, ...], dots: str, module: str) -> tuple[str, ...]:
    base = folder[: len(folder) + 1 - len(dots)]
    return (*base, *module.split(".")) if module else base


def _file(module: tuple[str, ...], files: Mapping[str, RenderedFile]) -> Iterator[str]:
    base = "/".join(module)
    for path in (f"{base}.py", f"{base}/__init__.py" if base else "__init__.py"):
        if path in files:
            yield path
