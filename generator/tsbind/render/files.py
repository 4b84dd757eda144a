"""A rendered file: its text, and what is known of it beside the text."""

from __future__ import annotations

from tsbind.values import value_class


@value_class(frozen=True, slots=True)
class RenderedFile:
    """The text of one file of a generated package, before it is formatted."""

    text: str
    template: str
    """The template it comes from, for messages."""
