"""Every WebSocket connection: where it goes, what it says, what it hears."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from websockets.sync.server import serve

JSON = dict[str, Any]


@dataclass(frozen=True)
class Opened:
    """One connection, opened once."""

    connect: Callable[[Any], Any]
    """From a client to the manager."""
    path: str
    """Where the handshake goes."""
    say: Callable[[Any], Any]
    """Sends one event by name; perhaps awaited."""
    said: JSON
    heard: JSON
    """What the server answers."""
    kind: str
    """The class of that."""


_EVENT = {"event_id": "e1"}
_UPDATED = {"type": "session.updated", **_EVENT, "session": {"type": "realtime"}}
_MUTED = {"type": "session.input_audio.muted", **_EVENT}
_CREATED = {"type": "response.created", "sequence_number": 0, "response": {"id": "resp_1"}}
_UPDATE = {"type": "session.update", "session": {"type": "realtime"}}
_MUTE = {"type": "session.input_audio.mute"}

CONNECTIONS: dict[str, Opened] = {
    "realtime": Opened(
        lambda c: c.realtime.connect(model="m"),
        "/v1/realtime?model=m",
        lambda connection: connection.session.update(session={"type": "realtime"}),
        _UPDATE,
        _UPDATED,
        "SessionUpdatedEvent",
    ),
    "beta.realtime": Opened(
        lambda c: c.beta.realtime.connect(model="m", extra_query={"x": "ä b"}),
        "/v1/realtime?model=m&x=%C3%A4+b",
        lambda connection: connection.conversation.item.delete(item_id="i1", event_id="e0"),
        {"type": "conversation.item.delete", "item_id": "i1", "event_id": "e0"},
        {"type": "conversation.item.deleted", **_EVENT, "item_id": "i1"},
        "ConversationItemDeletedEvent",
    ),
    "realtime.translations": Opened(
        lambda c: c.realtime.translations.connect(model="m"),
        "/v1/realtime/translations?model=m",
        lambda connection: connection.session.input_audio_buffer.append(audio="AAAA"),
        {"type": "session.input_audio_buffer.append", "audio": "AAAA"},
        {"type": "session.output_transcript.delta", **_EVENT, "delta": "hei"},
        "RealtimeTranslationOutputTranscriptDeltaEvent",
    ),
    "responses": Opened(
        lambda c: c.responses.connect(),
        "/v1/responses",
        lambda connection: connection.response.create(model="m", input="Hi"),
        {"type": "response.create", "model": "m", "input": "Hi"},
        _CREATED,
        "ResponseWsCreated",
    ),
    "beta.responses": Opened(
        lambda c: c.beta.responses.connect(),
        "/v1/responses",
        lambda connection: connection.response.create(model="m", input="Hi"),
        {"type": "response.create", "model": "m", "input": "Hi"},
        _CREATED,
        "BetaResponseWsCreated",
    ),
    "live": Opened(
        lambda c: c.live.connect(),
        "/v1/live/sessions",
        lambda connection: connection.session.input_audio.mute(),
        _MUTE,
        _MUTED,
        "InputAudioMutedEvent",
    ),
    "live.forks": Opened(
        lambda c: c.live.forks.connect(session_id="s ä"),
        "/v1/live/sessions/s%20%C3%A4/fork",
        lambda connection: connection.session.input_audio.mute(),
        _MUTE,
        _MUTED,
        "InputAudioMutedEvent",
    ),
    "live.sideband": Opened(
        lambda c: c.live.sideband.connect(session_id="s", graceful_close=True),
        "/v1/live/sessions/s/attach?graceful_close=true",
        lambda connection: connection.session.input_audio.mute(),
        _MUTE,
        _MUTED,
        "InputAudioMutedEvent",
    ),
}
"""By the accessor of the resource."""


class Script:
    """What each connection does, in turn; the last one again and again."""

    def __init__(self, *acts: Callable[[Any, JSON], None]) -> None:
        self.acts = list(acts)
        self.requests: list[Any] = []
        self.got: list[JSON] = []

    def __call__(self, socket: Any) -> None:
        self.requests.append(socket.request)
        act = self.acts.pop(0) if len(self.acts) > 1 else self.acts[0]
        for text in socket:
            self.got.append(json.loads(text))
            act(socket, self.got[-1])


@contextmanager
def serving(script: Callable[[Any], None]) -> Iterator[str]:
    """A server of ``script``; gives the base URL of the API."""
    with serve(script, "127.0.0.1", 0) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.socket.getsockname()[1]}/v1"
        server.shutdown()
        thread.join()
