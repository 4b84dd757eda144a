"""Sync and async: one plan, written once for each."""

from __future__ import annotations

from tsbind.python.spelling.expression import Code, Imports, imports_of
from tsbind.values import value_class


@value_class(frozen=True, slots=True)
class Flavour:
    """One of the two ways a client is written."""

    name: str
    prefix: str
    """What its classes begin with."""
    runtime_prefix: str
    """What its classes of the runtime begin with."""
    definition: str
    """How a method that waits for an answer is defined."""
    waits: str
    """What stands before the call of such a method."""


SYNC = Flavour("sync", "", "Sync", "def", "")
ASYNC = Flavour("async", "Async", "Async", "async def", "await ")
FLAVOURS = (SYNC, ASYNC)


@value_class(frozen=True, slots=True)
class Flavoured:
    """A piece of Python that may differ between the flavours: ``piece[flavour]``."""

    sync: Code
    asynchronous: Code

    def __getitem__(self, flavour: Flavour) -> Code:
        return self.sync if flavour == SYNC else self.asynchronous

    @property
    def imports(self) -> Imports:
        """What either needs."""
        return imports_of(self.sync, self.asynchronous)


def both(code: Code) -> Flavoured:
    """``code`` in both flavours."""
    return Flavoured(code, code)
