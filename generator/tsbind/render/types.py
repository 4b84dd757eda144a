"""The types of a generated package as files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tsbind.model.declarations import Source
from tsbind.python.literals import string
from tsbind.python.spelling.import_statements import ImportStatement, statement
from tsbind.python.types.plan import ExportsPlan, TypesPlan
from tsbind.render.environment import RenderedFile, Templates

_MODULE = "types/module.py.j2"


@dataclass(frozen=True, slots=True)
class _Exports:
    """An `ExportsPlan` as its template lays it out."""

    names: bool
    imports: tuple[ImportStatement, ...]
    places: tuple[tuple[str, str], ...]
    lazy: str
    modules: tuple[str, ...]
    either: tuple[tuple[str, str, str], ...]
    """Names that type checkers take for a class or its twin, with their type arguments."""
    type_variables: tuple[str, ...]
    """What the type arguments are."""
    type_alias: str
    """What `typing.TypeAlias` is called there: upstream may have a `TypeAlias` too."""


def render_types(plan: TypesPlan, source: Source, templates: Templates) -> dict[str, RenderedFile]:
    """Every module of types, and the folders' ``__init__.py``."""
    files = {module.path: templates.file(_MODULE, module=module) for module in plan.modules}
    for exports in plan.exports:
        version = string(source.version) if exports.path == "__init__.py" else ""
        files[exports.path] = exports_file(exports, templates, version)
    return files


def exports_file(plan: ExportsPlan, templates: Templates, version: str = "") -> RenderedFile:
    """One ``__init__.py``."""
    return templates.file("types/exports.py.j2", exports=laid_out(plan), version=version)


def laid_out(plan: ExportsPlan) -> _Exports:
    """A plan of exports as ``types/exports.py.j2`` takes it."""
    places = tuple(
        (name, module if name == original else f"{module}:{original}")
        for name, module, original, *_ in plan.names
    )
    imports = tuple(_imports(plan))
    variables = tuple(f"_T{n}" for n in range(1, _most_parameters(plan) + 1))
    either = tuple(
        (row.name, row.original + arguments, row.twin + arguments)
        for row in plan.names
        if row.either
        for arguments in [f"[{', '.join(variables[: row.parameters])}]" if row.parameters else ""]
    )
    taken = {row.name for row in plan.names}
    type_alias = "_TypeAlias" if "TypeAlias" in taken else "TypeAlias"
    return _Exports(
        bool(plan.names), imports, places, plan.lazy, plan.modules, either, variables, type_alias
    )


def _most_parameters(plan: ExportsPlan) -> int:
    return max((row.parameters for row in plan.names if row.either), default=0)


def _imports(plan: ExportsPlan) -> Iterator[ImportStatement]:
    by_module: dict[str, list[tuple[str, str]]] = {}
    unlisted: set[str] = set()
    for name, module, original, twin, checked, either, _ in plan.names:
        if either:
            continue
        names = by_module.setdefault(module, [])
        names.append((checked or original, name))
        if twin and name == original:
            names.append((twin, twin))
            unlisted.add(twin)
    for module in sorted(by_module, key=lambda m: (-_dots(m), m)):
        yield statement(module, by_module[module], explicit=unlisted)


def _dots(module: str) -> int:
    return len(module) - len(module.lstrip("."))
