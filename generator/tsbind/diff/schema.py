"""The published JSON Schema of what ``tsbind diff --format json`` prints."""

from __future__ import annotations

from typing import Any

from tsbind.diff.changes.kinds import SIDES, all_kinds
from tsbind.diff.changes.severity import Severity
from tsbind.diff.formats.document import VERSION
from tsbind.diff.witness.program import CHECK, MODEL, RUN

_Schema = dict[str, Any]
_TEXT: _Schema = {"type": "string"}
_FLAG: _Schema = {"type": "boolean"}
_NULL: _Schema = {"type": "null"}
_SEVERITY: _Schema = {"enum": [severity.value for severity in Severity]}
_REPORTED: _Schema = {"enum": [s.value for s in Severity if s is not Severity.NONE]}


def _object(properties: _Schema, description: str = "") -> _Schema:
    """An object with exactly these properties, all of them present."""
    schema: _Schema = {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    return {"description": description, **schema} if description else schema


def _list(items: _Schema, **more: Any) -> _Schema:
    return {"type": "array", "items": items, **more}


def _defined(name: str) -> _Schema:
    return {"$ref": f"#/$defs/{name}"}


def _spelling() -> _Schema:
    place = {"anyOf": [{"type": "integer", "minimum": 1}, _NULL]}
    file = {"anyOf": [_TEXT, _NULL]}
    texts = dict.fromkeys(("typescript", "python"), _TEXT)
    return {"anyOf": [_object({**texts, "file": file, "line": place, "column": place}), _NULL]}


def _change() -> _Schema:
    properties: _Schema = {
        "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{12}$"},
        "kind": {"enum": list(all_kinds())},
        **dict.fromkeys(("variant", "place", "member", "content"), _TEXT),
        "verdicts": _object(dict.fromkeys(("wire", *SIDES), _SEVERITY)),
        "directions": _list({"enum": ["params", "responses"]}),
        "assumed": _FLAG,
        "methods": _list(_TEXT),
        **dict.fromkeys(("old", "new"), _defined("Spelling")),
        **dict.fromkeys(("hint", "note"), _TEXT),
        "undeprecated": _FLAG,
        "witness": {"enum": [True, False, None]},
        "proofs": _list(_defined("Proof")),
    }
    return _object(properties, "One difference at one place.")


def _proof() -> _Schema:
    how = {"enum": [CHECK, RUN, MODEL]}
    texts = {"old": _TEXT, "new": _TEXT, "shown": _FLAG, "why": _TEXT}
    return _object(
        {"side": {"enum": list(SIDES)}, "how": how, **texts},
        "What shows a break (with --witness): a program in the words of each release.",
    )


def _group() -> _Schema:
    properties: _Schema = {
        "kind": {"enum": list(all_kinds())},
        "title": _TEXT,
        "severity": _REPORTED,
        "remedy": _TEXT,
        "methods": _list(_TEXT),
        "changes": _list(_defined("Change"), minItems=1),
    }
    return _object(properties, "The same edit at one or more places: one line of the report.")


def json_schema() -> _Schema:
    """JSON Schema (2020-12) of a report."""
    source = _object(dict.fromkeys(("name", "version", "integrity"), _TEXT))
    count = {"type": "integer", "minimum": 0}
    properties: _Schema = {
        "schema_version": {"const": VERSION},
        "old": source,
        "new": source,
        "changed": _FLAG,
        "severity": _SEVERITY,
        "counts": _object(dict.fromkeys(_REPORTED["enum"], count), "Lines of each severity."),
        "groups": _list(_defined("Group")),
        **dict.fromkeys(("ignored", "unread", "notes"), _list(_TEXT)),
    }
    made = {"Change": _change(), "Group": _group(), "Proof": _proof(), "Spelling": _spelling()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "tsbind diff report",
        **_object(properties),
        "$defs": made,
    }
