"""Names that a module has of others without importing them before.

Programs for other clients import a type from any module that mentions it.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from importlib.util import resolve_name
from typing import Any

from .lazy_exports import exported_by
from .property_types import property_type


def referred(module: str, name: str, *, with_theirs: bool = False) -> Any:
    """What ``module`` has under a name that it does not define; raises AttributeError.

    A name that it refers to (``XParam`` is ``X``), with ``with_theirs`` what the module of such
    a name defines beside it, what the folder exports, or the type of a property.
    """
    if name[:1] != "_":
        names = vars(sys.modules[module])
        places: Mapping[str, str] = names.get("_places", {})
        package: str = names["__package__"]
        for local in (name, name.removesuffix("Param")):
            if local in places:
                path, _, original = places[local].partition(":")
                return getattr(import_module(path, package), original or local)
        paths = sorted({place.partition(":")[0] for place in places.values()})
        theirs = [resolve_name(path, package) for path in paths] if with_theirs else []
        for home in map(import_module, theirs):
            if name in vars(home).get("_aliases", ()):
                return getattr(home, name)
            if getattr(vars(home).get(name), "__module__", "") == home.__name__:
                return vars(home)[name]
        if name in exported_by(package):
            return getattr(import_module(package), name)
        found = (property_type(home, name) for home in (module, *theirs))
        value = next((one for one in found if one is not None), None)
        if value is not None:
            return value
    raise AttributeError(f"module {module!r} has no attribute {name!r}")
