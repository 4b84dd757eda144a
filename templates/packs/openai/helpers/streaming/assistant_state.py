"""What the events of an assistants stream add up to, and which hooks they call."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..accumulate import Sparse, merge_object, plain, valid_index
from ..raw import dict_at, list_at, model_of, seen

if TYPE_CHECKING:
    from ...types.beta import AssistantStreamEvent
    from ...types.beta.threads import Message, Run
    from ...types.beta.threads.runs import RunStep

Hook = tuple[str, tuple[Any, ...]]
"""A method of a handler and what it is called with."""

_MESSAGE_ENDS = ("thread.message.completed", "thread.message.incomplete")
_RUN_ENDS = tuple(
    f"thread.run.{end}"
    for end in (
        "completed",
        "requires_action",
        "failed",
        "cancelled",
        "expired",
        "incomplete",
    )
)
_STEP_ENDS = tuple(
    f"thread.run.step.{end}" for end in ("completed", "cancelled", "expired", "failed")
)


class AssistantState:
    """The run, messages and run steps of a stream as far as they have come.

    `deltas` says whether anybody listens to what deltas change: without it only the snapshots
    are kept up to date, and made when they are asked for.
    """

    def __init__(self) -> None:
        self.event: AssistantStreamEvent | None = None
        self.run: Run | None = None
        self.deltas = True
        self._message_id: str | None = None
        self._step_id: str | None = None
        self._messages: dict[str, dict[str, Any]] = {}
        self._steps: dict[str, dict[str, Any]] = {}
        self._content: tuple[str, int] | None = None
        self._call: tuple[str, int] | None = None

    @property
    def message(self) -> Message | None:
        """The message that is being written."""
        known = self._messages.get(self._message_id or "")
        return None if self._message_id is None or known is None else _message(known)

    @property
    def step(self) -> RunStep | None:
        """The run step that is being made."""
        known = self._steps.get(self._step_id or "")
        return None if self._step_id is None or known is None else _step(known)

    def messages(self) -> list[Message]:
        """All messages so far."""
        return [_message(data) for data in self._messages.values()]

    def run_steps(self) -> list[RunStep]:
        """All run steps so far."""
        return [_step(data) for data in self._steps.values()]

    def feed(self, event: Any) -> Iterator[Hook]:
        """The hooks that `event` calls, the snapshots being up to date for each."""
        self.event = event
        raw = seen(event)
        name, data = str(raw.get("event") or ""), dict_at(raw, "data")
        yield "on_event", (event,)
        if name.startswith("thread.message."):
            yield from self._message_event(name, event, data)
        elif name.startswith("thread.run.step."):
            yield from self._step_event(name, event, data)
        elif name.startswith("thread.run."):
            self.run = event.data
            if name in _RUN_ENDS:
                yield from self._call_done()

    def _message_event(
        self, name: str, event: Any, data: dict[str, Any]
    ) -> Iterator[Hook]:
        id_ = self._message_id = _id(data)
        known = self._messages.get(id_)
        if name == "thread.message.delta":
            delta = dict_at(data, "delta")
            whole = merge_object(known or _blank(data, "thread.message"), delta)
            self._messages[id_] = whole
            if self.deltas:
                snapshot = _message(whole)
                yield from self._contents(known, whole, snapshot, event, delta)
                yield "on_message_delta", (event.data.delta, snapshot)
            return
        self._messages[id_] = data
        snapshot = event.data
        if name == "thread.message.created":
            yield "on_message_created", (snapshot,)
        elif name in _MESSAGE_ENDS:
            yield from self._content_done()
            yield "on_message_done", (snapshot,)
            self._message_id = None

    def _contents(  # noqa: PLR0913
        self,
        known: dict[str, Any] | None,
        whole: dict[str, Any],
        snapshot: Any,
        event: Any,
        delta: dict[str, Any],
    ) -> Iterator[Hook]:
        parts = Sparse.of(whole.get("content"))
        before = Sparse.of((known or {}).get("content"))
        deltas = list_at(delta, "content")
        for raw, model in zip(deltas, event.data.delta.content or (), strict=False):
            index = _index_of(raw)
            if index is None:
                continue
            part = snapshot.content[parts.place(index)]
            if self._content != (_id(whole), index):
                yield from self._content_done()
                self._content = (_id(whole), index)
            if before.get(index) is None and raw.get("type") == "text":
                yield "on_text_created", (part.text,)
            if raw.get("type") == "text" and dict_at(raw, "text"):
                yield "on_text_delta", (model.text, part.text)

    def _content_done(self) -> Iterator[Hook]:
        if self._content is None:
            return
        (message_id, index), self._content = self._content, None
        whole = self._messages.get(message_id, {})
        parts = Sparse.of(whole.get("content"))
        kind = parts.get(index)
        if kind.__class__ is not dict:
            return
        part: Any = _message(whole).content[parts.place(index)]
        if kind.get("type") == "text":
            yield "on_text_done", (part.text,)
        elif kind.get("type") == "image_file":
            yield "on_image_file_done", (part.image_file,)

    def _step_event(
        self, name: str, event: Any, data: dict[str, Any]
    ) -> Iterator[Hook]:
        id_ = self._step_id = _id(data)
        known = self._steps.get(id_)
        if name == "thread.run.step.delta":
            delta = dict_at(data, "delta")
            whole = merge_object(known or _blank(data, "thread.run.step"), delta)
            self._steps[id_] = whole
            if self.deltas:
                snapshot = _step(whole)
                yield from self._calls(known, whole, snapshot, event, delta)
                yield "on_run_step_delta", (event.data.delta, snapshot)
            return
        self._steps[id_] = data
        snapshot = event.data
        if name == "thread.run.step.created":
            yield "on_run_step_created", (snapshot,)
        elif name in _STEP_ENDS:
            yield from self._call_done()
            yield "on_run_step_done", (snapshot,)
            self._step_id = None

    def _calls(  # noqa: PLR0913
        self,
        known: dict[str, Any] | None,
        whole: dict[str, Any],
        snapshot: Any,
        event: Any,
        delta: dict[str, Any],
    ) -> Iterator[Hook]:
        deltas = list_at(dict_at(delta, "step_details"), "tool_calls")
        if not deltas:
            return
        calls, before = _calls_of(whole), _calls_of(known or {})
        models = event.data.delta.step_details.tool_calls or ()
        for raw, model in zip(deltas, models, strict=False):
            index = _index_of(raw)
            if index is None:
                continue
            call = snapshot.step_details.tool_calls[calls.place(index)]
            if self._call != (_id(whole), index):
                yield from self._call_done()
                self._call = (_id(whole), index)
            if before.get(index) is None:
                yield "on_tool_call_created", (call,)
            else:
                yield "on_tool_call_delta", (model, call)

    def _call_done(self) -> Iterator[Hook]:
        if self._call is None:
            return
        (step_id, index), self._call = self._call, None
        whole = self._steps.get(step_id, {})
        calls = _calls_of(whole)
        if calls.get(index).__class__ is dict:
            call: Any = _step(whole).step_details
            yield "on_tool_call_done", (call.tool_calls[calls.place(index)],)


def _id(data: dict[str, Any]) -> str:
    value = data.get("id")
    return value if isinstance(value, str) else ""


def _index_of(delta: Any) -> int | None:
    index = delta.get("index") if delta.__class__ is dict else None
    return index if valid_index(index) else None


def _blank(data: dict[str, Any], kind: str) -> dict[str, Any]:
    # A delta of something that was never announced: the stream was joined late.
    return {"id": _id(data), "object": kind}


def _calls_of(step: dict[str, Any]) -> Sparse:
    return Sparse.of(dict_at(step, "step_details").get("tool_calls"))


def _message(data: dict[str, Any]) -> Message:
    from ...types.beta.threads import Message

    message: Message = model_of(Message, plain(data))
    return message


def _step(data: dict[str, Any]) -> RunStep:
    from ...types.beta.threads.runs import RunStep

    step: RunStep = model_of(RunStep, plain(data))
    return step
