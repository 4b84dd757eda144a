"""Names of types that TypeScript's standard library, the DOM and Node declare.

`data/global_types.txt` lists them (TypeScript 6.0.3, ``lib.*.d.ts``, with Node's globals), one a
line; `scripts/list_global_types.py` makes it.
"""

from __future__ import annotations

from importlib.resources import files

GLOBAL_TYPES: frozenset[str] = frozenset(
    files("tsbind.resolve").joinpath("data/global_types.txt").read_text("utf-8").split()
)
