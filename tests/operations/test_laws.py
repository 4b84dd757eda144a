"""Whatever stands in a method or in the client, reading ends with an answer or a problem."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from operations.acme import CLIENT, CORE, package_of
from operations.test_requests import CASES
from tsbind.model.codec import from_json, to_json

_TOKEN = re.compile(r"\w+|\s+|.", re.DOTALL)
_METHODS = [_TOKEN.findall(methods) for methods, _ in CASES.values()]
_POOL = sorted({token for tokens in _METHODS for token in tokens})

_EDITS = st.lists(
    st.tuples(
        st.floats(0, 1, exclude_max=True),
        st.integers(0, 6),
        st.lists(st.sampled_from(_POOL), max_size=3),
    ),
    max_size=4,
)
"""Where, how many tokens go, and what comes in their place."""

_SLOW = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def _edited(tokens: list[str], edits: list[tuple[float, int, list[str]]]) -> str:
    tokens = list(tokens)
    for place, count, new in edits:
        start = int(place * len(tokens))
        tokens[start : start + count] = new
    return "".join(tokens)


@_SLOW
@given(tokens=st.sampled_from(_METHODS), edits=_EDITS)
def test_reading_a_damaged_method_ends(
    tokens: list[str], edits: list[tuple[float, int, list[str]]]
) -> None:
    package, _ = package_of(_edited(tokens, edits))
    assert from_json(to_json(package)) == package
    for operation in package.operations:
        assert (operation.kind == "endpoint") == operation.path.startswith("/")
        assert not operation.path.startswith("//")


@_SLOW
@given(text=st.sampled_from([CLIENT, CORE]), edits=_EDITS)
def test_reading_a_damaged_client_ends(
    text: str, edits: list[tuple[float, int, list[str]]]
) -> None:
    name = "client" if text is CLIENT else "core"
    methods = CASES["a list, by another verb"][0]
    package, _ = package_of(methods, **{name: _edited(_TOKEN.findall(text), edits)})
    assert from_json(to_json(package)) == package
