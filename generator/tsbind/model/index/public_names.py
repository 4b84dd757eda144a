"""The public paths of declarations in the generated package."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from tsbind.model.index.lookup import Lookup
from tsbind.model.public_paths import file_path, index_folder, public_path


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
