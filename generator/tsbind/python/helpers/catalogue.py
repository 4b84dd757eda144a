"""All helpers there is a template for, as ``catalogue.toml`` says."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tsbind.python.helpers.entry import Helper, Own, Variant

_FILE = Path(__file__).with_name("catalogue.toml")
_SETS = frozenset({"drop"})
_LISTS = frozenset({"by_position", "constants", "exports", "extra", "needs"})


@cache
def catalogue() -> tuple[Helper, ...]:
    """The helpers of upstream's resources, in the order of the file."""
    return tuple(_helper(row) for row in _data()["helper"])


@cache
def connection(accessor: str) -> Helper:
    """What every ``connect`` has, with the query parameters of the resource at ``accessor``."""
    shared = _data()["shared"]["connect"]
    own = [*_data()["query"].get(accessor, ()), *shared["own"]]
    return _helper({**shared, "own": own, "at": [f"{accessor}.connect"], "function": ""})


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text("utf-8"))


def _helper(row: Mapping[str, Any]) -> Helper:
    values = {**_data()["shared"].get(row.get("like"), {}), **row}
    values.pop("like", None)
    return Helper(
        accessors=tuple(values.pop("at")),
        own=_own(values.pop("own", ())),
        variants=tuple(
            Variant(_own(variant["own"]), variant["returns"])
            for variant in values.pop("variants", ())
        ),
        **{name: _fixed(name, value) for name, value in values.items()},
    )


def _own(names: Iterable[str]) -> tuple[Own, ...]:
    rows: dict[str, dict[str, Any]] = _data()["own"]
    return tuple(Own(**(dict[str, Any](name=name) | rows[name])) for name in names)


def _fixed(name: str, value: Any) -> Any:
    """A list as what a frozen value holds."""
    if name in _SETS:
        return frozenset(value)
    return tuple(value) if name in _LISTS else value
