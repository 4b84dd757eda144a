"""Handlers of an assistants stream: override the hooks, or iterate, or both.

class Printer(AssistantEventHandler):
    def on_text_delta(self, delta, snapshot):
        print(delta.value, end="")

with client.beta.threads.create_and_run_stream(
    assistant_id=..., event_handler=Printer()
) as stream:
    stream.until_done()
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from ..closing import AsyncClosing, Closing
from ..raw import dict_at, list_at, seen, text_at
from ..streams import AsyncStreamManager, StreamManager
from .assistant_state import AssistantState

if TYPE_CHECKING:
    import httpx2

    from ..._runtime.streams import AsyncStream, Stream
    from ...types.beta import AssistantStreamEvent
    from ...types.beta.threads import (
        ImageFile,
        Message,
        MessageDelta,
        Run,
        Text,
        TextDelta,
    )
    from ...types.beta.threads.runs import (
        RunStep,
        RunStepDelta,
        ToolCall,
        ToolCallDelta,
    )

AssistantEventHandlerT = TypeVar(
    "AssistantEventHandlerT", bound="AssistantEventHandler"
)
AsyncAssistantEventHandlerT = TypeVar(
    "AsyncAssistantEventHandlerT", bound="AsyncAssistantEventHandler"
)


class _Handler:
    """What both handlers keep."""

    def __init__(self) -> None:
        self._assistant_state = AssistantState()
        self._listens = True
        self._stream: Any = None
        self._iterator: Any = None

    def _begin(self, stream: Any, hooks: type[Any]) -> None:
        """Serve `stream`; where nothing of `hooks` is overridden, none is called."""
        if self._stream is not None:
            raise RuntimeError("An event handler serves one stream; make one for each")
        self._stream = stream
        names = [name for name in dir(hooks) if name.startswith("on_")]
        self._listens = any(
            getattr(getattr(self, name), "__func__", None) is not getattr(hooks, name)
            for name in names
        )
        self._assistant_state.deltas = self._listens

    @property
    def response(self) -> httpx2.Response:
        """The response that is being read."""
        response: httpx2.Response = self._begun().response
        return response

    def _begun(self) -> Any:
        if self._stream is None:
            raise RuntimeError("The handler has no stream yet")
        return self._stream

    @property
    def current_event(self) -> AssistantStreamEvent | None:
        """The event that is being handled."""
        return self._assistant_state.event

    @property
    def current_run(self) -> Run | None:
        """The run, as the last event about it said."""
        return self._assistant_state.run

    @property
    def current_run_step_snapshot(self) -> RunStep | None:
        """The run step that is being made, as far as it has come."""
        return self._assistant_state.step

    @property
    def current_message_snapshot(self) -> Message | None:
        """The message that is being written, as far as it has come."""
        return self._assistant_state.message

    def _final_run(self) -> Run:
        run = self._assistant_state.run
        if run is None:
            raise RuntimeError("The stream said nothing of a run")
        return run

    def _final_run_steps(self) -> list[RunStep]:
        steps = self._assistant_state.run_steps()
        if not steps:
            raise RuntimeError("The stream held no run step")
        return steps

    def _final_messages(self) -> list[Message]:
        messages = self._assistant_state.messages()
        if not messages:
            raise RuntimeError("The stream held no message")
        return messages


def _is_timeout(error: BaseException) -> bool:
    from ..._runtime.errors import APITimeoutError

    return isinstance(error, (APITimeoutError, TimeoutError))


def _texts(event: Any) -> Iterator[str]:
    """The pieces of text that an event brings."""
    raw = seen(event)
    if raw.get("event") != "thread.message.delta":
        return
    for part in list_at(dict_at(dict_at(raw, "data"), "delta"), "content"):
        if part.__class__ is dict and part.get("type") == "text":
            value = text_at(dict_at(part, "text"), "value")
            if value:
                yield value


class AssistantEventHandler(Closing, _Handler):
    """The events of a stream; override the hooks to be called for them."""

    text_deltas: Iterator[str]
    """The text of the messages, piece by piece."""

    def __init__(self) -> None:
        super().__init__()
        self._iterator = self._events()
        self.text_deltas = self._text_deltas()

    def _init(self, stream: Stream[AssistantStreamEvent]) -> None:
        self._begin(stream, AssistantEventHandler)

    def _events(self) -> Iterator[AssistantStreamEvent]:
        stream: Stream[AssistantStreamEvent] = self._begun()
        try:
            for event in stream:
                for hook, values in self._assistant_state.feed(event):
                    if self._listens:
                        getattr(self, hook)(*values)
                yield event
        except Exception as error:
            if _is_timeout(error):
                self.on_timeout()
            self.on_exception(error)
            raise
        finally:
            stream.close()
        self.on_end()

    def _text_deltas(self) -> Iterator[str]:
        for event in self:
            for text in _texts(event):
                yield text

    def __iter__(self) -> Iterator[AssistantStreamEvent]:
        iterator: Iterator[AssistantStreamEvent] = self._iterator
        return iterator

    def __next__(self) -> AssistantStreamEvent:
        event: AssistantStreamEvent = next(self._iterator)
        return event

    def close(self) -> None:
        """Close the response."""
        if self._stream is not None:
            self._stream.close()

    def until_done(self) -> None:
        """Read the stream to its end."""
        for _ in self:
            pass

    def get_final_run(self) -> Run:
        """Read the stream to its end; the run as it ended."""
        self.until_done()
        return self._final_run()

    def get_final_run_steps(self) -> list[RunStep]:
        """Read the stream to its end; its run steps."""
        self.until_done()
        return self._final_run_steps()

    def get_final_messages(self) -> list[Message]:
        """Read the stream to its end; its messages."""
        self.until_done()
        return self._final_messages()

    def on_event(self, event: AssistantStreamEvent) -> None:
        """Every event, before the hooks of its kind."""

    def on_end(self) -> None:
        """The stream has ended."""

    def on_timeout(self) -> None:
        """The stream timed out; the error is raised after this."""

    def on_exception(self, exception: Exception) -> None:
        """An error ended the stream; it is raised after this."""

    def on_run_step_created(self, run_step: RunStep) -> None:
        """A run step began."""

    def on_run_step_delta(self, delta: RunStepDelta, snapshot: RunStep) -> None:
        """A run step went on; `snapshot` is the step so far."""

    def on_run_step_done(self, run_step: RunStep) -> None:
        """A run step ended, well or not."""

    def on_tool_call_created(self, tool_call: ToolCall) -> None:
        """A tool call began."""

    def on_tool_call_delta(self, delta: ToolCallDelta, snapshot: ToolCall) -> None:
        """A tool call went on; `snapshot` is the call so far."""

    def on_tool_call_done(self, tool_call: ToolCall) -> None:
        """A tool call is whole."""

    def on_message_created(self, message: Message) -> None:
        """A message began."""

    def on_message_delta(self, delta: MessageDelta, snapshot: Message) -> None:
        """A message went on; `snapshot` is the message so far."""

    def on_message_done(self, message: Message) -> None:
        """A message ended."""

    def on_text_created(self, text: Text) -> None:
        """A text began in a message."""

    def on_text_delta(self, delta: TextDelta, snapshot: Text) -> None:
        """A text went on; `snapshot` is the text so far."""

    def on_text_done(self, text: Text) -> None:
        """A text is whole."""

    def on_image_file_done(self, image_file: ImageFile) -> None:
        """An image file of a message is whole."""


class AsyncAssistantEventHandler(AsyncClosing, _Handler):
    """The events of a stream; override the hooks to be called for them."""

    text_deltas: AsyncIterator[str]
    """The text of the messages, piece by piece."""

    def __init__(self) -> None:
        super().__init__()
        self._iterator = self._events()
        self.text_deltas = self._text_deltas()

    def _init(self, stream: AsyncStream[AssistantStreamEvent]) -> None:
        self._begin(stream, AsyncAssistantEventHandler)

    async def _events(self) -> AsyncIterator[AssistantStreamEvent]:
        stream: AsyncStream[AssistantStreamEvent] = self._begun()
        try:
            async for event in stream:
                for hook, values in self._assistant_state.feed(event):
                    if self._listens:
                        await getattr(self, hook)(*values)
                yield event
        except Exception as error:
            if _is_timeout(error):
                await self.on_timeout()
            await self.on_exception(error)
            raise
        finally:
            await stream.close()
        await self.on_end()

    async def _text_deltas(self) -> AsyncIterator[str]:
        async for event in self:
            for text in _texts(event):
                yield text

    def __aiter__(self) -> AsyncIterator[AssistantStreamEvent]:
        iterator: AsyncIterator[AssistantStreamEvent] = self._iterator
        return iterator

    async def __anext__(self) -> AssistantStreamEvent:
        event: AssistantStreamEvent = await anext(self._iterator)
        return event

    async def close(self) -> None:
        """Close the response."""
        if self._stream is not None:
            await self._stream.close()

    async def until_done(self) -> None:
        """Read the stream to its end."""
        async for _ in self:
            pass

    async def get_final_run(self) -> Run:
        """Read the stream to its end; the run as it ended."""
        await self.until_done()
        return self._final_run()

    async def get_final_run_steps(self) -> list[RunStep]:
        """Read the stream to its end; its run steps."""
        await self.until_done()
        return self._final_run_steps()

    async def get_final_messages(self) -> list[Message]:
        """Read the stream to its end; its messages."""
        await self.until_done()
        return self._final_messages()

    async def on_event(self, event: AssistantStreamEvent) -> None:
        """Every event, before the hooks of its kind."""

    async def on_end(self) -> None:
        """The stream has ended."""

    async def on_timeout(self) -> None:
        """The stream timed out; the error is raised after this."""

    async def on_exception(self, exception: Exception) -> None:
        """An error ended the stream; it is raised after this."""

    async def on_run_step_created(self, run_step: RunStep) -> None:
        """A run step began."""

    async def on_run_step_delta(self, delta: RunStepDelta, snapshot: RunStep) -> None:
        """A run step went on; `snapshot` is the step so far."""

    async def on_run_step_done(self, run_step: RunStep) -> None:
        """A run step ended, well or not."""

    async def on_tool_call_created(self, tool_call: ToolCall) -> None:
        """A tool call began."""

    async def on_tool_call_delta(
        self, delta: ToolCallDelta, snapshot: ToolCall
    ) -> None:
        """A tool call went on; `snapshot` is the call so far."""

    async def on_tool_call_done(self, tool_call: ToolCall) -> None:
        """A tool call is whole."""

    async def on_message_created(self, message: Message) -> None:
        """A message began."""

    async def on_message_delta(self, delta: MessageDelta, snapshot: Message) -> None:
        """A message went on; `snapshot` is the message so far."""

    async def on_message_done(self, message: Message) -> None:
        """A message ended."""

    async def on_text_created(self, text: Text) -> None:
        """A text began in a message."""

    async def on_text_delta(self, delta: TextDelta, snapshot: Text) -> None:
        """A text went on; `snapshot` is the text so far."""

    async def on_text_done(self, text: Text) -> None:
        """A text is whole."""

    async def on_image_file_done(self, image_file: ImageFile) -> None:
        """An image file of a message is whole."""


class AssistantStreamManager(StreamManager[AssistantEventHandlerT]):
    """`with` this, the request is sent and its handler given."""


class AsyncAssistantStreamManager(AsyncStreamManager[AsyncAssistantEventHandlerT]):
    """`async with` this, the request is sent and its handler given."""
