"""The Jinja environment of this room's templates."""

from __future__ import annotations

from functools import cache

import jinja2

from tsbind.packs import templates_root


@cache
def environment(*, escape: bool) -> jinja2.Environment:
    """Templates under ``templates/diff``; ``escape`` for HTML, where all text is upstream's."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates_root() / "diff"),
        undefined=jinja2.StrictUndefined,
        autoescape=escape,  # noqa: S701 -- Markdown is escaped by its own rules
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
