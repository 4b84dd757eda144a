"""How IPython shows a model: over several lines where one is too short."""

from __future__ import annotations

from typing import Any


def pretty(model: Any, printer: Any, cycle: bool) -> None:
    """Print `model` with the printer of IPython."""
    from .model import shown_name

    opening = f"{shown_name(model.__class__)}("
    if cycle:
        printer.text(f"{opening}...)")
        return
    with printer.group(len(opening), opening, ")"):
        for index, (name, value) in enumerate(model.__rich_repr__()):
            if index:
                printer.text(",")
                printer.breakable()
            printer.text(f"{name}=")
            printer.pretty(value)
