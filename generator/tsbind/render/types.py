"""The types of a generated package as files."""

from __future__ import annotations

from tsbind.model.declarations import Source
from tsbind.python.exported_names import ExportsPlan
from tsbind.python.literals import string
from tsbind.python.types.plan import TypesPlan
from tsbind.render.environment import RenderedFile, Templates

_MODULE = "types/module.py.j2"


def render_types(plan: TypesPlan, source: Source, templates: Templates) -> dict[str, RenderedFile]:
    """Every module of types, and the folders' ``__init__.py``."""
    files = {module.path: templates.file(_MODULE, module=module) for module in plan.modules}
    for exports in plan.exports:
        version = string(source.version) if exports.path == "__init__.py" else ""
        files[exports.path] = exports_file(exports, templates, version)
    return files


def exports_file(plan: ExportsPlan, templates: Templates, version: str = "") -> RenderedFile:
    """One ``__init__.py``."""
    return templates.file("types/exports.py.j2", exports=plan, version=version)
