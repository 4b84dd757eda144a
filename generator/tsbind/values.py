"""Values: frozen dataclasses that are cheap to make, for what is made by the hundred thousand.

A frozen dataclass assigns each field through ``object.__setattr__``, which costs three times a
plain assignment. Type checkers see ``dataclass(frozen=True, slots=True)`` here and refuse every
assignment; at run time the class is a plain one with slots, equality and a hash.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as value
else:
    from dataclasses import dataclass

    def value(
        *, frozen: bool, slots: bool, order: bool = False
    ) -> Callable[[type[Any]], type[Any]]:
        """Make a dataclass; ``frozen`` is for the type checkers."""
        assert frozen
        return dataclass(slots=slots, order=order, unsafe_hash=True)


__all__ = ["value"]
