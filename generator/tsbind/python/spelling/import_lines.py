"""The import lines of a module of types, from what its scope noted."""

from __future__ import annotations

from collections.abc import Iterable

from tsbind.python.spelling.import_table import Scope, import_line, relative, runtime_path, spelled


def checked_lines(scope: Scope) -> Iterable[str]:
    """Lines only type checkers see: the standard library, then the package's own modules."""
    if scope.needs_builtins:
        yield "import builtins"
    if scope.collections:
        yield import_line("collections.abc", scope.collections.items())
    own = list(_own_lines(scope))
    if own and (scope.needs_builtins or scope.collections):
        yield ""
    yield from own


def reference_table(scope: Scope) -> str:
    """The statement that makes ``_ref``, with the places of the names wire specs mention."""
    table = [f'    "{local}": "{place}",' for local, place in sorted(scope.wired.items())]
    if not table:
        return "_ref = references(__name__, {})"
    body = "\n".join(f"    {line}" for line in table)
    return f"_ref = references(\n    __name__,\n    {{\n{body}\n    }},\n)"


def _own_lines(scope: Scope) -> Iterable[str]:
    lines: dict[str, list[tuple[str, str]]] = {}
    for (module, name), local in scope.runtime.items():
        if module != "model":
            lines.setdefault(runtime_path(scope.module, module), []).append((name, local))
    for (id_, suffix), local in scope.imported.items():
        place = scope.places[id_]
        source = relative(scope.module, place.module)
        lines.setdefault(source, []).append((spelled(place, suffix), local))
    for source in sorted(lines, key=lambda s: (-_dots(s), s)):
        yield import_line(source, lines[source])


def _dots(source: str) -> int:
    return len(source) - len(source.lstrip("."))
