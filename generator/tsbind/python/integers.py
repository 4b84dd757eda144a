"""Which numbers are whole: TypeScript says ``number``, names and docs say more.

The rules are data (``data/numbers.toml``); corrections for one upstream package stand in
``data/<package>.toml``. See ``data/README.md``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from tsbind.python.names import words

_DATA = Path(__file__).parent / "data"


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
def numbers_for(package: str) -> Numbers:
    """The rules for the upstream package ``package``."""
    rules = _load("numbers")
    own = _load(package.replace("/", "__").removeprefix("@"))
    exact = dict.fromkeys(own.get("integers", []), True)
    exact |= dict.fromkeys(own.get("floats", []), False)
    return Numbers(
        exact,
        frozenset(rules["integer_words"]),
        frozenset(rules["integer_ends"]),
        re.compile("|".join(rules["integer_docs"]), re.IGNORECASE),
        frozenset(rules["float_words"]),
        re.compile("|".join(rules["float_docs"]), re.IGNORECASE),
        own.get("joined", {}),
    )


@cache
def _load(name: str) -> dict[str, Any]:
    path = _DATA / f"{name}.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
