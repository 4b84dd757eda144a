"""The tables of a pack, read into values."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tsbind.packs.helper import Helper, Own, Variant
from tsbind.packs.pack import Corrections, Pack

_SETS = frozenset({"drop"})
_LISTS = frozenset({"by_position", "constants", "exports", "extra", "needs"})


def read_pack(folder: Path) -> Pack:
    """The pack in ``folder``: ``pack.toml``, and ``helpers.toml`` and ``corrections.toml``."""
    about, helpers = read_table(folder / "pack.toml"), read_table(folder / "helpers.toml")
    table = HelperTable(helpers)
    return Pack(
        name=folder.name,
        folder=folder,
        packages=tuple(about["packages"]),
        helpers=table.helpers(),
        queries={at: table.own(names) for at, names in helpers.get("query", {}).items()},
        sources=tuple(helpers.get("sources", ())),
        names={name: tuple(at.split(".")) for name, at in helpers.get("names", {}).items()},
        corrections=_corrections(read_table(folder / "corrections.toml")),
    )


@dataclass(frozen=True)
class HelperTable:
    """A table of helpers: rows, and what they share."""

    data: Mapping[str, Any]

    def helpers(self) -> tuple[Helper, ...]:
        """The helpers, in the order of the file."""
        return tuple(self.helper(row) for row in self.data.get("helper", ()))

    def helper(self, row: Mapping[str, Any], first: tuple[Own, ...] = ()) -> Helper:
        """The helper of one row; ``first`` are parameters that come before its own."""
        values = {**self.data.get("shared", {}).get(row.get("like"), {}), **row}
        values.pop("like", None)
        return Helper(
            accessors=tuple(values.pop("at")),
            own=(*first, *self.own(values.pop("own", ()))),
            variants=tuple(
                Variant(self.own(variant["own"]), variant["returns"])
                for variant in values.pop("variants", ())
            ),
            **{name: _fixed(name, value) for name, value in values.items()},
        )

    def own(self, names: Iterable[str]) -> tuple[Own, ...]:
        """The parameters that have these names in the table."""
        rows: dict[str, dict[str, Any]] = self.data["own"]
        return tuple(Own(**(dict[str, Any](name=name) | rows[name])) for name in names)


def read_table(path: Path) -> dict[str, Any]:
    """The table in a file; empty where there is no such file."""
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}


def _corrections(rows: Mapping[str, Any]) -> Corrections:
    return Corrections(
        integers=tuple(rows.get("integers", ())),
        floats=tuple(rows.get("floats", ())),
        joined=rows.get("joined", {}),
        held_again=rows.get("held_again", {}),
        names=rows.get("names", {}),
    )


def _fixed(name: str, value: Any) -> Any:
    """A list as what a frozen value holds."""
    if name in _SETS:
        return frozenset(value)
    return tuple(value) if name in _LISTS else value
