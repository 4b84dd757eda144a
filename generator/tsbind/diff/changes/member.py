"""The member of a change taken apart: where it begins, and the way from there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"(?P<label><(?:'(?:[^'\\]|\\.)*'|[^<>]*)>)"
    r"|(?P<item>\[\d*\])"
    r"|(?P<value>\{(?:key)?\})"
    r"|(?P<root>\([^()]*\))"
    r"|(?P<given> -> \w+)"
    r"|\.?(?P<name>\[[^\[\]]+\]|[^.\[\]{}<>() ]+)"
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: ``name`` (a field), ``item``, ``value`` (of a map), ``label`` (a union member)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Way:
    """From a root to a place inside.

    ``root`` is ``params``, ``()`` (what is returned), ``item``, ``event``, the name of a path
    parameter, or empty for a declaration.
    """

    root: str
    steps: tuple[Step, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the fields on the way."""
        return tuple(step.text for step in self.steps if step.kind == "name")


def way(member: str) -> Way:
    """The way of ``Change.member``."""
    root = ""
    steps: list[Step] = []
    for kind, text in _tokens(member):
        if kind == "given":
            root = text.removeprefix(" -> ")
        elif kind == "root":
            root = root or text.strip("()") or "()"
        else:
            steps.append(Step(kind, text.strip("<>") if kind == "label" else text))
    return Way(root, tuple(steps))


def _tokens(member: str) -> Iterator[tuple[str, str]]:
    for found in _TOKEN.finditer(member):
        kind = found.lastgroup or "name"
        yield kind, found[kind]
