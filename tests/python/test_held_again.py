"""Resources that the official Python client has in a second place."""

from __future__ import annotations

import pytest

from tsbind.model.operations import SubResource
from tsbind.python.client.resource_classes import hold_again

ACCESSORS = {"a#Beta": "beta", "b#Chat": "chat", "c#Live": "live"}


@pytest.mark.parametrize(
    ("places", "held"),
    [
        ({"beta.chat": "chat"}, [("live", "c#Live"), ("chat", "b#Chat")]),
        ({"beta.chat": "talk", "alpha.chat": "chat"}, [("live", "c#Live")]),
        ({"beta.live": "chat"}, [("live", "c#Live")]),
        ({}, [("live", "c#Live")]),
    ],
)
def test_a_second_place_is_data(places: dict[str, str], held: list[tuple[str, str]]) -> None:
    found = {"a#Beta": [SubResource("a#Beta", "live", "c#Live")]}
    hold_again(places, ACCESSORS, found)
    assert [(child.name, child.target) for child in found["a#Beta"]] == held
