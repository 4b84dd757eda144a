"""A program, or a payload, that shows a breaking change."""

from __future__ import annotations

from dataclasses import dataclass

from tsbind.diff.changes.change import Change

PACKAGE = "generated_api"
"""The name the programs import the generated packages by."""

CHECK, RUN, MODEL = "check", "run", "model"
"""How it shows: by a type checker, by being run, or by what the models say of the payload."""
SAME_CALL = "the generated Python call is the same"


@dataclass(frozen=True, slots=True)
class Program:
    """A change, the side it breaks, and both texts; empty where no program can be written.

    Of params and source the older text works and the newer one does not; of responses the newer
    one does, and the older one does not. The texts differ at most in what a release calls what
    the program is about.
    """

    change: Change
    side: str
    old: str = ""
    new: str = ""
    how: str = CHECK
    why: str = ""
    """Why there is none."""

    @property
    def written(self) -> bool:
        """Whether there is a program."""
        return bool(self.old)


def none(change: Change, side: str, why: str) -> Program:
    """No program, and why."""
    return Program(change, side, why=why)
