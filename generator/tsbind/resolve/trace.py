"""What a result was worked out from, so that results an edit does not touch can be used again.

While a result is worked out, every file whose names are looked up is noted, and kept with it; who
uses the result again reads the same files. The result follows from those files alone, as long as
nothing on the way to it met a type that was not finished, or a limit: what then comes out depends
on the order in which things are asked for, and `Trace.depends_on_order` says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


def _always(_value: object) -> bool:
    return True


@dataclass(slots=True)
class Trace:
    """What the result at work has read so far, and how deep the way to it went."""

    files: int = 0
    """The files read: a bit for each."""
    depth: int = 0
    """How many results wait for the one at work."""
    deepest: int = 0
    """How many waited at most since it was begun, had nothing been known before."""
    depends_on_order: bool = False
    """Whether anything that was worked out is not sure to be the same in another order."""
    _bits: dict[str, int] = field(default_factory=dict[str, int])
    _results: list[Results[Any, Any]] = field(default_factory=list["Results[Any, Any]"])

    def note(self, path: str) -> None:
        """The result at work reads the file ``path``."""
        self.files |= self._bit(path)

    def _bit(self, path: str) -> int:
        bit = self._bits.get(path)
        if bit is None:
            bit = self._bits[path] = 1 << len(self._bits)
        return bit

    def step_in(self) -> None:
        """One more result waits."""
        self.depth += 1
        self.deepest = max(self.deepest, self.depth)

    def step_out(self) -> None:
        """The end of what `step_in` began."""
        self.depth -= 1

    def begin(self) -> tuple[int, int]:
        """Start on a result inside another; what it gives is for `end`."""
        outer = self.files, self.deepest
        self.files, self.deepest = 0, self.depth
        return outer

    def end(self, outer: tuple[int, int]) -> tuple[int, int]:
        """Back to the ``outer`` result; the files of the inner one, and how deep it went."""
        inner = self.files, self.deepest - self.depth
        self.files |= outer[0]
        self.deepest = max(outer[1], self.deepest)
        return inner

    def use(self, files: int, depth: int) -> None:
        """The result at work uses one that was worked out before, from ``files``."""
        self.files |= files
        self.deepest = max(self.deepest, self.depth + depth)

    def register(self, results: Results[Any, Any]) -> None:
        """From now on these results are among those `forget` goes through."""
        self._results.append(results)

    def forget(self, paths: Iterable[str]) -> None:
        """Drop every result that was worked out from one of these files."""
        changed = 0
        for path in paths:
            changed |= self._bit(path)
        for results in self._results:
            results.forget(changed)


class Results(Generic[Key, Value]):
    """Results by key, each worked out once, with what it was worked out from.

    Everything that is kept between two readings of a package is kept in such a table.
    """

    def __init__(self, trace: Trace) -> None:
        self._trace = trace
        self._known: dict[Key, tuple[Value, int, int]] = {}
        trace.register(self)

    def get(self, key: Key) -> Value | None:
        """The result for ``key``; None where there is none yet."""
        known = self._known.get(key)
        if known is None:
            return None
        self._trace.use(known[1], known[2])
        return known[0]

    def made(
        self, key: Key, make: Callable[[], Value], keep: Callable[[Value], bool] = _always
    ) -> Value:
        """The result for ``key``: the one known, else what ``make`` gives, known from now on.

        One that ``keep`` refuses is worked out each time. Whatever ``make`` reads of the program,
        beside ``key`` itself, it must ask for inside: what it was given before is not noted.
        """
        known = self._known.get(key)
        if known is not None:
            self._trace.use(known[1], known[2])
            return known[0]
        outer = self._trace.begin()
        try:
            value = make()
        finally:
            inner = self._trace.end(outer)
        if keep(value):
            self._known[key] = (value, *inner)
        return value

    def forget(self, files: int) -> None:
        """Drop the results worked out from one of ``files``."""
        touched = [key for key, known in self._known.items() if known[1] & files]
        for key in touched:
            del self._known[key]
