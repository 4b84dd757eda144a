"""What the expressions of a code base refer to, as the type checker has it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Span = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a call, with the declared types of its parameter."""

    name: str
    span: Span
    expected: str


@dataclass(frozen=True, slots=True)
class Use:
    """One expression: what kind it is, the classes it is about, its type."""

    file: str
    form: str
    """``attribute``, ``call``, ``item``, ``key``, ``dict``, ``name``, ``variable``, ``literal``."""
    span: Span
    owners: tuple[str, ...]
    name: str
    type: str
    base: Span | None = None
    unknown: bool = False
    arguments: tuple[Argument, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Import:
    """One imported name, and the declaration it leads to."""

    file: str
    span: Span
    module: str
    name: str
    target: str


@dataclass
class Uses:
    """Every expression of a code base by file."""

    expressions: dict[str, list[Use]] = field(default_factory=dict[str, list[Use]])
    origins: dict[str, dict[str, list[Span]]] = field(
        default_factory=dict[str, dict[str, list[Span]]]
    )
    """By file and variable: the expressions its values come from."""
    imports: list[Import] = field(default_factory=list[Import])
    unreachable: list[tuple[str, int, int]] = field(default_factory=list[tuple[str, int, int]])
    accessors: dict[str, str] = field(default_factory=dict[str, str])
    """The way from the client to a class, by the name of the class."""

    def add(self, other: Uses) -> None:
        """Take over what another run found."""
        self.expressions |= other.expressions
        self.origins |= other.origins
        self.imports += other.imports
        self.unreachable += other.unreachable
        self.accessors |= other.accessors


def uses_of(answer: dict[str, Any], files: Collection[str]) -> Uses:
    """The uses in an answer of the probe, of ``files`` only."""
    result = Uses(accessors=answer["accessors"])
    for path, found in answer["uses"].items():
        file = str(Path(path).resolve())
        if file not in files:
            continue
        result.expressions[file] = [_use(file, row) for row in found["expressions"]]
        result.origins[file] = {
            key: [_span(span) for span in spans] for key, spans in found["origins"].items()
        }
        result.imports += [
            Import(file, _span(row["span"]), row["module"], row["name"], row["target"])
            for row in found["imports"]
        ]
        result.unreachable += [(file, first, last) for first, last in found["unreachable"]]
    return result


def _use(file: str, row: dict[str, Any]) -> Use:
    arguments = tuple(
        Argument(a["name"], _span(a["span"]), a["expected"]) for a in row.get("arguments", ())
    )
    return Use(
        file,
        row["form"],
        _span(row["span"]),
        tuple(row["owners"]),
        row["name"],
        row["type"],
        base=_span(row["base"]) if "base" in row else None,
        unknown=row.get("unknown", False),
        arguments=arguments,
        text=row.get("text", ""),
    )


def _span(values: list[int]) -> Span:
    return values[0], values[1], values[2], values[3]
