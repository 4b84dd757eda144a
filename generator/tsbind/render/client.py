"""The client of a generated package as files."""

from __future__ import annotations

from pathlib import Path

from tsbind.model.declarations import Source
from tsbind.python.client.plan import ClientPlan
from tsbind.python.literals import string
from tsbind.python.types.plan import ExportsPlan
from tsbind.render.environment import render_template
from tsbind.render.files import RenderedFile
from tsbind.render.header import header
from tsbind.render.helpers import render_helpers
from tsbind.render.types import EXPORTS, laid_out

_RESOURCE = "client/resource.py.j2"
_MODULES = ("resources", "types")
"""Modules below the package that it exports as they are; with pages also ``pagination``."""


def render_client(
    plan: ClientPlan,
    source: Source,
    overrides: Path | None = None,
) -> dict[str, RenderedFile]:
    """The client class, resources, pages, exports and helpers."""
    top = header(source)
    files: dict[str, RenderedFile] = {}

    def render(path: str, template: str, **values: object) -> None:
        text = render_template(template, overrides, header=top, **values)
        files[path] = RenderedFile(text, template)

    for module in plan.resources:
        render(module.path, _RESOURCE, module=module)
    for exports in plan.exports:
        render(exports.path, EXPORTS, exports=laid_out(exports), version="")
    render(plan.root.path, "client/client.py.j2", root=plan.root)
    if plan.pages.pages:
        render(plan.pages.path, "client/pagination.py.j2", plan=plan.pages)
    below = ("pagination", *_MODULES) if plan.pages.pages else _MODULES
    render(
        "__init__.py",
        "client/package.py.j2",
        exports=laid_out(ExportsPlan("__init__.py", plan.package, "._runtime.lazy_exports")),
        modules=below,
        root=plan.root,
        names=sorted([*(name for name, *_ in plan.package), *below]),
        version=string(source.version),
    )
    files.update(render_helpers(plan.helpers, overrides))
    return files


def errors_module(plan: ClientPlan, overrides: Path | None = None) -> str:
    """The text of the module that defines the errors of the client."""
    template = "runtime/errors.py.j2"
    return render_template(template, overrides, prefix=plan.prefix, errors=plan.errors)
