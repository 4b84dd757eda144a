"""The names of one module of the client."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tsbind.python.names import PythonName, class_name, unique
from tsbind.python.placement import Place
from tsbind.python.spelling.import_table import (
    Scope,
    free_name,
    import_line,
    relative,
    runtime_path,
    spelled,
)

_KEPT = frozenset(
    "Any AsyncPaginator AsyncStream Awaitable BinaryResponse Body Callable Endpoint FileTypes "
    "Headers Iterable Literal Mapping Omit PageEndpoint Query Stream StreamEndpoint Timeout Union "
    "async_raw async_streamed cached_property deprecated omit overload raw references streamed "
    "union unviewed warn_parameter wire".split()
)
"""What modules of the client import; a declaration called so gets another name."""

_AT_RUN_TIME = frozenset(
    {"omit.omit", "deprecation.deprecated", "deprecation.warn_parameter", "methods.unviewed"}
)
_ROOMS_AT_RUN_TIME = frozenset({"endpoint", "resource", "references", "root"})


@dataclass
class ClientScope(Scope):
    """Also tells what is needed at run time from what only type checkers need."""

    classes: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    """Relative module and name of resource classes, to local name."""

    def resource(self, module: tuple[PythonName, ...], name: str) -> str:
        """A resource class, or a view of one, for type checkers."""
        if module == self.module:
            return name
        key = (relative(self.module, module), name)
        if key not in self.classes:
            local = PythonName(name)
            if local in self.taken:
                local = unique(PythonName(f"{class_name(module[-1])}{name}"), self.taken)
            self.taken.add(local)
            self.classes[key] = local
        return self.classes[key]

    def run_time_imports(self) -> Iterator[str]:
        """Import lines of the runtime that hold when the module is run."""
        lines: dict[str, list[tuple[str, str]]] = {}
        for (module, name), local in self.runtime.items():
            if _is_needed(module, name):
                lines.setdefault(runtime_path(self.module, module), []).append((name, local))
        for source in sorted(lines):
            yield import_line(source, lines[source])

    def checked_imports(self) -> Iterator[str]:
        """Import lines for type checkers only."""
        if self.needs_builtins:
            yield "import builtins"
        if self.collections:
            yield import_line("collections.abc", self.collections.items())
        lines: dict[str, list[tuple[str, str]]] = {}
        for (module, name), local in self.runtime.items():
            if not _is_needed(module, name):
                lines.setdefault(runtime_path(self.module, module), []).append((name, local))
        for (id_, suffix), local in self.imported.items():
            place = self.places[id_]
            source = relative(self.module, place.module)
            lines.setdefault(source, []).append((spelled(place, suffix), local))
        for (source, name), local in self.classes.items():
            lines.setdefault(source, []).append((name, local))
        if lines and (self.needs_builtins or self.collections):
            yield ""
        for source in sorted(lines, key=lambda s: (-_dots(s), s)):
            yield import_line(source, lines[source])

    def reference_table(self) -> str:
        """The statement that makes ``_ref``."""
        rows = [f'        "{local}": "{place}",\n' for local, place in sorted(self.wired.items())]
        if not rows:
            return ""
        return f"_ref = references(\n    __name__,\n    {{\n{''.join(rows)}    }},\n)"

    def _free(self, place: Place, suffix: str) -> str:
        return free_name(place, spelled(place, suffix), self.taken, _KEPT)


def _is_needed(module: str, name: str) -> bool:
    return module in _ROOMS_AT_RUN_TIME or f"{module}.{name}" in _AT_RUN_TIME


def _dots(source: str) -> int:
    return len(source) - len(source.lstrip("."))
