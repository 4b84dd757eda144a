"""Modules that import what they export only when somebody asks for it (PEP 562)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def exports(
    module: str, places: Mapping[str, str]
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """``__getattr__`` and ``__dir__`` for ``module``.

    ``places`` maps an exported name to the relative module that defines it, or to
    ``module:name`` where it has another name there, or to ``module:*`` for the module itself.
    """
    package = module if _is_package(module) else module.rpartition(".")[0]

    def __getattr__(name: str) -> Any:
        place = places.get(name)
        if place is None:
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        path, _, original = place.partition(":")
        value = import_module(path, package)
        if original != "*":
            value = getattr(value, original or name)
        setattr(sys.modules[module], name, value)
        return value

    def __dir__() -> list[str]:
        return sorted({*vars(sys.modules[module]), *places})

    return __getattr__, __dir__


def _is_package(module: str) -> bool:
    return hasattr(sys.modules[module], "__path__")
