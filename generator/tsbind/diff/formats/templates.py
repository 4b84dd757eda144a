"""The Jinja environment of this room's templates."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import jinja2

import tsbind


def _folder() -> Path:
    """Beside the installed package, else two levels up in a checkout."""
    package = Path(tsbind.__file__).parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent.parent / "templates"


@cache
def environment(*, escape: bool) -> jinja2.Environment:
    """Templates under ``templates/diff``; ``escape`` for HTML, where all text is upstream's."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(_folder() / "diff"),
        undefined=jinja2.StrictUndefined,
        autoescape=escape,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
