"""The tables of a pack, read into values."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tsbind.packs.helper import Helper, Own, Variant
from tsbind.packs.modules import Module
from tsbind.packs.pack import NO_PACK, Corrections, Pack

_SETS = frozenset({"drop"})
_LISTS = frozenset({"by_position", "calls", "constants", "exports", "extra", "needs"})


def read_pack(folder: Path, shared: Pack = NO_PACK) -> Pack:
    """The pack in ``folder``: ``pack.toml``, and ``helpers.toml`` and ``corrections.toml``.

    It has the names and modules of ``shared`` beside its own.
    """
    about, helpers = _read(folder / "pack.toml"), _HelperTable(_read(folder / "helpers.toml"))
    return Pack(
        name=folder.name,
        folder=folder,
        packages=tuple(about.get("packages", ())),
        clients=about.get("clients", {}),
        helpers=helpers.helpers(),
        connect=helpers.connect() or shared.connect,
        queries=helpers.queries(),
        sources=tuple(helpers.data.get("sources", ())),
        names={**shared.names, **helpers.names()},
        modules={**shared.modules, **helpers.modules()},
        corrections=_corrections(_read(folder / "corrections.toml")),
    )


class _HelperTable:
    """A table of helpers: rows, and what they share."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data

    def helpers(self) -> tuple[Helper, ...]:
        """The helpers, in the order of the file."""
        return tuple(self._helper(row) for row in self.data.get("helper", ()))

    def connect(self) -> Helper | None:
        """What all connections are opened with."""
        row = self.data.get("connect")
        return self._helper({"at": [], "function": "", **row}) if row else None

    def queries(self) -> dict[str, tuple[Own, ...]]:
        """The query parameters of connections, by accessor of the resource."""
        return {at: self._own(names) for at, names in self.data.get("query", {}).items()}

    def names(self) -> dict[str, tuple[str, ...]]:
        """The module of each name, in parts."""
        return {name: tuple(at.split(".")) for name, at in self.data.get("names", {}).items()}

    def modules(self) -> dict[str, Module]:
        """The modules that the table describes, by dotted name."""
        return {
            name: Module(**{key: tuple(values) for key, values in row.items()})
            for name, row in self.data.get("modules", {}).items()
        }

    def _helper(self, row: Mapping[str, Any]) -> Helper:
        values = {**self.data.get("shared", {}).get(row.get("like"), {}), **row}
        values.pop("like", None)
        return Helper(
            accessors=tuple(values.pop("at")),
            own=self._own(values.pop("own", ())),
            variants=tuple(
                Variant(self._own(variant["own"]), variant["returns"])
                for variant in values.pop("variants", ())
            ),
            **{name: _fixed(name, value) for name, value in values.items()},
        )

    def _own(self, names: Iterable[str]) -> tuple[Own, ...]:
        rows: dict[str, dict[str, Any]] = self.data["own"]
        return tuple(Own(**(dict[str, Any](name=name) | rows[name])) for name in names)


def _read(path: Path) -> dict[str, Any]:
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
