"""Values of either client as plain data that can be compared: models become portraits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_RESERVED = re.compile(r"(api_|run_)?(model_.*?|schema)_?")
LEAVES = (str, int, float, bool, bytes, type(None))


@dataclass(frozen=True)
class Portrait:
    """A model: the name of its class, its attributes, and what it dumps (the outermost only)."""

    kind: str
    fields: dict[str, Any]


def portray(value: Any) -> Any:
    """``value`` after every attribute of it, down to the leaves, was read by its name."""
    if isinstance(value, LEAVES):
        return value
    if isinstance(value, (list, tuple)):
        return [portray(item) for item in value]
    if hasattr(type(value), "model_fields"):
        known = type(value).model_fields
        wire = {getattr(one, "alias", None) for one in known.values()}
        names = [*known, *(name for name in value.model_extra or {} if name not in wire)]
        shown = {_python(name): portray(getattr(value, name)) for name in names}
        return Portrait(type(value).__name__.partition("[")[0], shown)
    if isinstance(value, Mapping):
        return {key: portray(item) for key, item in value.items()}
    return f"<{type(value).__name__}>"


def dumped(value: Any) -> dict[str, Any]:
    """What a value gives as plain data, by each method that a model has for that."""
    if not hasattr(type(value), "model_fields"):
        return {}
    return {
        "to_dict": value.to_dict(),
        "model_dump": _renamed(value.model_dump(exclude_unset=True)),
        "model_dump by alias": value.model_dump(mode="json", by_alias=True, exclude_none=True),
        "model_fields_set": sorted(map(_python, value.model_fields_set)),
    }


def _python(name: str) -> str:
    """The name of a field without what pydantic needs, which reserves some names."""
    found = _RESERVED.fullmatch(name)
    return found[2] if found else name


def _renamed(value: Any) -> Any:
    if isinstance(value, list):
        return [_renamed(item) for item in value]
    if isinstance(value, dict):
        return {_python(name): _renamed(item) for name, item in value.items()}
    return value
