"""Features: what a package can do without, and the lines that are written only with it.

A feature is a module of the runtime. Lines that are of use only with it stand between two marks in
the templates:

    # with pages
    from .pages import AsyncPaginator
    # end pages

``# without pages`` marks lines for packages that lack it. The marks themselves are never written.
"""

from __future__ import annotations

import re
from collections.abc import Collection

_MARKED = re.compile(
    r"^[ \t]*# (?P<mark>with|without) (?P<name>\w+)\n(?P<lines>.*?)^[ \t]*# end (?P=name)(?:\n|\Z)",
    re.MULTILINE | re.DOTALL,
)
_RUNTIME = re.compile(r"\._runtime\.(\w+)")


def with_features(text: str, present: Collection[str] | None) -> str:
    """``text`` with the lines of the features in ``present`` alone, None for all of them."""
    if "# end " not in text:
        return text

    def chosen(marked: re.Match[str]) -> str:
        there = present is None or marked["name"] in present
        kept = there == (marked["mark"] == "with")
        return with_features(marked["lines"], present) if kept else ""

    return _MARKED.sub(chosen, text)


def features_of(text: str, name: str) -> list[str]:
    """The features with which alone ``text`` defines the class or alias ``name``."""
    defined = re.compile(rf"^(?:class {name}\b|{name}\b.* =)", re.MULTILINE)
    return [m["name"] for m in _MARKED.finditer(text) if defined.search(m["lines"])]


def optional(value: object, feature: str = "", place: str = "", within: str = "") -> str:
    """Mark the lines of ``value`` that name a module of the runtime as lines of that feature.

    With ``feature`` only the lines that name that one; with ``place`` it is the module meant.
    They are also lines of the feature ``within``, where that is given.
    """
    outer = [f"# {word} {within}" for word in ("with", "end") if within]
    marked: list[str] = []
    for line in str(value).split("\n"):
        named = _RUNTIME.search(place or line)
        if named and feature in ("", named[1]):
            marked += [*outer[:1], f"# with {named[1]}", line, f"# end {named[1]}", *outer[1:]]
        else:
            marked.append(line)
    return "\n".join(marked)
