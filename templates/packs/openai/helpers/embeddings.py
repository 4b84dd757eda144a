"""Embeddings: sent as base64, which is shorter than JSON numbers and exact."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import base64
import binascii
import struct
from collections.abc import Mapping
from typing import Any

from .._runtime.omit import Omit
from .raw import dict_at, list_at, raw_of, then
from .steps import Steps, run_on

_EXTRA = ("extra_headers", "extra_query", "extra_body", "timeout")


def create(embeddings: Any, given: Mapping[str, Any], endpoint: Any) -> Any:
    """Embeddings as floats, asked for as base64 unless the caller says a format."""
    return run_on(embeddings, _create(embeddings, given, endpoint))


def _create(embeddings: Any, given: Mapping[str, Any], endpoint: Any) -> Steps[Any]:
    values = {k: v for k, v in given.items() if k not in (*_EXTRA, "params")}
    params = given.get("params")
    extra = tuple(given[name] for name in _EXTRA)
    said = [values.get("encoding_format"), raw_of(params).get("encoding_format")]
    said.append(dict_at({"body": given["extra_body"]}, "body").get("encoding_format"))
    own = all(value is None or isinstance(value, Omit) for value in said)
    if own:
        values["encoding_format"] = "base64"
    response = yield embeddings._call(endpoint, {}, values, params, extra)
    if not own:
        return response
    is_raw = embeddings._mode != "parsed"
    return then(response, _with_floats) if is_raw else _with_floats(response)


def _with_floats(made: Any) -> Any:
    made._data = _decoded(made._data)
    return made


def _decoded(data: dict[str, Any]) -> dict[str, Any]:
    rows: list[Any] = []
    for row in list_at(data, "data"):
        text = row.get("embedding") if row.__class__ is dict else None
        rows.append(
            {**row, "embedding": floats(text)} if isinstance(text, str) else row
        )
    return {**data, "data": rows} if rows else data


def floats(text: str) -> list[float]:
    """The numbers of an embedding: base64 of 32-bit floats, the lowest byte first.

    Raises ValueError for anything else.
    """
    try:
        packed = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError(f"The embedding is not base64: {error}") from None
    if len(packed) % 4:
        raise ValueError("The embedding does not hold 32-bit floats")
    return list(struct.unpack(f"<{len(packed) // 4}f", packed))
