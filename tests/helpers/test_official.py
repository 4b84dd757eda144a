"""Side by side with the official Python client: the same streams, the same final objects."""

from __future__ import annotations

import warnings
from types import ModuleType
from typing import Any

import pytest

from client_runtime.loopback import Server, events
from helpers.halves import client
from helpers.scripts import CHAT, RESPONSE_EVENTS, RUN_BEGINS, RUN_ENDS, sse

pytestmark = [
    pytest.mark.registry,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
ADDED = ("parsed", "parsed_arguments", "output_text", "output_parsed")


@pytest.fixture(scope="module")
def official() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.importorskip("openai", reason="needs the official client: pip install openai")


def stated(value: Any, *, in_calls: bool = False) -> Any:
    """What an object says, without nulls and without what the official client adds to it."""
    if isinstance(value, dict):
        return {
            k: stated(v, in_calls=k == "tool_calls")
            for k, v in value.items()
            if v is not None and k not in ADDED and not (in_calls and k == "index")
        }
    if isinstance(value, list):
        return [stated(item, in_calls=in_calls) for item in value]
    return value


@pytest.mark.parametrize("name", [n for n in CHAT if n != "choices"])
def test_chat(newest: ModuleType, official: Any, name: str) -> None:
    """`choices` is left out: the official client fails where the first chunk is not choice 0."""
    found: list[Any] = []
    for api in (newest, official):
        with Server(events(*sse(CHAT[name][0]))) as server:
            made = client(api, "sync", server.url)
            with made.chat.completions.stream(model="m", messages=[]) as stream:
                types = [event.type for event in stream]
                final = stream.get_final_completion()
        found.append((types, stated(_dump(final))))
    assert found[0] == found[1]


@pytest.mark.parametrize("script", [RUN_BEGINS, RUN_ENDS], ids=["begins", "ends"])
def test_assistants(newest: ModuleType, official: Any, script: Any) -> None:
    found: list[Any] = []
    for api in (newest, official):
        hooks: list[str] = []
        base = api.AssistantEventHandler
        noting = {n: _noting(n, hooks) for n in dir(base) if n.startswith("on_")}
        with Server(events(*sse(script, named=True))) as server:
            made = client(api, "sync", server.url)
            with made.beta.threads.create_and_run_stream(
                assistant_id="a", event_handler=type("H", (base,), noting)()
            ) as stream:
                stream.until_done()
                run = stream.get_final_run()
                made_by_it = (
                    stream.get_final_run_steps()
                    if script is RUN_BEGINS
                    else stream.get_final_messages()
                )
        found.append((hooks, stated(_dump(run)), stated([_dump(one) for one in made_by_it])))
    assert found[0] == found[1]


def test_responses(newest: ModuleType, official: Any) -> None:
    found: list[Any] = []
    for api in (newest, official):
        with Server(events(*sse(RESPONSE_EVENTS))) as server:
            made = client(api, "sync", server.url)
            with made.responses.stream(model="m", input="x") as stream:
                types = [event.type for event in stream]
                final = stream.get_final_response()
        found.append((types, stated(_dump(final))))
    assert found[0] == found[1]


def _noting(name: str, hooks: list[str]) -> Any:
    return lambda *_: hooks.append(name)


def _dump(value: Any) -> Any:
    return value.to_dict() if hasattr(value, "_data") else value.model_dump(warnings=False)
