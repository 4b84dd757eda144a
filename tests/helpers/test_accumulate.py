"""Merging deltas: laws, and indexes nobody should trust."""

from __future__ import annotations

import tracemalloc
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.scripts import CHAT, RESPONSE_EVENTS, call, chunk

pytestmark = [
    pytest.mark.registry,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
FEW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def lib(api: ModuleType, name: str) -> Any:
    return import_module(f"{api.__name__}.lib.{name}")


@FEW
@given(data=st.data())
def test_text_in_any_pieces_is_the_same_completion(newest: ModuleType, data: Any) -> None:
    """Any split of contents and arguments, tool calls interleaved in any order."""
    texts = data.draw(st.lists(st.text(min_size=1), min_size=1, max_size=4), label="arguments")
    pieces: list[list[dict[str, Any]]] = []
    for index, text in enumerate(texts):
        cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=4)))
        parts = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
        first = call(index, f"call_{index}", "f", parts[0])
        pieces.append([first, *(call(index, text=part) for part in parts[1:])])
    order = data.draw(st.permutations([i for i, p in enumerate(pieces) for _ in p]))
    queues = [iter(p) for p in pieces]
    state = lib(newest, "streaming.chat").ChatCompletionStreamState()
    kind = import_module(f"{newest.__name__}.types.chat").ChatCompletionChunk
    state.handle_chunk(kind.from_dict(chunk({"role": "assistant", "content": None})))
    done: dict[int, str] = {}
    for index in order:
        event = chunk({"tool_calls": [next(queues[index])]})
        for made in state.handle_chunk(kind.from_dict(event)):
            if made.type.endswith("arguments.done"):
                done[made.index] = made.arguments
    for made in state.handle_chunk(kind.from_dict(chunk({}, finish_reason="tool_calls"))):
        if made.type.endswith("arguments.done"):
            done[made.index] = made.arguments
    calls = state.get_final_completion().choices[0].message.tool_calls
    assert [c.to_dict() for c in calls] == [
        {"id": f"call_{i}", "type": "function", "function": {"name": "f", "arguments": text}}
        for i, text in enumerate(texts)
    ]
    assert done == dict(enumerate(texts))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
INDEXES = st.one_of(
    st.integers(), st.just(10**9), st.just(-1), st.booleans(), st.text(max_size=3), st.none()
)


@FEW
@given(data=st.data())
def test_any_chunk_is_taken(newest: ModuleType, data: Any) -> None:
    state = lib(newest, "streaming.chat").ChatCompletionStreamState()
    kind = import_module(f"{newest.__name__}.types.chat").ChatCompletionChunk
    for _ in range(data.draw(st.integers(1, 4))):
        delta = data.draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "content": JSON,
                    "refusal": JSON,
                    "role": JSON,
                    "tool_calls": st.lists(
                        st.fixed_dictionaries({"index": INDEXES, "function": JSON}) | JSON,
                        max_size=3,
                    )
                    | JSON,
                },
            )
            | JSON
        )
        event = {"choices": [{"index": data.draw(INDEXES), "delta": delta}], "usage": None}
        state.handle_chunk(kind.from_dict(event))
    state.get_final_completion().to_dict()


@pytest.mark.parametrize("index", [10**9, 2**70])
def test_a_huge_index_costs_nothing(newest: ModuleType, index: int) -> None:
    accumulate = lib(newest, "accumulate")
    tracemalloc.start()
    try:
        merged = accumulate.merge({}, {"list": [{"index": index, "a": "x"}]})
        merged = accumulate.merge(merged, {"list": [{"index": 3, "a": "y"}]})
        merged = accumulate.merge(merged, {"list": [{"index": index, "a": "z"}]})
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert accumulate.plain(merged) == {"list": [{"a": "y"}, {"a": "xz"}]}
    assert peak < 100_000


@pytest.mark.parametrize("index", [-1, True, None, "0", 1.0, [], {}])
def test_what_is_no_index_changes_nothing(newest: ModuleType, index: Any) -> None:
    state = lib(newest, "streaming.responses").ResponseStreamState()
    events = [e for e in RESPONSE_EVENTS if e["type"] != "response.completed"]
    for event in events:
        list(state.feed(event))
    before = state.current_response_snapshot.to_dict()
    for event in events:
        if "output_index" in event:
            list(state.feed({**event, "output_index": index}))
    assert state.current_response_snapshot.to_dict() == before


def test_names_from_the_wire_are_only_keys(newest: ModuleType) -> None:
    state = lib(newest, "streaming.chat").ChatCompletionStreamState()
    names = {"__class__": "x", "_data": "y", "to_dict": "z", "__init__": {"a": "b"}}
    kind = import_module(f"{newest.__name__}.types.chat").ChatCompletionChunk
    state.handle_chunk(kind.from_dict({**chunk({**names, "content": "a"}), **names}))
    final = state.get_final_completion()
    assert final.choices[0].message.content == "a"
    written = final.to_dict()
    assert {name: written[name] for name in names} == names


@pytest.mark.parametrize("name", CHAT)
def test_merging_never_changes_what_it_was_given(newest: ModuleType, name: str) -> None:
    import copy

    script = CHAT[name][0]
    before = copy.deepcopy(script)
    state = lib(newest, "streaming.chat").ChatCompletionStreamState()
    for event in script:
        list(state.feed(event))
    assert script == before


CASES = [
    ("", None),
    ("{", {}),
    ('{"a', {}),
    ('{"a"', {}),
    ('{"a":', {}),
    ('{"a": "b', {"a": "b"}),
    ('{"a": "b\\', {"a": "b"}),
    ('{"a": "\\u00e', {"a": ""}),
    ('{"a": "b\\\\', {"a": "b\\"}),
    ('{"a": 1', {"a": 1}),
    ('{"a": 1.', {}),
    ('{"a": tru', {}),
    ('{"a": [1, 2', {"a": [1, 2]}),
    ('{"a": [1, {"b": null}, ', {"a": [1, {"b": None}]}),
    ('{"a": "}{", "c": {"d": [[', {"a": "}{", "c": {"d": [[]]}}),
    ("[1, 2, ", [1, 2]),
    ('{"a": 1}', {"a": 1}),
]


@pytest.mark.parametrize(("text", "value"), CASES)
def test_partial_json(newest: ModuleType, text: str, value: Any) -> None:
    assert lib(newest, "partial_json").parse_partial(text) == value


@FEW
@given(value=st.dictionaries(st.text(max_size=5), JSON, max_size=4), data=st.data())
def test_json_that_is_cut_reads_without_an_error(newest: ModuleType, value: Any, data: Any) -> None:
    import json

    parse = lib(newest, "partial_json").parse_partial
    text = json.dumps(value, ensure_ascii=data.draw(st.booleans()))
    assert parse(text) == value
    end = data.draw(st.integers(1, len(text)))
    found = parse(text[:end])
    assert isinstance(found, dict)
    assert set(found) <= set(value)
