"""What is kept between the generations of one process, by target."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tsbind.project.target import Target

if TYPE_CHECKING:
    from tsbind.memory import Memory


@dataclass
class Memories:
    """A `tsbind.memory.Memory` for each target, as long as the templates stay as they are."""

    _known: dict[str, tuple[str, Memory]] = field(default_factory=dict[str, "tuple[str, Memory]"])

    def of(self, target: Target, templates: str) -> Memory:
        """The memory of ``target`` under the templates with the digest ``templates``."""
        from tsbind.memory import Memory  # noqa: PLC0415 - the rest of tsbind comes with it
        from tsbind.render.environment import environment  # noqa: PLC0415

        known = self._known.get(target.name)
        if known is None or known[0] != templates:
            environment.cache_clear()
            known = self._known[target.name] = (templates, Memory())
        return known[1]
