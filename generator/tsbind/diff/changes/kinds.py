"""The kinds of change as data: what each means, how bad it is, and what to do about it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from tsbind.diff.changes.severity import LETTERS, Severity
from tsbind.problems import UsageError


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Severity for the caller who writes it, who reads it, and for the caller's Python source."""

    params: Severity
    responses: Severity
    source: Severity


@dataclass(frozen=True, slots=True)
class Variant:
    """A condition under which a kind weighs differently."""

    about: str
    verdicts: Verdicts
    remedy: str
    python: Severity | None = None
    """The most a program in Python feels of it, where that is less than the verdicts say."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of change means."""

    name: str
    group: str
    title: str
    explanation: str
    remedy: str
    verdicts: Verdicts
    letters: tuple[str, str, str]
    """The verdicts as the table writes them, so that "no verdict" stays visible."""
    variants: Mapping[str, Variant] = field(default_factory=dict[str, Variant])
    is_of_python: bool = False
    """Whether a program in TypeScript never feels it."""

    def weigh(self, variant: str = "") -> Verdicts:
        """The verdicts of ``variant``, or of the kind itself when it has no such variant."""
        found = self.variants.get(variant)
        return found.verdicts if found else self.verdicts


SIDES = ("params", "responses", "source")


def _verdicts(letters: Mapping[str, str]) -> Verdicts:
    return Verdicts(*(LETTERS[letters[side]] for side in SIDES))


def _kind(name: str, row: Mapping[str, Any]) -> Kind:
    variants = {
        variant: Variant(
            data["about"],
            _verdicts({**row, **data}),
            data.get("remedy", row["remedy"]),
            LETTERS[data["python"]] if "python" in data else None,
        )
        for variant, data in row.get("variants", {}).items()
    }
    return Kind(
        name,
        row["group"],
        row["title"],
        row["explanation"],
        row["remedy"],
        _verdicts(row),
        (row["params"], row["responses"], row["source"]),
        variants,
        row.get("only") == "python",
    )


@cache
def all_kinds() -> Mapping[str, Kind]:
    """Every kind by name, in the order of the data file."""
    text = resources.files("tsbind.diff.changes").joinpath("kinds.toml").read_text(encoding="utf-8")
    return {name: _kind(name, row) for name, row in tomllib.loads(text).items()}


def kind(name: str) -> Kind:
    """The kind called ``name``; raises `UsageError` for an unknown one."""
    found = all_kinds().get(name)
    if found is None:
        known = ", ".join(all_kinds())
        raise UsageError(f"no kind of change is called {name!r}", f"The kinds are: {known}")
    return found


def explain(name: str) -> str:
    """What ``--explain KIND`` prints: meaning, verdicts and remedy of one kind."""
    row = kind(name)
    lines = [f"{row.name}: {row.title}", "", row.explanation, ""]
    lines += [
        f"  {side:10} {word_of(letter)}" for side, letter in zip(SIDES, row.letters, strict=True)
    ]
    for variant in row.variants.values():
        lines += ["", f"  where {variant.about}:"]
        values = (getattr(variant.verdicts, side) for side in SIDES)
        lines += [f"    {s:10} {v.value}" for s, v in zip(SIDES, values, strict=True)]
    return "\n".join([*lines, "", f"What to do: {row.remedy}"])


def word_of(letter: str) -> str:
    """A letter of the table as a word."""
    return {"N": "not reported", "-": "no verdict"}.get(letter, LETTERS[letter].value)
