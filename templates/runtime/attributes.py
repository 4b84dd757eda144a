"""What a model has beyond the fields of its class."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Attributes:
    """Holds what a program sets on a model; its place among the bases can be taken by another."""

    __slots__ = ("__dict__", "__weakref__")


attributes: Callable[[Any], dict[str, Any]] = vars(Attributes)["__dict__"].__get__
"""What a program set on a model, by name; it is written with the fields."""
