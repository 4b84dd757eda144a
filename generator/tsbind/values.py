"""Values: frozen dataclasses that are cheap to define and to make.

A frozen dataclass assigns each field through ``object.__setattr__``, which costs three times a
plain assignment, and its definition compiles seven methods. Type checkers see
``dataclass(frozen=True, slots=True)`` here and refuse every assignment; at run time the class is
a plain one with slots, equality, a hash, and one ``__repr__`` for all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as value_class
else:
    from dataclasses import dataclass

    def value_class(
        *, frozen: bool, slots: bool, order: bool = False
    ) -> Callable[[type[Any]], type[Any]]:
        """Make a dataclass; ``frozen`` is for the type checkers."""
        assert frozen

        def decorate(cls: type[Any]) -> type[Any]:
            own_hash = cls.__dict__.get("__hash__") is not None
            if "__repr__" not in cls.__dict__:
                cls.__repr__ = _repr
            made = dataclass(slots=slots, order=order, repr=False, unsafe_hash=not own_hash)(cls)
            if issubclass(made, HashedOnce):
                made.__hash__ = _hashed_once(made.__hash__)
            return made

        return decorate


def _repr(self: Any) -> str:
    shown = [f"{f.name}={getattr(self, f.name)!r}" for f in fields(self) if f.repr]
    return f"{type(self).__qualname__}({', '.join(shown)})"


class HashedOnce:
    """Base of values that hold many others and are keys of tables: the hash is worked out once.

    It is of this process: nothing pickles such values.
    """

    __slots__ = ("_hash",)


def _hashed_once(work_out: Callable[[Any], int]) -> Callable[[Any], int]:
    def hash_of(self: Any) -> int:
        try:
            found: int = self._hash
        except AttributeError:
            found = self._hash = work_out(self)
        return found

    return hash_of


__all__ = ["HashedOnce", "value_class"]
