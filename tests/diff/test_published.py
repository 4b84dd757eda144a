"""What the docs publish of this room is what the code says."""

from __future__ import annotations

import json
from pathlib import Path

from tsbind.diff.changes.kinds import all_kinds, markdown_table
from tsbind.diff.schema import json_schema

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_published_schema_is_the_schema() -> None:
    """Renew it with ``tsbind diff --schema > docs/schemas/diff.json``."""
    assert json.loads((DOCS / "schemas" / "diff.json").read_text("utf-8")) == json_schema()


def test_the_docs_show_the_table_of_kinds() -> None:
    text = (DOCS / "diff.md").read_text("utf-8")
    assert text.partition("## Kinds of change")[2].partition("|")[2] == markdown_table()[1:]
    assert all(f"`{name}`" in text for name in all_kinds())
