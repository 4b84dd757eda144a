"""Events as the bytes of a stream."""

from __future__ import annotations

import json
from typing import Any

JSON = dict[str, Any]


def sse(events: list[JSON], *, named: bool = False) -> list[bytes]:
    """Events as the bytes of a stream; with ``named``, `{event, data}` each."""
    blocks: list[bytes] = []
    for event in events:
        if named:
            name, data = event["event"], event["data"]
            text = f"event: {name}\ndata: {json.dumps(data)}\n\n"
        else:
            text = f"data: {json.dumps(event)}\n\n"
        blocks.append(text.encode())
    done = b"event: done\ndata: [DONE]\n\n" if named else b"data: [DONE]\n\n"
    return [*blocks, done]
