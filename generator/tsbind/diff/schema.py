"""The published JSON Schema of what ``tsbind diff --format json`` prints."""

from __future__ import annotations

from typing import Any

from tsbind.diff.changes.kinds import SIDES, all_kinds
from tsbind.diff.changes.severity import Severity
from tsbind.diff.formats.document import VERSION
from tsbind.diff.witness.program import CHECK, MODEL, RUN

_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_COUNT = {"type": "integer", "minimum": 0}
_SEVERITY = {"enum": [severity.value for severity in Severity]}
_REPORTED = {"enum": [s.value for s in Severity if s is not Severity.NONE]}


def _object(properties: dict[str, Any], description: str = "") -> dict[str, Any]:
    """An object with exactly these properties, all of them present."""
    schema: dict[str, Any] = {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    return {"description": description, **schema} if description else schema


def _spelling() -> dict[str, Any]:
    place = {"anyOf": [{"type": "integer", "minimum": 1}, {"type": "null"}]}
    known = _object(
        {
            "typescript": _TEXT,
            "python": _TEXT,
            "file": {"anyOf": [_TEXT, {"type": "null"}]},
            "line": place,
            "column": place,
        }
    )
    return {"anyOf": [known, {"type": "null"}]}


def _change() -> dict[str, Any]:
    return _object(
        {
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{12}$"},
            "kind": {"enum": list(all_kinds())},
            "variant": _TEXT,
            "place": _TEXT,
            "member": _TEXT,
            "content": _TEXT,
            "verdicts": _object(
                dict.fromkeys(("wire", "params", "responses", "source"), _SEVERITY)
            ),
            "directions": {"type": "array", "items": {"enum": ["params", "responses"]}},
            "assumed": {"type": "boolean"},
            "methods": _TEXTS,
            "old": {"$ref": "#/$defs/Spelling"},
            "new": {"$ref": "#/$defs/Spelling"},
            "hint": _TEXT,
            "note": _TEXT,
            "undeprecated": {"type": "boolean"},
            "witness": {"enum": [True, False, None]},
            "proofs": {"type": "array", "items": {"$ref": "#/$defs/Proof"}},
        },
        "One difference at one place.",
    )


def _proof() -> dict[str, Any]:
    return _object(
        {
            "side": {"enum": list(SIDES)},
            "how": {"enum": [CHECK, RUN, MODEL]},
            "old": _TEXT,
            "new": _TEXT,
            "shown": {"type": "boolean"},
            "why": _TEXT,
        },
        "What shows a break (with --witness): a program in the words of each release.",
    )


def _group() -> dict[str, Any]:
    return _object(
        {
            "kind": {"enum": list(all_kinds())},
            "title": _TEXT,
            "severity": _REPORTED,
            "remedy": _TEXT,
            "methods": _TEXTS,
            "changes": {"type": "array", "items": {"$ref": "#/$defs/Change"}, "minItems": 1},
        },
        "The same edit at one or more places: one line of the report.",
    )


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a report."""
    source = _object({"name": _TEXT, "version": _TEXT, "integrity": _TEXT})
    report = _object(
        {
            "schema_version": {"const": VERSION},
            "old": source,
            "new": source,
            "changed": {"type": "boolean"},
            "severity": _SEVERITY,
            "counts": _object(dict.fromkeys(_REPORTED["enum"], _COUNT), "Lines of each severity."),
            "groups": {"type": "array", "items": {"$ref": "#/$defs/Group"}},
            "ignored": _TEXTS,
            "unread": _TEXTS,
            "notes": _TEXTS,
        }
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "tsbind diff report",
        **report,
        "$defs": {
            "Change": _change(),
            "Group": _group(),
            "Proof": _proof(),
            "Spelling": _spelling(),
        },
    }
