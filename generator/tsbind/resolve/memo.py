"""Results by key, each worked out once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


def _always(_value: object) -> bool:
    return True


class Memo(dict[Key, Value]):
    """A table of results that makes what it does not hold yet."""

    def get_or_make(
        self, key: Key, make: Callable[[], Value], keep: Callable[[Value], bool] = _always
    ) -> Value:
        """The result for ``key``; one that ``keep`` refuses is worked out each time."""
        known = self.get(key)
        if known is not None:
            return known
        value = make()
        if keep(value):
            self[key] = value
        return value
