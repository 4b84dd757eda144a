"""The runtime of a generated package as files: what does not depend on upstream."""

from __future__ import annotations

from tsbind.packs import templates_root
from tsbind.python.client.plan import ClientPlan
from tsbind.render.environment import Templates
from tsbind.render.files import RenderedFile
from tsbind.render.header import MARK


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
