"""What an ``__init__.py`` exports, and how its template writes that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tsbind.python.spelling.import_statements import ImportStatement, statement
from tsbind.values import value_class


class ExportedName(NamedTuple):
    """A name that a package exports, and where it is declared."""

    name: str
    module: str
    """Relative to the package that exports it."""
    original: str
    twin: str = ""
    """The name of the twin there; empty where there is none."""
    checked: str = ""
    """What type checkers know it as there, where that is not the original."""
    either: bool = False
    """Whether type checkers take it for the class or its twin, which the package exports too."""
    parameters: int = 0
    """How many type parameters the class has."""
    id: str = ""
    """The declaration; empty for what upstream does not declare."""

    @property
    def place(self) -> str:
        """Its row in the table of lazy imports."""
        return self.module if self.name == self.original else f"{self.module}:{self.original}"


@value_class(frozen=True, slots=True)
class ExportsPlan:
    """An ``__init__.py``: what it exports and from where."""

    path: str
    names: tuple[ExportedName, ...]
    """Sorted."""
    modules: tuple[str, ...] = ()
    """Packages in the folder: attributes like what is exported, which `import *` leaves out."""

    @property
    def lazy(self) -> str:
        """Relative import of the runtime module that makes exports lazy."""
        return "." * (self.path.count("/") + 1) + "_runtime.lazy_exports"

    @property
    def places(self) -> list[tuple[str, str]]:
        """Each name, and where the table of lazy imports says it is."""
        return [(row.name, row.place) for row in self.names]

    @property
    def either(self) -> list[tuple[str, str, str]]:
        """Names that type checkers take for a class or its twin, with their type arguments."""
        found: list[tuple[str, str, str]] = []
        for row in filter(lambda row: row.either, self.names):
            variables = ", ".join(self.type_variables[: row.parameters])
            arguments = f"[{variables}]" if variables else ""
            found.append((row.name, row.original + arguments, row.twin + arguments))
        return found

    @property
    def type_variables(self) -> list[str]:
        """What the type arguments are."""
        most = max((row.parameters for row in self.names if row.either), default=0)
        return [f"_T{number}" for number in range(1, most + 1)]

    @property
    def type_alias(self) -> str:
        """What `typing.TypeAlias` is called there: upstream may have a `TypeAlias` too."""
        return "_" * any(row.name == "TypeAlias" for row in self.names) + "TypeAlias"

    @property
    def imports(self) -> Iterator[ImportStatement]:
        """What type checkers read, modules farther away first."""
        by_module: dict[str, list[tuple[str, str]]] = {}
        unlisted: set[str] = set()
        for row in self.names:
            if row.either:
                continue
            names = by_module.setdefault(row.module, [])
            names.append((row.checked or row.original, row.name))
            if row.twin and row.name == row.original:
                names.append((row.twin, row.twin))
                unlisted.add(row.twin)
        for module in sorted(by_module, key=lambda m: (len(m.lstrip(".")) - len(m), m)):
            yield statement(module, by_module[module], explicit=unlisted)
