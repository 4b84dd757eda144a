"""Templates: where they are found, and what rendering one gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, TemplateError
from jinja2.filters import do_indent

from tsbind.packs import templates_root
from tsbind.problems import TsbindError, UsageError
from tsbind.python.methods.method_plan import FLAVOURS
from tsbind.render.features import optional
from tsbind.values import value_class

TEMPLATE_FAILURES = (
    *(TemplateError, ArithmeticError, AttributeError, LookupError, OSError, RecursionError),
    *(TypeError, ValueError),
)
"""What a template can raise that runs into a wall: text that is no UTF-8, ``{{ 1 / 0 }}``."""


@lru_cache(maxsize=4)
def environment(overrides: Path | None = None) -> Environment:
    """Templates of ``overrides`` first, file by file, then tsbind's own.

    Raises `UsageError` when ``overrides`` is no folder.
    """
    if overrides is not None and not overrides.is_dir():
        raise UsageError(f"{overrides} is no folder", "Give --templates a folder of templates")
    folders = [overrides, templates_root()] if overrides else [templates_root()]
    made = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        autoescape=False,  # noqa: S701 - Python is rendered, and every string is finished Python
    )
    made.filters["indent"] = _indent
    made.filters["optional"] = optional
    return made


def _indent(value: object, width: int = 4, first: bool = False) -> str:
    """Jinja's ``indent``, of any value of a plan."""
    return do_indent(str(value), width, first)


@dataclass(frozen=True, slots=True)
class Templates:
    """The templates of one run, and the values that each of them gets."""

    overrides: Path | None = None
    """The folder of the user's own templates."""
    shared: Mapping[str, object] = field(default_factory=dict[str, object])

    def file(self, name: str, *, begin: str = "", **values: object) -> RenderedFile:
        """What the template ``name`` makes of ``values``, after the text ``begin``.

        Raises `TsbindError` that names the template when it cannot be rendered.
        """
        try:
            template = environment(self.overrides).get_template(name)
            text = template.render(flavours=FLAVOURS, **self.shared, **values)
        except TEMPLATE_FAILURES as error:
            raise template_error(name, self.overrides, error) from error
        return RenderedFile(begin + text, name)


def template_error(name: str, overrides: Path | None, error: Exception) -> Exception:
    """``error``, met while a template was rendered, as one for the user who wrote a template.

    What goes wrong in Python while tsbind's own templates are rendered is tsbind's mistake.
    """
    if isinstance(error, TemplateError):
        return TsbindError(f"template {name}: {error}", "Correct the template")
    if overrides is None:
        return error
    return TsbindError(f"template {name}: {type(error).__name__}: {error}", "Correct the template")


@value_class(frozen=True, slots=True)
class RenderedFile:
    """The text of one file of a generated package, before it is formatted."""

    text: str
    template: str
    """The template it comes from, for messages."""
