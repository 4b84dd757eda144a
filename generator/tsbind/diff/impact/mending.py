"""Puts moved names back where code imports them from, so that what follows is checked too."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product
from pathlib import Path

from tsbind.diff.impact.hits import Hit
from tsbind.diff.impact.symbols import GeneratedClasses
from tsbind.diff.impact.uses import Uses

_MOVES = frozenset({"type_moved", "type_renamed"})
_IMPORT = re.compile(r'^(?:Module "|Cannot find implementation|Name "[\w.]+" is not defined)')


def is_import_error(message: str) -> bool:
    """Whether a message says that a module or a name in it is not there."""
    return bool(_IMPORT.match(message))


def mend_imports(
    folder: Path, package: str, errors: Iterable[Hit], uses: Uses, old: GeneratedClasses
) -> bool:
    """Give the package below ``folder`` the names that moved; whether there were any.

    ``old`` says in which modules the older release had them.
    """
    added: set[tuple[str, str, str]] = set()
    for error in errors:
        for change in (error.change, *error.candidates):
            if change is None or change.kind not in _MOVES or not is_import_error(error.message):
                continue
            name = change.old.python.rpartition(".")[2]
            module, _, new = change.new.python.rpartition(".")
            holders = {f"{package}.{change.old.python}".rpartition(".")[0]}
            holders |= {
                found.rpartition(".")[0]
                for found in old.classes
                if found.endswith(f".{name}") and old.public(found) == change.hint.split(" -> ")[0]
            }
            holders |= {r.module for r in uses.imports if r.name == name and r.file == error.file}
            for holder, twin in product(holders, ("", "Dict")):
                line = f"from {package}.{module} import {new}{twin} as {name}{twin}\n"
                added.add((holder, line, f"{name}{twin}"))
    for target, line, alias in sorted(added):
        _append(_file(folder, target), line, alias)
    return bool(added)


def _append(file: Path, line: str, name: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    if not re.search(rf"\b{re.escape(name)}\b", text):
        listed = f'__all__ += ["{name}"]\n' if "__all__ =" in text else ""
        file.write_text(f"{text}\n{line}{listed}", encoding="utf-8")


def _file(folder: Path, module: str) -> Path:
    path = folder.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
