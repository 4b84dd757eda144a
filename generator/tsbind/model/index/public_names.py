"""Public paths: where you find a declaration in the generated package.

The folder is the resource's parent, as in the generated `types` package, so a file that becomes a
folder (`chat/completions.ts` -> `chat/completions/completions.ts`) leaves the path as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from tsbind.model.index.lookup import Lookup


class PublicNames(Lookup):
    """Questions about public paths: ``beta/threads/Run``."""

    def public(self, id_: str) -> str:
        """The public path of a declaration; if two share one, it contains the file as well."""
        path = public_path(id_)
        return path if self._owners[path] == 1 else file_path(id_)

    def paths(self, id_: str) -> set[str]:
        """Every public path from which a declaration can be imported."""
        return {public_path(id_), *self._exported_as.get(id_, ())}

    @cached_property
    def _exported_as(self) -> dict[str, set[str]]:
        """The paths under which index files export a declaration, by id."""
        found: dict[str, set[str]] = {}
        for export in self.package.exports:
            where = index_folder(export.file)
            path = f"{where}/{export.name}" if where else export.name
            found.setdefault(export.target, set()).add(path)
        return found

    @cached_property
    def _owners(self) -> Counter[str]:
        """How many declarations have each public path."""
        return Counter(public_path(id_) for id_ in self.declarations)


RESOURCES = "resources/"
_EXTENSION = re.compile(r"(\.d)?\.[cm]?tsx?$")


def split_id(declaration: str) -> tuple[str, str]:
    """File and qualified name of a declaration id."""
    file, _, name = declaration.partition("#")
    return file, name


def folder_of(file: str) -> tuple[str, ...]:
    """The folder that holds what a file declares: the resource's parent, else that of the file."""
    parts = _parts(file)
    if parts[0] != "resources":
        return tuple(parts[:-1])
    return ("shared",) if parts[1:] == ["shared"] else tuple(parts[1:-1])


def folder(file: str) -> str:
    """The public folder of a file: ``beta`` for ``resources/beta/threads/threads.ts``.

    A file outside of the resources is one itself.
    """
    parts = _parts(file)
    return "/".join(folder_of(file) if parts[0] == "resources" else parts)


def _parts(file: str) -> list[str]:
    parts = _EXTENSION.sub("", file).split("/")
    if len(parts) > 1 and parts[-1] == "index":
        parts.pop()
    if len(parts) > 1 and parts[-1] == parts[-2]:
        parts.pop()
    return parts


def index_folder(file: str) -> str:
    """The public folder an ``index.ts`` (or a file standing for one) exports into."""
    parts = _EXTENSION.sub("", file).split("/")
    if parts[-1] == "index":
        parts.pop()
        return "/".join(parts[1:] if parts[:1] == ["resources"] else parts)
    return folder(file)


def public_path(declaration: str) -> str:
    """Folder and qualified name: ``beta/threads/Run``, ``chat/ChatCompletion.Choice``."""
    file, name = split_id(declaration)
    where = folder(file)
    return f"{where}/{name}" if where else name


def file_path(declaration: str) -> str:
    """File and qualified name: ``realtime/realtime/Session``."""
    file, name = split_id(declaration)
    return f"{_EXTENSION.sub('', file).removeprefix(RESOURCES)}/{name}"
