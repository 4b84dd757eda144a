"""The names of one module of the client."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tsbind.python.placement import Module
from tsbind.python.spelling.expression import Code, Expression, Import, imports_of
from tsbind.python.spelling.import_statements import import_block, lazy_imports
from tsbind.python.spelling.import_table import ImportTable

OWN_NAMES = frozenset(
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
class ClientScope(ImportTable):
    """Also tells what is needed at run time from what only type checkers need."""

    own_names: frozenset[str] = OWN_NAMES
    noted: set[Import] = field(default_factory=set[Import])

    def builtin(self, name: str) -> Code:
        """As in `ImportTable`."""
        return self._note(super().builtin(name))

    def declaration(self, id_: str, suffix: str = "") -> Code:
        """As in `ImportTable`."""
        return self._note(super().declaration(id_, suffix))

    def reference(self, id_: str) -> Expression:
        """As in `ImportTable`."""
        found = super().reference(id_)
        self._note(found)
        return found

    def resource(self, module: Module, name: str) -> Code:
        """As in `ImportTable`."""
        return self._note(super().resource(module, name))

    def _imported(self, module: str, name: str) -> Expression:
        found = super()._imported(module, name)
        self._note(found)
        return found

    def _note(self, code: Code) -> Code:
        self.noted |= imports_of(code)
        return code

    def typing_imports(self) -> Iterator[str]:
        """Import lines of `typing`."""
        block = import_block((one for one in self.noted if one.module == "typing"), self.module)
        yield from map(str, block.standard)

    def run_time_imports(self) -> Iterator[str]:
        """Import lines of the runtime that hold when the module is run."""
        found = (one for one in self.noted if _is_needed(one))
        yield from map(str, import_block(found, self.module).package)

    def checked_imports(self) -> Iterator[str]:
        """Import lines for type checkers only."""
        left = {i for i in self.noted if not _is_needed(i) and i.module != "typing"}
        block = import_block(left, self.module)
        yield from map(str, block.standard)
        if block.standard and block.package:
            yield ""
        yield from map(str, block.package)

    def reference_table(self) -> str:
        """The statement that makes ``_ref``."""
        rows = [f'"{r.local}": "{r.place}",' for r in lazy_imports(self.noted, self.module)]
        return f"_ref = references(__name__, {{{''.join(rows)}}})" if rows else ""


def _is_needed(one: Import) -> bool:
    room, _, module = one.module.rpartition("._runtime.")
    return not room and bool(module) and _is_named(module, one.name)


def _is_named(module: str, name: str) -> bool:
    return module in _ROOMS_AT_RUN_TIME or f"{module}.{name}" in _AT_RUN_TIME
