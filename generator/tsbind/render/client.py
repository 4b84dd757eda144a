"""The client of a generated package as files, and the runtime below it."""

from __future__ import annotations

from tsbind.model.declarations import Source
from tsbind.packs import templates_root
from tsbind.python.client.plan import ClientPlan
from tsbind.python.exported_names import ExportsPlan
from tsbind.python.literals import string
from tsbind.render.environment import RenderedFile, Templates
from tsbind.render.header import MARK
from tsbind.render.helpers import render_helpers
from tsbind.render.types import exports_file

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
        exports=ExportsPlan("__init__.py", plan.package),
        modules=below,
        root=plan.root,
        names=sorted([*(row[:2] for row in plan.package), *((name, "") for name in below)]),
        version=string(source.version),
    )
    files.update(render_helpers(plan.helpers, templates))
    return files


def render_runtime(plan: ClientPlan | None, templates: Templates) -> dict[str, RenderedFile]:
    """Every module of the runtime; without a client those that name its errors are left out.

    A part of a package, and types alone, need fewer: `whole.without_unneeded` finds out which.
    """
    files: dict[str, RenderedFile] = {}
    for path in sorted((templates_root() / "runtime").iterdir()):
        template = f"runtime/{path.name}"
        if path.name.endswith(".py"):
            file = RenderedFile(MARK + _text(template, templates), template)
        elif plan is not None and path.name.endswith(".py.j2"):
            file = with_errors(template, plan, templates)
        else:
            continue
        files[f"_runtime/{path.name.removesuffix('.j2')}"] = file
    return files


def with_errors(template: str, plan: ClientPlan, templates: Templates) -> RenderedFile:
    """A module of the runtime that names the errors of the client."""
    return templates.file(template, begin=MARK, prefix=plan.prefix, errors=plan.errors)


def _text(template: str, templates: Templates) -> str:
    for root in filter(None, (templates.overrides, templates_root())):
        path = root / template
        if path.is_file():
            return path.read_text("utf-8")
    raise FileNotFoundError(template)
