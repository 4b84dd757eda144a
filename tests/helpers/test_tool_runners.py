"""Runners of tools over a loopback server: functions, a computer, approvals; sound devices."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import sys
import wave
from collections.abc import Callable
from importlib import import_module
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from client_runtime.loopback import Server, answer
from helpers.flavours import FLAVOURS, call, client
from helpers.scripts import sse

pytestmark = pytest.mark.registry
JSON = dict[str, Any]
SHOT = {"type": "computer_screenshot", "image_url": "data:,x"}
MESSAGE = {
    "type": "message",
    "id": "msg_1",
    "role": "assistant",
    "status": "completed",
    "content": [{"type": "output_text", "text": "Sunny.", "annotations": []}],
}
CLICK = {"type": "click", "x": 1, "y": 2, "button": "left"}


@dataclasses.dataclass
class Weather:
    city: str


def response(*output: JSON, status: str = "completed") -> JSON:
    return {"id": "resp_1", "object": "response", "status": status, "output": list(output)}


def function(name: str, arguments: JSON, number: int = 1) -> JSON:
    text = json.dumps(arguments)
    ids = {"id": f"fc_{number}", "call_id": f"call_{number}", "status": "completed"}
    return {"type": "function_call", "name": name, "arguments": text, **ids}


def computer(*actions: JSON, **more: Any) -> JSON:
    ids = {"id": "cu_1", "call_id": "call_c", "status": "completed"}
    return {
        "type": "computer_call",
        **ids,
        "actions": list(actions),
        "pending_safety_checks": [],
        **more,
    }


def module(api: ModuleType, name: str) -> Any:
    return import_module(f"{api.__name__}.lib.{name}")


def named(owner: Any, flavour: str, name: str) -> Any:
    return getattr(owner, name if flavour == "sync" else f"Async{name}")


class Driver:
    """Notes what it is asked for; its methods are coroutine functions on the async flavour."""

    def __init__(self, flavour: str, shot: Any = SHOT) -> None:
        self.seen: list[tuple[str, JSON]] = []
        for name in ("click", "double_click", "drag", "keypress", "move", "scroll", "type", "wait"):
            setattr(self, name, self.method(flavour, name, None))
        self.screenshot = self.method(flavour, "screenshot", shot)

    def method(self, flavour: str, name: str, gives: Any) -> Any:
        def act(*action: Any) -> Any:
            self.seen.append((name, action[0].to_dict() if action else {}))
            return gives

        async def later(*action: Any) -> Any:
            return act(*action)

        return act if flavour == "sync" else later


def run(api: ModuleType, flavour: str, runner: Any, answers: list[Any], **options: Any) -> Any:
    params = {"model": "m", "input": "Is it sunny?", **options.pop("params", {})}
    with Server(*[answer(one) if isinstance(one, dict) else one for one in answers]) as server:
        made = client(api, flavour, server.url)
        result = call(flavour, lambda: runner.run(made, params, **options))
    return result, [request.json for request in server.requests]


@FLAVOURS
def test_functions_answer_until_the_model_is_done(newest: ModuleType, flavour: str) -> None:
    tools, lib = module(newest, "tools"), module(newest, "responses_tool_runner")
    seen: list[Any] = []
    kind = named(lib, flavour, "RegisteredFunction")

    def weather(asked: Weather) -> str:
        seen.append(asked)
        return "sunny"

    async def later(asked: JSON) -> Any:
        return [{"type": "input_text", "text": asked["city"]}]

    plain = lambda asked: [{"type": "input_text", "text": asked["city"]}]  # noqa: E731
    registered = [
        kind.from_tool(tools.responses_function_tool(Weather), execute=weather),
        kind(
            {"type": "function", "name": "echo", "parameters": {}},
            plain if flavour == "sync" else later,
        ),
    ]
    if flavour != "sync":

        async def weather_later(asked: Weather) -> str:
            return weather(asked)

        registered[0] = dataclasses.replace(registered[0], execute=weather_later)
    runner = named(lib, flavour, "ResponsesToolRunner")(functions=registered)
    rows: list[JSON] = []
    calls = [function("Weather", {"city": "Oslo"}), function("echo", {"city": "Rome"}, 2)]
    result, sent = run(
        newest,
        flavour,
        runner,
        [response(*calls), response(MESSAGE)],
        on_diagnostic=rows.append,
        params={"tool_choice": "required"},
    )
    assert result.output_text == "Sunny."
    assert seen == [Weather("Oslo")]
    first, second = sent
    assert [tool["name"] for tool in first["tools"]] == ["Weather", "echo"]
    assert (first["tool_choice"], second["tool_choice"]) == ("required", "auto")
    question = {"type": "message", "role": "user", "content": "Is it sunny?"}
    assert second["input"] == [
        question,
        *calls,
        {"type": "function_call_output", "call_id": "call_1", "output": "sunny"},
        {
            "type": "function_call_output",
            "call_id": "call_2",
            "output": [{"type": "input_text", "text": "Rome"}],
        },
    ]
    assert [(row["stage"], row["reason"]) for row in rows[:3]] == [
        (stage, "completed") for stage in ("arguments", "action", "output")
    ]


@FLAVOURS
def test_turns_are_seen_before_their_tools_run(newest: ModuleType, flavour: str) -> None:
    lib = module(newest, "responses_tool_runner")
    tool = {"type": "function", "name": "f", "parameters": {}}
    kind = named(lib, flavour, "RegisteredFunction")
    runner = named(lib, flavour, "ResponsesToolRunner")(functions=[kind(tool, str, True)])
    turns: list[Any] = []

    def look(turn: Any) -> None:
        turns.append((turn.step, turn.final, turn.completed_call_ids))
        if turn.step == 0:
            with pytest.raises(ValueError, match="allow_output_override"):
                turn.supply_outputs([{"call_id": "other", "output": "x"}])
            turn.supply_outputs([{"call_id": "call_1", "output": "mine"}])
        if turn.step == 1:
            turn.append_user_text("And tomorrow?")

    def work() -> Any:
        made = client(newest, flavour, server.url)
        params = {"model": "m", "input": []}
        if flavour == "sync":
            return [look(turn) for turn in runner.iterate(made, params)]

        async def later() -> None:
            async for turn in runner.iterate(made, params):
                look(turn)

        return later()

    with Server(
        answer(response(function("f", {}))), answer(response(MESSAGE)), answer(response(MESSAGE))
    ) as server:
        call(flavour, work)
        sent = [request.json["input"] for request in server.requests]
    assert turns == [(0, False, ()), (1, True, ("call_1",)), (2, True, ("call_1",))]
    assert sent[1][-1]["output"] == "mine"
    assert sent[2][-2:] == [
        MESSAGE,
        {"type": "message", "role": "user", "content": "And tomorrow?"},
    ]


@FLAVOURS
def test_responses_may_be_streamed_and_servers_of_tools_approved(
    newest: ModuleType, flavour: str
) -> None:
    lib = module(newest, "responses_tool_runner")
    runner = named(lib, flavour, "ResponsesToolRunner")()
    asks = {"type": "mcp_approval_request", "id": "mcpr_1", "name": "n", "arguments": "{}"}
    asks["server_label"] = "s"
    kinds: list[str] = []
    scripts = [
        [{"type": "response.completed", "sequence_number": 0, "response": response(*output)}]
        for output in ((asks,), (MESSAGE,))
    ]
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
    answers = [head.encode() + b"".join(sse(script)) for script in scripts]
    _, sent = run(
        newest,
        flavour,
        runner,
        answers,
        stream=True,
        on_event=lambda event: kinds.append(event.type),
        approve_mcp=lambda request: request["name"] == "n",
    )
    assert kinds == ["response.completed"] * 2
    assert sent[1]["stream"] is True
    assert sent[1]["input"][-1] == {
        "type": "mcp_approval_response",
        "approval_request_id": "mcpr_1",
        "approve": True,
    }


@FLAVOURS
@pytest.mark.parametrize(
    ("output", "options", "words"),
    [
        ([function("other", {})], {}, "No function 'other'"),
        ([computer(CLICK)], {}, "No computer"),
        ([function("f", {}), function("f", {})], {}, "id of its own"),
        ([{"type": "custom_tool_call", "id": "x", "call_id": "x"}], {}, "custom_tool_call"),
        ([function("f", {})], {"max_steps": 1}, "max_steps"),
        ([function("f", {})], {"cancelled": lambda: True}, "cancelled"),
    ],
)
def test_what_cannot_be_answered_stops_the_run(
    newest: ModuleType, flavour: str, output: list[JSON], options: JSON, words: str
) -> None:
    lib = module(newest, "responses_tool_runner")
    tool = {"type": "function", "name": "f", "parameters": {}}
    ran: list[Any] = []
    kind = named(lib, flavour, "RegisteredFunction")
    runner = named(lib, flavour, "ResponsesToolRunner")(functions=[kind(tool, ran.append)])
    with pytest.raises(lib.ToolRunnerError, match=words):
        run(newest, flavour, runner, [response(*output)], **options)
    assert ran == []
    assert runner.close() == {"status": "closed"}
    with pytest.raises(newest.OpenAIError, match="closed"):
        run(newest, flavour, runner, [response(MESSAGE)])


@FLAVOURS
def test_a_computer_does_what_it_is_asked(newest: ModuleType, flavour: str) -> None:
    driver, asked = Driver(flavour), list[str]()
    toolset = named(newest, flavour, "ComputerToolset")(driver)
    check = {"id": "sc_1", "code": "c", "message": "m"}

    def approve(subject: Any) -> bool:
        asked.append(subject.type)
        return True

    first = computer(CLICK, {"type": "type", "text": "hi"}, pending_safety_checks=[check])
    result, sent = run(
        newest,
        flavour,
        toolset,
        [response(first), response(MESSAGE)],
        approve_safety_checks=approve,
        before_action=approve,
    )
    assert result.output_text == "Sunny."
    assert driver.seen == [
        ("click", CLICK),
        ("type", {"type": "type", "text": "hi"}),
        ("screenshot", {}),
    ]
    assert asked == ["computer_call", "click", "type", "screenshot"]
    assert sent[0]["tools"] == [{"type": "computer"}]
    assert sent[1]["input"][1:] == [
        first,
        {
            "type": "computer_call_output",
            "call_id": "call_c",
            "output": SHOT,
            "acknowledged_safety_checks": [check],
        },
    ]


@FLAVOURS
@pytest.mark.parametrize(
    ("made", "options", "words"),
    [
        (computer(CLICK, pending_safety_checks=[{"id": "s"}]), {}, "safety checks"),
        (computer(CLICK), {"before_action": lambda _: 1}, "not approved"),
        (computer({"type": "click", "x": 1.5, "y": 2, "button": "left"}), {}, "cannot be carried"),
        (computer({"type": "fly"}), {}, "cannot be carried"),
        (computer(), {}, "cannot be carried"),
        (computer(CLICK, action=CLICK), {}, "either"),
        (computer(CLICK, status="in_progress"), {}, "did not complete"),
        (computer(CLICK), {"cancelled": lambda: True}, "cancelled"),
    ],
)
def test_a_computer_does_nothing_that_was_not_allowed(
    newest: ModuleType, flavour: str, made: JSON, options: JSON, words: str
) -> None:
    driver, lib = Driver(flavour), module(newest, "computer")
    toolset = named(newest, flavour, "ComputerToolset")(driver)
    with pytest.raises(lib.ComputerUseError, match=words):
        call(flavour, lambda: toolset.execute(made, **options))
    assert driver.seen == []


@FLAVOURS
def test_a_run_of_a_computer_ends(newest: ModuleType, flavour: str) -> None:
    lib = module(newest, "computer")
    toolset = named(newest, flavour, "ComputerToolset")(Driver(flavour))
    for output, words in (([computer(CLICK)], "max_steps"), ([function("f", {})], "function_call")):
        with pytest.raises(lib.ComputerUseError, match=words) as caught:
            run(newest, flavour, toolset, [response(*output)], max_steps=1)
        assert caught.value.response.id == "resp_1"
    bad = named(newest, flavour, "ComputerToolset")(Driver(flavour, {"type": "other"}))
    with pytest.raises(lib.ComputerUseError, match="computer_screenshot"):
        call(flavour, lambda: bad.execute(computer(CLICK)))
    with pytest.raises(ValueError, match="one computer tool"):
        run(newest, flavour, toolset, [], params={"tools": [{"type": "web_search"}]})
    with pytest.raises(TypeError, match="screenshot"):
        named(newest, flavour, "ComputerToolset")(SimpleNamespace())


class Sound:
    """Stands for sounddevice: a microphone that hears one piece, a player that asks for all."""

    class CallbackStop(Exception):  # noqa: N818
        pass

    def __init__(self, numpy: Any) -> None:
        self.numpy, self.played = numpy, list[float]()

    def InputStream(  # noqa: N802
        self, callback: Any, dtype: Any, samplerate: int, channels: int
    ) -> Any:
        piece = self.numpy.ones((2, channels), dtype)
        return Running(lambda: callback(piece, 2, None, None), self.CallbackStop)

    def OutputStream(self, callback: Any, **_: Any) -> Any:  # noqa: N802
        def pull() -> None:
            out = self.numpy.zeros((3, 1), self.numpy.float32)
            callback(out, 3, None, None)
            self.played += out[:, 0].tolist()

        return Running(pull, self.CallbackStop)


class Running:
    """A stream that calls until it is told to stop."""

    def __init__(self, step: Callable[[], None], stop: type[Exception]) -> None:
        self.step, self.stop = step, stop

    def __enter__(self) -> None:
        import threading

        def go() -> None:
            try:
                while True:
                    self.step()
            except self.stop:
                return

        self.thread = threading.Thread(target=go)
        self.thread.start()

    def __exit__(self, *_: object) -> None:
        self.thread.join()


def test_sound(newest: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    numpy = pytest.importorskip("numpy")
    sound = Sound(numpy)
    monkeypatch.setitem(sys.modules, "sounddevice", sound)  # pyright: ignore
    devices = import_module(f"{newest.__name__}.helpers")
    left = [True, False]
    name, content, kind = asyncio.run(
        devices.Microphone(should_record=lambda: left.pop(0)).record()
    )
    with wave.open(content) as file:
        assert (file.getnframes(), file.getframerate(), file.getsampwidth()) == (2, 24000, 2)
    assert (name, kind) == ("audio.wav", "audio/wav")
    samples = numpy.array([0, 32767, 0, 32767], numpy.int16)
    asyncio.run(devices.LocalAudioPlayer().play(samples))
    assert sound.played[:4] == [0.0, 1.0, 0.0, 1.0]
    sound.played.clear()

    async def pieces() -> Any:
        yield samples[:2]
        yield samples[2:]
        yield None

    asyncio.run(devices.LocalAudioPlayer().play_stream(pieces()))
    assert [x for x in sound.played if x] == [1.0, 1.0]


def test_sound_says_what_it_needs(newest: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numpy", None)
    devices = import_module(f"{newest.__name__}.helpers")
    with pytest.raises(newest.OpenAIError, match="numpy and sounddevice"):
        devices.Microphone()
