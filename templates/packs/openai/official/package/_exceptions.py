"""The errors, under the official client's module of them."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def __getattr__(name: str) -> Any:
    if name[:1] == "_":
        raise AttributeError(name)
    return getattr(import_module(".", __package__), name)
