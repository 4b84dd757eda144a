"""Pieces of generated source: a form with holes, so that any piece can be made smaller."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Piece:
    """``form`` with each ``@`` replaced by a part; ``%%`` stands for an at sign."""

    form: str
    parts: tuple[Piece, ...] = ()

    def text(self) -> str:
        """The source text."""
        pieces = self.form.split("@")
        inner = [part.text() for part in self.parts]
        return "".join(a + b for a, b in zip(pieces, [*inner, ""], strict=True))

    def smaller(self) -> Iterator[Piece]:
        """The piece with one piece inside it simplified: the outermost first."""
        for part in self.parts:
            if not _is_hole(self.form):
                break
            yield part
        for place, part in enumerate(self.parts):
            for less in part.smaller():
                yield Piece(self.form, (*self.parts[:place], less, *self.parts[place + 1 :]))
            if part.parts or len(part.form) > 8:
                simple = Piece("string")
                yield Piece(self.form, (*self.parts[:place], simple, *self.parts[place + 1 :]))


def _is_hole(form: str) -> bool:
    """Whether a piece is a type, so that a type inside it may stand for it."""
    return not form.startswith(("export", "declare", "interface", "type", "enum", "const", "|"))


def joined(separator: str, parts: list[Piece], around: str = "@") -> Piece:
    """Pieces in a row."""
    return Piece(around.replace("@", separator.join("@" for _ in parts)), tuple(parts))


@dataclass(frozen=True)
class Case:
    """A generated file: its statements, each alone on its lines."""

    seed: int
    statements: tuple[Piece, ...]

    def text(self) -> str:
        """The whole file."""
        return "\n".join(s.text() for s in self.statements).replace("%%", "@") + "\nexport {};\n"

    def smaller(self) -> Iterator[Case]:
        """The case with a statement less, or with one statement simplified."""
        count = len(self.statements)
        if count > 3:
            half = count // 2
            yield Case(self.seed, self.statements[:half])
            yield Case(self.seed, self.statements[half:])
        for place in reversed(range(count)):
            yield Case(self.seed, (*self.statements[:place], *self.statements[place + 1 :]))
        for place, statement in enumerate(self.statements):
            for less in statement.smaller():
                yield Case(
                    self.seed, (*self.statements[:place], less, *self.statements[place + 1 :])
                )
