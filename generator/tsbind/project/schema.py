"""The JSON Schema of the configuration, for editors, made from the `Target` dataclass."""

from __future__ import annotations

import dataclasses
from typing import Any

from tsbind.diff.changes.severity import Severity
from tsbind.diff.reading.directions import DIRECTIONS
from tsbind.project.config import DIFF
from tsbind.project.target import Target, keys

_TYPES: dict[str, dict[str, Any]] = {
    "str": {"type": "string", "minLength": 1},
    "bool": {"type": "boolean"},
    "tuple[str, ...]": {"type": "array", "items": {"type": "string", "minLength": 1}},
}


def config_schema() -> dict[str, Any]:
    """JSON Schema (draft 7, which editors know) of ``tsbind.toml`` and of ``[tool.tsbind]``."""
    target = _target_schema()
    target["properties"][DIFF] = {"$ref": "#/definitions/diff"}
    many = {
        "type": "object",
        "description": "The targets, by any name you like.",
        "minProperties": 1,
        "additionalProperties": {"$ref": "#/definitions/target"},
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "tsbind configuration",
        "description": "One target, written at the top, or several under [targets.NAME].",
        "definitions": {"target": target, "diff": _policy_schema()},
        "oneOf": [
            {"$ref": "#/definitions/target"},
            {
                "type": "object",
                "properties": {"targets": many, DIFF: {"$ref": "#/definitions/diff"}},
                "required": ["targets"],
                "additionalProperties": False,
            },
        ],
    }


def _policy_schema() -> dict[str, Any]:
    severities = [severity.value for severity in Severity]
    rules = {
        "severity": ("How severe a kind of change, or kind.variant, is.", severities),
        "direction": ("Who a type is for that no method reaches.", list(DIRECTIONS)),
    }
    return {
        "type": "object",
        "description": "How changes between releases are weighed.",
        "properties": {
            name: {
                "type": "object",
                "description": about,
                "additionalProperties": {"enum": words},
            }
            for name, (about, words) in rules.items()
        },
        "additionalProperties": False,
    }


def _target_schema() -> dict[str, Any]:
    fields = keys()
    return {
        "type": "object",
        "description": (Target.__doc__ or "").strip(),
        "properties": {
            key: {**_TYPES[str(field.type)], "description": field.metadata["doc"]}
            for key, field in fields.items()
        },
        "required": [k for k, f in fields.items() if f.default is dataclasses.MISSING],
        "additionalProperties": False,
    }
