"""Where programs import from: modules have what their types refer to, before it was imported."""

from __future__ import annotations

import importlib
import random
import subprocess
import sys
import typing
from pathlib import Path

import pytest

TYPES = Path(importlib.import_module("openai_bindings.types").__path__[0])

NAMES = [
    ("resources.realtime.realtime", "RealtimeConnection"),
    ("resources.realtime.realtime", "AsyncRealtimeConnectionManager"),
    ("resources.responses.responses", "AsyncResponsesConnection"),
    ("resources.live.forks", "ForksConnectionManager"),
    ("resources.batches", "Batch"),
    ("types.chat.chat_completion_message_tool_call", "Function"),
    ("types.chat.chat_completion", "ChatCompletionMessage"),
    ("types.responses.response", "ResponseUsage"),
    ("types.responses.response_input_param", "Message"),
    ("types.beta.assistant_tool_param", "FunctionToolParam"),
]
UNIONS = [
    ("types.beta.chatkit.chatkit_thread_item_list", "Data"),
    ("types.realtime.session_update_event", "Session"),
    ("types.realtime.session_updated_event", "Session"),
    ("types.eval_create_params", "TestingCriterion"),
    ("types.responses.response_create_params", "ToolChoice"),
]


@pytest.mark.parametrize(("module", "name"), NAMES)
def test_a_name_is_there(module: str, name: str) -> None:
    found = getattr(importlib.import_module(f"openai_bindings.{module}"), name)
    assert isinstance(found, type) or typing.get_origin(found)


@pytest.mark.parametrize(("module", "name"), UNIONS)
def test_the_union_of_a_property_has_a_name(module: str, name: str) -> None:
    found = getattr(importlib.import_module(f"openai_bindings.{module}"), name)
    assert typing.get_origin(found) is typing.Union


@pytest.mark.parametrize("name", ["Nothing", "nothing", "_hidden", "Dat"])
@pytest.mark.parametrize("module", ["types", "types.chat", "types.beta.chatkit.chatkit_thread"])
def test_nothing_else_is_there(module: str, name: str) -> None:
    assert not hasattr(importlib.import_module(f"openai_bindings.{module}"), name)


def test_modules_have_what_their_types_refer_to() -> None:
    paths = sorted(TYPES.rglob("*.py"))
    for path in random.Random(1).sample(paths, 60):
        dotted = ".".join(path.relative_to(TYPES).with_suffix("").parts).removesuffix("__init__")
        module = importlib.import_module(f"openai_bindings.types.{dotted}".rstrip("."))
        for name, place in vars(module).get("_places", {}).items():
            there, _, original = place.partition(":")
            home = importlib.import_module(there, module.__package__)
            assert getattr(module, name) == getattr(home, original or name), (path, name)


def test_a_module_is_an_attribute_before_it_is_imported() -> None:
    program = (
        "from openai_bindings import types, resources;"
        "print(types.chat.chat_completion_message.ChatCompletionMessage.__name__,"
        "resources.chat.completions.completions.Completions.__name__)"
    )
    path = str(TYPES.parents[1])
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=path, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["ChatCompletionMessage", "Completions"]


def test_a_union_that_is_a_class_officially_can_be_called() -> None:
    from openai_bindings.types import DecisionInputMessageParam
    from openai_bindings.types.chat import ChatCompletionMessageToolCall

    make: typing.Any = ChatCompletionMessageToolCall
    function = make(id="a", type="function", function={"name": "f", "arguments": "{}"})
    custom = make(id="b", type="custom", custom={"name": "c", "input": ""})
    assert (function.function.name, custom.custom.name) == ("f", "c")
    assert isinstance(function, make)
    assert isinstance(custom, make)
    assert not isinstance("text", make)
    with pytest.raises(TypeError, match="missing required"):
        make(id="a")
    other: typing.Any = DecisionInputMessageParam
    assert other(role="system", content="x").to_dict() == {"role": "system", "content": "x"}
