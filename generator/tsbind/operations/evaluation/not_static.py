"""The signal that an operation cannot be read; it never leaves this room."""

from __future__ import annotations


class NotStaticError(Exception):
    """Part of a request is not statically known; the message names the part.

    Turned into a `Problem` at the place of the method, which is then left out.
    """
