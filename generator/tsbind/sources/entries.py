"""The entry points of a package's declarations, by the rules of TypeScript's import resolution.

Rules: "exports" with the conditions of an ``import`` (Node.js "Packages", TypeScript handbook
"package.json exports"), else "types"/"typings", else "main", else ``index``.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator
from typing import Any

from tsbind.sources.json_values import as_list, as_object
from tsbind.sources.tree import SourceTree

_CONDITIONS = frozenset({"types", "import", "node", "module", "browser", "default"})
_SCRIPT = re.compile(r"(?<!\.d)\.([mc]?)[jt]sx?$")
_RELATIVE_IMPORT = re.compile(
    rb"""(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\(|\bmodule|path\s*=)\s*['"](\.{1,2}(?:/[^'"\n]*)?)['"]"""
)


def entry_points(manifest: dict[str, Any], files: Collection[str]) -> list[str]:
    """The declaration files that the manifest names, in its order; may be empty."""
    found = [
        path
        for target in _export_targets(manifest.get("exports"))
        for path in _expand(target, files)
    ]
    for key in ("types", "typings", "main"):
        if not found and isinstance(manifest.get(key), str):
            found = [path for path in [_declaration(manifest[key], files)] if path]
    if not found and "index.d.ts" in files:
        found = ["index.d.ts"]
    return list(dict.fromkeys(found))


def _export_targets(exports: Any) -> Iterator[str]:
    """The target of each subpath of ``exports``, as an import would resolve it."""
    subpaths = as_object(exports) or {}
    is_map = any(key.startswith(".") for key in subpaths)
    for value in subpaths.values() if is_map else [exports]:
        target = _conditional(value)
        if target:
            yield target


def _conditional(value: Any) -> str | None:
    """The first target whose conditions are true for an import."""
    stack: list[object] = [value]
    while stack:
        current = stack.pop()
        if isinstance(current, str):
            return current
        conditions = as_object(current) or {}
        targets = [value for key, value in conditions.items() if key in _CONDITIONS]
        stack.extend(reversed(targets or as_list(current) or []))
    return None


def _expand(target: str, files: Collection[str]) -> Iterator[str]:
    """The declaration files of a target, ``*`` expanded."""
    if "*" not in target:
        path = _declaration(target, files)
        if path:
            yield path
        return
    head, _, tail = _SCRIPT.sub(r".d.\1ts", _normal(target)).partition("*")
    for path in files:
        if path.startswith(head) and path.endswith(tail or ".d.ts"):
            yield path


def internal_module(name: str, tree: SourceTree) -> str:
    """What ``#name`` stands for by the manifest's "imports": a relative name, else itself."""
    for pattern, value in (as_object(tree.manifest.get("imports")) or {}).items():
        head, star, tail = pattern.partition("*")
        fits = name.startswith(head) and name.endswith(tail) and len(name) >= len(head + tail)
        if name == pattern or (star and fits):
            inside = name[len(head) : len(name) - len(tail)]
            target = _normal((_conditional(value) or name).replace("*", inside))
            return f"./{target.removeprefix(f'{tree.source.root}/')}"
    return name


def _normal(path: str) -> str:
    return posixpath.normpath(path).lstrip("/")


def _declaration(target: str, files: Collection[str]) -> str | None:
    """The declarations of ``target``, which may name a script or have no suffix."""
    path = _normal(target)
    tries = [path, _SCRIPT.sub(r".d.\1ts", path), _SCRIPT.sub(r".d.ts", path)]
    tries += [path + suffix for suffix in (".d.ts", ".d.mts", ".d.cts", ".ts")]
    tries += [posixpath.join(path, name) for name in ("index.d.ts", "index.d.mts", "index.d.cts")]
    return next((path for path in tries if path in files and path.endswith("ts")), None)


def reachable(entries: list[str], files: dict[str, bytes]) -> set[str]:
    """``entries`` and the files that they import by relative paths, directly or not."""
    seen = set(entries)
    queue = list(entries)
    while queue:
        path = queue.pop()
        for match in _RELATIVE_IMPORT.finditer(files[path]):
            module = match[1].decode("utf-8", "replace")
            target = _declaration(posixpath.join(posixpath.dirname(path), module), files)
            if target and target not in seen:
                seen.add(target)
                queue.append(target)
    return seen
