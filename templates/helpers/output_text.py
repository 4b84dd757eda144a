"""The text of a response: that of all its messages, joined."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .raw import list_at, text_at


def output_text(data: Mapping[str, Any]) -> str:
    """The text that the output of a response (its JSON) holds; empty where there is none."""
    texts: list[str] = []
    for item in list_at(data, "output"):
        if item.__class__ is dict and item.get("type") == "message":
            for part in list_at(item, "content"):
                if part.__class__ is dict and part.get("type") == "output_text":
                    texts.append(text_at(part, "text"))
    return "".join(texts)
