"""Hand corrections: data files, one for each upstream package. See ``data/README.md``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data"


def corrections_for(package: str) -> dict[str, Any]:
    """The corrections for the upstream package ``package``, by table; empty where none are."""
    return rules(package.replace("/", "__").removeprefix("@"))


@cache
def rules(name: str) -> dict[str, Any]:
    """The data file of that name."""
    path = _DATA / f"{name}.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
