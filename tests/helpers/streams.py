"""Every helper that streams: how it is begun, what it is sent, what it shows on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from client_runtime.loopback import Answer, answer, events
from helpers.flavours import client, follow
from helpers.scripts import (
    AGENT_EVENTS,
    CHAT,
    RESPONSE_EVENTS,
    RUN_BEGINS,
    RUN_ENDS,
    sse,
)
from helpers.scripts.agents import SESSION_ID, session

JSON = dict[str, Any]
MESSAGES = [{"role": "user", "content": "Weather?"}]
OUTPUTS = [{"tool_call_id": "call_1", "output": "sunny"}]
RUN = {"thread_id": "thread_1", "run_id": "run_1"}


@dataclass(frozen=True)
class Streamed:
    """A helper that streams."""

    begin: Callable[[Any], Any]
    """From a client to the manager."""
    script: list[JSON]
    snapshot: Callable[[Any], Any]
    """What a stream shows of what it has so far."""
    final: Callable[[Any], Any]
    named: bool = False
    """Whether the events are `{event, data}`."""
    before: tuple[bytes, ...] = ()
    """Answers before the stream."""
    after: tuple[bytes, ...] = ()

    def chunks(self, script: list[JSON] | None = None) -> list[bytes]:
        """The bytes of each event."""
        return sse(self.script if script is None else script, named=self.named)[:-1]

    def answers(self, body: Answer) -> list[Answer]:
        """The answers of a server, of which ``body`` is the stream."""
        return [*self.before, body, *self.after]

    def whole(self, chunks: list[bytes]) -> list[Answer]:
        """The answers of a server whose stream ends as it should."""
        return self.answers(events(*chunks))

    def cut(self, chunks: list[bytes]) -> list[Answer]:
        """The answers of a server that hangs up after ``chunks``."""
        body = events(*chunks, whole=False)

        def act(connection: Any) -> None:
            connection.sendall(body)
            connection.close()

        return self.answers(act)

    def run(self, api: ModuleType, flavour: str, url: str, last: Any = None) -> list[Any]:
        """The snapshot after each event, and what ``last`` makes of the stream at its end."""
        seen: list[Any] = []

        def each(stream: Any, _: Any) -> None:
            seen.append(self.snapshot(stream))

        seen.append(
            follow(flavour, self.begin(client(api, flavour, url)), each, last or self.snapshot)
        )
        return seen


def said(value: Any) -> Any:
    """What a model says on the wire."""
    return value.to_dict() if hasattr(value, "to_dict") else value


def completions(made: Any) -> Any:
    """Where `stream` is: below `beta` in older releases."""
    found = made.chat.completions
    return found if hasattr(found, "stream") else made.beta.chat.completions


def _assistant(stream: Any) -> Any:
    return [
        said(stream.current_run),
        said(stream.current_message_snapshot),
        said(stream.current_run_step_snapshot),
    ]


def _agent(stream: Any) -> Any:
    return [
        said(stream.current_session_snapshot),
        said(stream.current_turn_snapshot),
        [said(item) for item in stream.current_items_snapshot],
    ]


def _assistants(begin: Callable[[Any], Any], script: list[JSON]) -> Streamed:
    return Streamed(begin, script, _assistant, lambda s: s.get_final_run(), named=True)


def _chat(name: str) -> Streamed:
    return Streamed(
        lambda made: completions(made).stream(model="m", messages=MESSAGES),
        CHAT[name][0],
        lambda stream: stream.current_completion_snapshot.to_dict(),
        lambda stream: stream.get_final_completion(),
    )


STREAMS: dict[str, Streamed] = {
    "beta.threads.createAndRunStream": _assistants(
        lambda made: made.beta.threads.create_and_run_stream(assistant_id="asst_1"), RUN_BEGINS
    ),
    "beta.threads.runs.stream": _assistants(
        lambda made: made.beta.threads.runs.stream(thread_id="thread_1", assistant_id="asst_1"),
        RUN_BEGINS,
    ),
    "beta.threads.runs.createAndStream": _assistants(
        lambda made: made.beta.threads.runs.create_and_stream(
            thread_id="thread_1", assistant_id="asst_1"
        ),
        [*RUN_BEGINS[:-1], *RUN_ENDS[2:]],
    ),
    "beta.threads.runs.submitToolOutputsStream": _assistants(
        lambda made: made.beta.threads.runs.submit_tool_outputs_stream(**RUN, tool_outputs=OUTPUTS),
        RUN_ENDS,
    ),
    "beta.chat.completions.stream": _chat("tools"),
    "chat.completions.stream": _chat("tools"),
    "responses.stream": Streamed(
        lambda made: made.responses.stream(model="m", input="x"),
        RESPONSE_EVENTS,
        lambda stream: stream.current_response_snapshot.to_dict(),
        lambda stream: stream.get_final_response(),
    ),
    "beta.agents.sessions.stream": Streamed(
        lambda made: made.beta.agents.sessions.stream(SESSION_ID, input="x"),
        AGENT_EVENTS,
        _agent,
        lambda stream: stream.get_final_result(),
        before=(answer(session("idle")),),
        after=(answer(b"", status=202, content_type=None),),
    ),
}
"""By upstream's accessor."""
KINDS: dict[str, Streamed] = {
    **{f"chat {name}": _chat(name) for name in CHAT},
    "run begins": STREAMS["beta.threads.createAndRunStream"],
    "run ends": STREAMS["beta.threads.runs.submitToolOutputsStream"],
    "response": STREAMS["responses.stream"],
    "agent": STREAMS["beta.agents.sessions.stream"],
}
"""Every scripted conversation once."""
