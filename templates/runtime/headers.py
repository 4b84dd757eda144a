"""Headers: merged without regard to case, checked before anything is sent."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .omit import Omit

_NAME = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+\Z")
_VALUE = re.compile(r"[\t\x20-\x7e]*\Z")


def merge(*layers: Mapping[str, str | Omit | None]) -> dict[str, str]:
    """The headers of all `layers`, later ones in the place of earlier ones.

    `omit` or None takes a header away. Raises ValueError for a name or a value that RFC 9110,
    section 5, does not allow, or that is not ASCII; the message does not show the value.
    """
    merged: dict[str, tuple[str, str]] = {}
    for layer in layers:
        for name, value in layer.items():
            if value is None or isinstance(value, Omit):
                merged.pop(name.lower(), None)
            else:
                merged[name.lower()] = name, checked(name, value)
    return dict(merged.values())


def checked(name: str, value: object) -> str:
    """`value` as text for header `name`; ValueError where it cannot be one."""
    if not _NAME.match(name):
        raise ValueError(f"Not a header name: {name!r}")
    text = str(value).lower() if isinstance(value, bool) else str(value)
    if not _VALUE.match(text):
        raise ValueError(
            f"The value of the header {name!r} has characters that are not allowed"
        )
    return text
