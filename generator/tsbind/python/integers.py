"""Which numbers are whole: TypeScript says ``number``, names and docs say more.

The rules are data (``numbers.toml``); corrections for one upstream package are those of its
pack.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from tsbind.packs import Pack
from tsbind.python.names import words

_RULES = Path(__file__).with_name("numbers.toml")


@dataclass(frozen=True)
class Numbers:
    """The rules for one upstream package."""

    exact: dict[str, bool]
    """``Declaration.property`` or ``property``: True for int."""
    integer_words: frozenset[str]
    integer_ends: frozenset[str]
    integer_docs: re.Pattern[str]
    float_words: frozenset[str]
    float_docs: re.Pattern[str]
    joined: Mapping[str, str] = field(default_factory=dict[str, str])
    """``Declaration.property`` of texts that the API does not send, and what they join."""

    def is_integral(self, owner: str, name: str, doc: str) -> bool:
        """Whether the numbers of property ``name`` of declaration ``owner`` are whole.

        Corrections come first, then words of the name, then the docs; float unless something
        says otherwise.
        """
        known = self.exact.get(f"{owner}.{name}", self.exact.get(name))
        if known is not None:
            return known
        parts = words(name)
        if not self.float_words.isdisjoint(parts):
            return False
        if parts[-1:] and parts[-1] in self.integer_ends:
            return True
        if not self.integer_words.isdisjoint(parts):
            return True
        return bool(self.integer_docs.search(doc)) and not self.float_docs.search(doc)


@lru_cache(maxsize=8)
def numbers_for(pack: Pack) -> Numbers:
    """The rules for the upstream package that ``pack`` is for."""
    words_of = tomllib.loads(_RULES.read_text("utf-8"))
    own = pack.corrections
    exact = dict.fromkeys(own.integers, True) | dict.fromkeys(own.floats, False)
    return Numbers(
        exact,
        frozenset(words_of["integer_words"]),
        frozenset(words_of["integer_ends"]),
        re.compile("|".join(words_of["integer_docs"]), re.IGNORECASE),
        frozenset(words_of["float_words"]),
        re.compile("|".join(words_of["float_docs"]), re.IGNORECASE),
        own.joined,
    )
