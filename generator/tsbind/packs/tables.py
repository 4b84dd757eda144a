"""The tables of a pack, read into values."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tsbind.packs.helper import Helper, OwnParameter, Variant
from tsbind.packs.modules import Module
from tsbind.packs.pack import NO_PACK, ClientExtension, Corrections, Pack, PackOption
from tsbind.problems import TsbindError

_SETS = frozenset({"drop"})


def read_pack(folders: tuple[Path, ...], roots: tuple[Path, ...], shared: Pack = NO_PACK) -> Pack:
    """The pack in ``folders``, each file from the first that has it.

    ``roots`` are the folders of templates it was found among. It has the names and modules of
    ``shared`` beside its own. Raises `TsbindError` for a table that cannot be read.
    """
    try:
        return _read_pack(folders, roots, shared)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        place = f"{folders[0].parent.name}/{folders[0].name}"
        raise TsbindError(f"{place}: {error!r}", "Correct the tables of the pack") from error


def _read_pack(folders: tuple[Path, ...], roots: tuple[Path, ...], shared: Pack) -> Pack:
    about = _read(folders, "pack.toml")
    helpers = _HelperTable(_read(folders, "helpers.toml"))
    return Pack(
        name=folders[0].name,
        folders=folders,
        overrides=roots[0] if len(roots) > 1 else None,
        packages=tuple(about.get("packages", ())),
        clients=about.get("clients", {}),
        extension=_extension(about.get("client", {})),
        official=about.get("official", {}).get("name", ""),
        helpers=helpers.helpers(),
        connect=helpers.connect() or shared.connect,
        queries=helpers.queries(),
        sources=tuple(helpers.data.get("sources", ())),
        names={**shared.names, **helpers.names()},
        modules={**shared.modules, **helpers.modules()},
        corrections=Corrections(**_fixed(_read(folders, "corrections.toml"))),
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

    def queries(self) -> dict[str, tuple[OwnParameter, ...]]:
        """The query parameters of connections, by accessor of the resource."""
        return {at: self._own(names) for at, names in self.data.get("query", {}).items()}

    def names(self) -> dict[str, tuple[str, ...]]:
        """The module of each name, in parts."""
        return {name: tuple(at.split(".")) for name, at in self.data.get("names", {}).items()}

    def modules(self) -> dict[str, Module]:
        """The modules that the table describes, by dotted name."""
        return {name: Module(**_fixed(row)) for name, row in self.data.get("modules", {}).items()}

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
            **_fixed(values),
        )

    def _own(self, names: Iterable[str]) -> tuple[OwnParameter, ...]:
        rows: dict[str, dict[str, Any]] = self.data["own"]
        return tuple(OwnParameter(**(dict[str, Any](name=name) | rows[name])) for name in names)


def _read(folders: tuple[Path, ...], name: str) -> dict[str, Any]:
    for folder in folders:
        if (folder / name).is_file():
            return tomllib.loads((folder / name).read_text("utf-8"))
    return {}


def _extension(row: Mapping[str, Any]) -> ClientExtension:
    values = _fixed(row)
    values["options"] = tuple(PackOption(**option) for option in row.get("options", ()))
    return ClientExtension(**values)


def _fixed(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with its lists as what a frozen value holds."""
    return {
        name: (frozenset if name in _SETS else tuple)(value) if value.__class__ is list else value
        for name, value in row.items()
    }
