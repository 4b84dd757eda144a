"""What opens a WebSocket connection: `connect`, the same for all but for its query parameters."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tsbind.packs import Pack
from tsbind.packs.helper import Helper
from tsbind.packs.tables import HelperTable, read_table


def connect_helper(accessor: str, pack: Pack) -> Helper:
    """The helper that opens the connection of the resource at ``accessor``."""
    table = _table()
    row = {**table.data["connect"], "at": [f"{accessor}.connect"], "function": ""}
    return table.helper(row, pack.queries.get(accessor, ()))


@cache
def _table() -> HelperTable:
    return HelperTable(read_table(Path(__file__).with_name("connect.toml")))
