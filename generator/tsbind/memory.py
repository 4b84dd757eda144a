"""What one generation of a target leaves for the next in the same process."""

from __future__ import annotations

from dataclasses import dataclass, field

from tsbind.python.reuse import PlanMemory
from tsbind.render.memory import TextMemory
from tsbind.resolve.memory import ResolutionMemory


@dataclass
class Memory:
    """The model as read, plans of modules, rendered texts: each is made anew only when it must be.

    For one source and one state of the templates. The output is the same with or without it.
    """

    model: ResolutionMemory = field(default_factory=ResolutionMemory)
    plans: PlanMemory = field(default_factory=PlanMemory)
    texts: TextMemory = field(default_factory=TextMemory)
