"""The client of a generated package as files."""

from __future__ import annotations

from tsbind.model.declarations import Source
from tsbind.python.client.plan import ClientPlan
from tsbind.python.literals import string
from tsbind.python.types.plan import ExportsPlan
from tsbind.render.environment import Templates
from tsbind.render.files import RenderedFile
from tsbind.render.helpers import render_helpers
from tsbind.render.types import exports_file, laid_out

_MODULES = ("resources", "types")
"""Modules below the package that it exports as they are; with pages also ``pagination``."""


def render_client(
    plan: ClientPlan, source: Source, templates: Templates
) -> dict[str, RenderedFile]:
    """The client class, resources, pages, exports and helpers."""
    render = templates.file
    files = {m.path: render("client/resource.py.j2", module=m) for m in plan.resources}
    files.update((exports.path, exports_file(exports, templates)) for exports in plan.exports)
    files[plan.root.path] = render("client/client.py.j2", root=plan.root)
    if plan.pages.pages:
        files[plan.pages.path] = render("client/pagination.py.j2", plan=plan.pages)
    below = ("pagination", *_MODULES) if plan.pages.pages else _MODULES
    files["__init__.py"] = render(
        "client/package.py.j2",
        exports=laid_out(ExportsPlan("__init__.py", plan.package, "._runtime.lazy_exports")),
        modules=below,
        root=plan.root,
        names=sorted([*(row[:2] for row in plan.package), *((name, "") for name in below)]),
        version=string(source.version),
    )
    files.update(render_helpers(plan.helpers, templates))
    return files
