"""The template environment, and where templates are found."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, TemplateError

from tsbind.problems import TsbindError, UsageError


def templates_root() -> Path:
    """The templates that come with tsbind: beside the installed package, or in the checkout."""
    package = Path(__file__).resolve().parent.parent
    for root in (package / "templates", package.parent.parent / "templates"):
        if (root / "types").is_dir():
            return root
    raise TsbindError("tsbind's templates are missing", "Install tsbind again")


@lru_cache(maxsize=4)
def environment(overrides: Path | None = None) -> Environment:
    """Templates of ``overrides`` first, file by file, then tsbind's own.

    Raises `UsageError` when ``overrides`` is no folder.
    """
    if overrides is not None and not overrides.is_dir():
        raise UsageError(f"{overrides} is no folder", "Give --templates a folder of templates")
    folders = [overrides, templates_root()] if overrides else [templates_root()]
    return Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        autoescape=False,  # noqa: S701 - Python is rendered, and every string is finished Python
    )


def render_template(name: str, overrides: Path | None, **values: object) -> str:
    """One template with its values.

    Raises `TsbindError` that names the template when it cannot be rendered.
    """
    try:
        return environment(overrides).get_template(name).render(**values)
    except TemplateError as error:
        raise TsbindError(f"template {name}: {error}", "Correct the template") from error
