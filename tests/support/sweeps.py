"""Tables of which a few rows are tried by default, and all with the marker ``exhaustive``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pytest

EXHAUSTIVE = pytest.mark.exhaustive


def wants_sweeps(expression: str | None, arguments: Sequence[str]) -> bool:
    """Whether a run asks for sweeps: its ``-m`` speaks of them, or it names each test.

    This is no ``-m "not exhaustive"`` in ``addopts``, as a ``-m`` of the user's replaces that.
    """
    named = bool(arguments) and all("::" in argument for argument in arguments)
    return named or "exhaustive" in (expression or "")


def by_default(rows: Iterable[Any], *default: Any) -> list[Any]:
    """``rows`` for ``parametrize``: those not in ``default`` belong to the exhaustive run."""
    rows = list(rows)
    missing = [row for row in default if row not in rows]
    assert not missing, f"no such row: {missing}"
    return [_parameters(row, () if row in default else EXHAUSTIVE) for row in rows]


def _parameters(row: Any, marks: Any) -> Any:
    return pytest.param(*(row if isinstance(row, tuple) else (row,)), marks=marks)
