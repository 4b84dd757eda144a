"""Texts kept for the next generation in the same process."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from tsbind.render.environment import render_template


@dataclass
class TextMemory:
    """Renders a file only when what it is rendered from is not that of the last time.

    For one state of the templates.
    """

    made: int = 0
    """How many texts were rendered."""
    _texts: dict[str, tuple[object, str]] = field(default_factory=dict[str, tuple[object, str]])

    def render(self, path: str, template: str, overrides: Path | None, **values: object) -> str:
        """The text of file ``path``; the rest as `render_template`."""
        source = (template, overrides, values)
        kept = self._texts.get(path)
        if kept is None or kept[0] != source:
            text = render_template(template, overrides, **values)
            kept = self._texts[path] = (source, text)
            self.made += 1
        return kept[1]
