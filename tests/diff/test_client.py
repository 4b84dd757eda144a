"""What changed for those who make a client."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tsbind.diff import compare
from tsbind.diff.changes.severity import Severity
from tsbind.model.declarations import Package
from tsbind.model.operations import ClientOption, Credential
from tsbind.model.types import Primitive

from .builders import responses

STRING = Primitive("string")
BASE = responses("export interface Thing { id: string }")
BEARER = Credential("auth", "apiKey", "Authorization", "Bearer ")
TOKEN = Credential("auth", "token", "Authorization", "Token ")


def _with(**values: Any) -> Package:
    assert BASE.client is not None
    return replace(BASE, client=replace(BASE.client, **values))


def _option(name: str, **values: Any) -> dict[str, Any]:
    return {"options": (ClientOption(name, STRING, environment="DEMO_VALUE", **values),)}


B, W, I, N = Severity.BREAKING, Severity.WARNING, Severity.INFO, Severity.NONE  # noqa: E741
CASES: list[tuple[dict[str, Any], dict[str, Any], list[tuple[str, Severity, Severity]]]] = [
    ({"options": ()}, _option("key"), [("optional_argument_added", I, I)]),
    ({"options": ()}, _option("key", required=True), [("signature_changed", B, B)]),
    (_option("key"), _option("key", required=True), [("signature_changed", B, B)]),
    (_option("key", required=True), _option("key"), []),
    (_option("key"), {"options": ()}, [("signature_changed", B, B)]),
    (_option("httpAgent"), {"options": ()}, [("signature_changed", I, I)]),
    ({"options": ()}, _option("fetchOptions"), []),
    ({"base_url": "https://a"}, {"base_url": "https://b"}, [("endpoint_path_changed", B, N)]),
    ({"headers": ()}, {"headers": (("X-Beta", "1"),)}, [("request_header_changed", W, N)]),
    ({"credentials": (BEARER,)}, {"credentials": (TOKEN,)}, [("request_header_changed", W, N)]),
    ({"credentials": (BEARER,)}, {"credentials": (BEARER, TOKEN)}, []),
    ({"errors": (("Gone", 410),)}, {"errors": ()}, [("type_removed", N, B)]),
    ({"errors": ()}, {"errors": (("Gone", 410),)}, [("type_added", N, I)]),
]


@pytest.mark.parametrize(("old", "new", "expected"), CASES)
def test_clients(
    old: dict[str, Any], new: dict[str, Any], expected: list[tuple[str, Severity, Severity]]
) -> None:
    changes = compare(_with(**old), _with(**new)).changes
    assert [(c.kind, c.params, c.source) for c in changes] == expected
    assert all(c.place == "client" for c in changes)
