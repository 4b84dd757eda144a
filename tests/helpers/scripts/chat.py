"""Chat completions, as the API streams them and as it answers at once."""

from __future__ import annotations

from typing import Any

from helpers.scripts.wire import JSON


def chunk(delta: JSON | None = None, index: int = 0, **choice: Any) -> JSON:
    """A chunk of a chat completion with one choice; without a delta, with none."""
    choices = [] if delta is None else [{"index": index, "delta": delta, "finish_reason": None}]
    for one in choices:
        one.update(choice)
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1720000000,
        "model": "gpt-4o",
        "system_fingerprint": "fp_1",
        "choices": choices,
    }


def completion(*choices: JSON, **more: Any) -> JSON:
    """A chat completion as it is answered at once."""
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1720000000,
        "model": "gpt-4o",
        "system_fingerprint": "fp_1",
        "choices": list(choices),
        **more,
    }


def choice(message: JSON, finish: str = "stop", index: int = 0, logprobs: Any = None) -> JSON:
    """A choice of a completion."""
    whole = {"role": "assistant", "content": None, "refusal": None, **message}
    return {"index": index, "message": whole, "logprobs": logprobs, "finish_reason": finish}


def token(text: str) -> JSON:
    """The log probability of one token."""
    return {"token": text, "logprob": -0.5, "bytes": list(text.encode()), "top_logprobs": []}


def call(index: int, id_: str | None = None, name: str | None = None, text: str = "") -> JSON:
    """A piece of a tool call."""
    function: JSON = {"arguments": text}
    piece: JSON = {"index": index, "function": function}
    if id_ is not None:
        piece.update(id=id_, type="function")
        function["name"] = name
    return piece


def called(id_: str, name: str, arguments: str) -> JSON:
    """A whole tool call."""
    return {"id": id_, "type": "function", "function": {"name": name, "arguments": arguments}}


USAGE = {"prompt_tokens": 9, "completion_tokens": 5, "total_tokens": 14}

TEXT = (
    [
        chunk({"role": "assistant", "content": "", "refusal": None}),
        chunk({"content": '{"city":'}),
        chunk({"content": ' "Paris",'}),
        chunk({"content": ' "days": 3}'}),
        chunk({}, finish_reason="stop"),
        {**chunk(), "usage": USAGE},
    ],
    completion(choice({"content": '{"city": "Paris", "days": 3}'}), usage=USAGE),
)
TOOLS = (
    [
        chunk({"role": "assistant", "content": None, "refusal": None}),
        chunk({"tool_calls": [call(0, "call_1", "GetWeather")]}),
        chunk({"tool_calls": [call(0, text='{"city":')]}),
        chunk({"tool_calls": [call(0, text=' "Edinburgh"}')]}),
        chunk({"tool_calls": [call(1, "call_2", "GetWeather")]}),
        chunk({"tool_calls": [call(1, text='{"city": "')]}),
        chunk({"tool_calls": [call(1, text='Łódź"}')]}),
        chunk({}, finish_reason="tool_calls"),
    ],
    completion(
        choice(
            {
                "tool_calls": [
                    called("call_1", "GetWeather", '{"city": "Edinburgh"}'),
                    called("call_2", "GetWeather", '{"city": "Łódź"}'),
                ]
            },
            "tool_calls",
        )
    ),
)
REFUSAL = (
    [
        chunk({"role": "assistant", "content": None, "refusal": ""}),
        chunk(
            {"refusal": "I can"},
            logprobs={"content": None, "refusal": [token("I"), token(" can")]},
        ),
        chunk({"refusal": "not."}, logprobs={"content": None, "refusal": [token("not.")]}),
        chunk({}, finish_reason="stop"),
    ],
    completion(
        choice(
            {"refusal": "I cannot."},
            logprobs={"content": None, "refusal": [token("I"), token(" can"), token("not.")]},
        )
    ),
)
LOGPROBS = (
    [
        chunk({"role": "assistant", "content": "", "refusal": None}),
        chunk({"content": "He"}, logprobs={"content": [token("He")], "refusal": None}),
        chunk({"content": "y"}, logprobs={"content": [token("y")], "refusal": None}),
        chunk({}, finish_reason="stop"),
    ],
    completion(
        choice({"content": "Hey"}, logprobs={"content": [token("He"), token("y")], "refusal": None})
    ),
)
CHOICES = (
    [
        chunk({"role": "assistant", "content": ""}, index=1),
        chunk({"role": "assistant", "content": ""}, index=0),
        chunk({"content": "one"}, index=1),
        chunk({"content": "zero"}, index=0),
        chunk({"content": "!"}, index=1),
        chunk({}, index=0, finish_reason="stop"),
        chunk({}, index=1, finish_reason="length"),
    ],
    completion(
        choice({"content": "zero"}),
        choice({"content": "one!"}, "length", index=1),
    ),
)
CHAT = {
    "text": TEXT,
    "tools": TOOLS,
    "refusal": REFUSAL,
    "logprobs": LOGPROBS,
    "choices": CHOICES,
}
