"""What the expressions of a code base refer to, as the type checker has it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from tsbind.model.codec import decode

Span = tuple[int, int, int, int]
_Row = TypeVar("_Row")


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
    """``attribute``, ``call``, ``item``, ``key``, ``dict``, ``name``, ``variable``, ``literal``, or
    ``text``: an attribute whose name is a literal text, as in ``getattr(x, "size")``."""
    span: Span
    owners: tuple[str, ...]
    name: str
    type: str
    base: Span | None = None
    unknown: bool = False
    arguments: tuple[Argument, ...] = ()

    @property
    def is_untyped(self) -> bool:
        """Whether it is an attribute of a value whose type is not known."""
        return self.unknown and self.form in {"attribute", "text"}


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
        if file in files:
            result.expressions[file] = _rows(Use, file, found["expressions"])
            result.imports += _rows(Import, file, found["imports"])
            result.origins[file] = {
                key: [(a, b, c, d) for a, b, c, d in spans]
                for key, spans in found["origins"].items()
            }
            result.unreachable += [(file, first, last) for first, last in found["unreachable"]]
    return result


def _rows(cls: type[_Row], file: str, rows: list[dict[str, Any]]) -> list[_Row]:
    return [decode(cls, {"file": file, **row}) for row in rows]
