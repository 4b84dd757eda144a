"""The runtime of a generated package as files: what does not depend on upstream."""

from __future__ import annotations

from pathlib import Path

from tsbind.packs import templates_root
from tsbind.python.client.plan import ClientPlan
from tsbind.render.environment import render_template
from tsbind.render.files import RenderedFile
from tsbind.render.header import MARK


def render_runtime(
    plan: ClientPlan | None, overrides: Path | None = None
) -> dict[str, RenderedFile]:
    """Every module of the runtime; without a client those that name its errors are left out.

    A part of a package, and types alone, need fewer: `whole.without_unneeded` finds out which.
    """
    files: dict[str, RenderedFile] = {}
    for path in sorted((templates_root() / "runtime").iterdir()):
        template = f"runtime/{path.name}"
        if path.name.endswith(".py"):
            text = _text(template, overrides)
        elif plan is not None and path.name.endswith(".py.j2"):
            text = render_template(template, overrides, prefix=plan.prefix, errors=plan.errors)
        else:
            continue
        files[f"_runtime/{path.name.removesuffix('.j2')}"] = RenderedFile(MARK + text, template)
    return files


def _text(template: str, overrides: Path | None) -> str:
    for root in filter(None, (overrides, templates_root())):
        path = root / template
        if path.is_file():
            return path.read_text("utf-8")
    raise FileNotFoundError(template)
