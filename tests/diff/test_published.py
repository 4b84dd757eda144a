"""What the docs publish of this room is what the code says."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

from tsbind.diff.changes.kinds import all_kinds
from tsbind.diff.schema import json_schema

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


def test_the_published_schema_is_the_schema() -> None:
    """Renew it with ``tsbind diff --schema > docs/schemas/diff.json``."""
    assert json.loads((DOCS / "schemas" / "diff.json").read_text("utf-8")) == json_schema()


def test_the_docs_show_the_table_of_kinds() -> None:
    text = (DOCS / "diff.md").read_text("utf-8")
    table = runpy.run_path(str(ROOT / "scripts" / "diff_docs.py"))["meanings_table"]()
    assert text.partition("## Kinds of change")[2].partition("|")[2] == table[1:]
    assert all(f"`{name}`" in text for name in all_kinds())
