"""Arguments that a method cannot do without, in the words Python has for them."""

# pyright: reportPrivateUsage=false
from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any


def require(variants: Sequence[tuple[str, ...]], given: Mapping[str, Any]) -> None:
    """TypeError unless all names of one of `variants` are given."""
    if not variants or any(all(name in given for name in way) for way in variants):
        return
    if len(variants) > 1:
        ways = _join([f"({_join(_quoted(names), 'and')})" for names in variants], "or")
        raise TypeError(
            f"Missing required arguments; Expected either {ways} arguments to be given"
        )
    missing = _quoted(name for name in variants[0] if name not in given)
    plural = "s" if len(missing) > 1 else ""
    listed = _join(missing, "and" if len(missing) == 2 else ", and")
    raise TypeError(
        f"{_method()} missing {len(missing)} required keyword-only argument{plural}:"
        f" {listed}"
    )


def _method() -> str:
    """The method of a resource that is being called; found by looking up the stack."""
    frame = sys._getframe(2)
    while frame.f_back is not None:
        name = frame.f_code.co_name
        if not name.startswith("_") and hasattr(frame.f_locals.get("self"), "_call"):
            return f"{type(frame.f_locals['self']).__name__}.{name}()"
        frame = frame.f_back
    return "A method"


def _quoted(names: Iterable[str]) -> list[str]:
    return [f"'{name}'" for name in names]


def _join(parts: list[str], final: str) -> str:
    before = ", ".join(parts[:-1])
    space = "" if final.startswith(",") else " "
    return f"{before}{space}{final} {parts[-1]}" if before else parts[-1]
