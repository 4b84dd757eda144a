"""The report as JSON; its schema is `tsbind.diff.schema.json_schema`."""

from __future__ import annotations

import json

from tsbind.diff.changes.change import Report
from tsbind.diff.formats.document import document


def json_text(report: Report) -> str:
    """The report as indented JSON in ASCII."""
    return json.dumps(document(report), indent=2, ensure_ascii=True) + "\n"
