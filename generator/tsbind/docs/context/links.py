"""Types in Python's spelling, cut into pieces of which some are links."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from tsbind.model.types import Type
from tsbind.problems import Problem
from tsbind.python.names import PythonName
from tsbind.python.spelling.annotations import GIVE, READ, Spelling
from tsbind.python.spelling.expression import Code, text_of
from tsbind.python.spelling.import_table import client_table
from tsbind.python.types.plan import TypesPlan
from tsbind.values import value_class


@value_class(frozen=True, slots=True)
class Target:
    """A place in the reference: a page and an anchor on it (perhaps none)."""

    page: str
    anchor: str = ""


Pieces: TypeAlias = tuple[tuple[str, Target | None], ...]
"""Text in order, each part with where it leads, if anywhere."""

WORDS = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|[^\W\d]\w*")
_TWIN = re.compile(r"\b(\w+), \1Dict\b|\b(\w+) \| \2Dict\b")
_NOWHERE = (PythonName("_reference"),)


def without_twins(text: str) -> str:
    """``text`` without the dict twins of classes: wherever one is named, a dict works, too."""
    return _TWIN.sub(lambda match: match[1] or match[2], text)


class Linker:
    """Spells types of one package; names of its declarations become links."""

    def __init__(self, plan: TypesPlan, targets: dict[str, Target]) -> None:
        self._places = plan.places
        self._targets = targets
        # No declaration lives in this module, so that each one used is noted as an import.
        self._scope = client_table(_NOWHERE, plan.places, ())
        problems: list[Problem] = []
        self.spelling = Spelling(plan.index, self._scope, plan.twinned, problems)
        self._known: dict[str, tuple[str, str]] = {}
        self._others: dict[str, Target] = {}

    def know(self, name: str, target: Target) -> None:
        """Make ``name``, which is no declaration's, a link: a page class."""
        self._others[name] = target

    def annotation(
        self,
        type_: Type,
        *,
        position: str = READ,
        integral: bool = False,
        optional: bool = False,
        parameters: tuple[str, ...] = (),
    ) -> Pieces:
        """``type_`` as an annotation; ``optional`` adds None, ``parameters`` are type variables."""
        self.spelling.parameters = {name: name for name in parameters}
        code: Code = self.spelling.annotation(type_, position, integral=integral)
        if optional:
            code = self.spelling.optional(code, "None")
        return self.linked(text_of(code))

    def given(self, type_: Type, *, integral: bool = False) -> Pieces:
        """``type_`` as what a caller may give, without dict twins."""
        self.spelling.parameters = {}
        code: Code = self.spelling.annotation(type_, GIVE, integral=integral)
        return self.linked(without_twins(text_of(code)))

    def linked(self, text: str) -> Pieces:
        """``text``, which this linker spelled, cut at the names of declarations."""
        named = self._scope.local_names
        if len(self._known) < len(named):
            self._known = {local: key for key, local in named.items()}
        return cut(text, self._named)

    def _named(self, word: str) -> tuple[str, Target] | None:
        key = self._known.get(word)
        if key is None:
            return (word, self._others[word]) if word in self._others else None
        id_, suffix = key
        place = self._places[id_]
        target = self._targets.get(id_)
        return ((place.twin if suffix else str(place.name)), target) if target else None


def cut(text: str, named: Callable[[str], tuple[str, Target] | None]) -> Pieces:
    """``text`` cut at the words that ``named`` knows; literals are one word with their marks."""
    pieces: list[tuple[str, Target | None]] = []
    end = 0
    for match in WORDS.finditer(text):
        found = named(match[0])
        if found is not None:
            pieces += [(text[end : match.start()], None)] if match.start() > end else []
            pieces.append(found)
            end = match.end()
    return (*pieces, (text[end:], None)) if end < len(text) else tuple(pieces)


def plain(pieces: Pieces) -> str:
    """The text of ``pieces``."""
    return "".join(text for text, _ in pieces)
