"""The templates of the reference: HTML with every value escaped, Markdown with none."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

from tsbind.packs import templates_root
from tsbind.render.environment import TEMPLATE_FAILURES, template_error


@lru_cache(maxsize=4)
def docs_environment(overrides: Path | None = None) -> Environment:
    """Templates of ``overrides`` first, file by file, then tsbind's own."""
    folders = [*([overrides] if overrides else []), templates_root()]
    return Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        # Markdown is escaped as Markdown, by the functions its templates call.
        autoescape=lambda name: ".html" in str(name),  # noqa: S701
    )


def _deprecated_text(text: str) -> str:
    """What a page says of what is deprecated; upstream's text often begins with the word."""
    if text.lower().startswith("deprecated"):
        return text
    return f"Deprecated: {text}" if text else "Deprecated."


def render_docs(name: str, overrides: Path | None, **values: object) -> str:
    """One template of the reference with its values.

    Raises `TsbindError` that names the template when it cannot be rendered.
    """
    try:
        return (
            docs_environment(overrides)
            .get_template(name)
            .render(deprecated_text=_deprecated_text, **values)
        )
    except TEMPLATE_FAILURES as error:
        raise template_error(name, overrides, error) from error


def asset(name: str, overrides: Path | None = None, folder: str = "docs/assets") -> str:
    """A style sheet or script, as it is."""
    for root in filter(None, (overrides, templates_root())):
        path = root / folder / name
        if path.is_file():
            return path.read_text("utf-8")
    raise FileNotFoundError(name)
