"""Classes told by shape, some of whose literals the value does not have."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.emitted import emitted, imported

MESSAGES = """
export type Item = Asked | Said | Note;
export type Rank = 'low' | 'high';
export interface Asked {
  type: 'message'; role: 'user' | 'system' | null; text: string; rank?: Rank;
}
export interface Said { type: 'message'; role: 'assistant'; text: string; rank?: string }
export interface Note { type: 'message'; text: string }
export interface Page { item: Item }
"""
MESSAGE = {"type": "message", "text": "t"}


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ({"role": "user"}, "Asked"),
        ({"role": "assistant"}, "Said"),
        ({"role": "assistant", "rank": "high"}, "Said"),
        ({"role": None}, "Asked"),
        ({"role": "new", "rank": "low"}, "Asked"),
        ({"role": "new", "rank": "new"}, "Asked"),
        ({"role": "assistant", "rank": "new"}, "Said"),
        ({}, "Note"),
    ],
)
def test_a_new_literal_speaks_against_a_class(
    data: dict[str, str], name: str, tmp_path: Path
) -> None:
    sent = {**MESSAGE, **data}
    with imported(emitted(MESSAGES), tmp_path, "messages") as package:
        page = package.Page.from_dict({"item": sent})
        assert type(page.item).__name__ == name
        assert page.to_dict() == {"item": sent}
