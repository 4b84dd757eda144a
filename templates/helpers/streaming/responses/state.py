"""What the events of a response stream add up to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from ...accumulate import Sparse, plain, valid_index
from ...raw import dict_at, model_of, raw_of, seen, text_at
from ...response_parsing import ResponseParsing, parsed_response

if TYPE_CHECKING:
    from ....types.responses import ParsedResponse
    from .events import ResponseStreamEvent

T = TypeVar("T")


class _At(NamedTuple):
    """A step into a list, at the index that the event says under `key`."""

    key: str


Path = tuple[str | _At, ...]

_ITEM: Path = ("output", _At("output_index"))
_PART: Path = (*_ITEM, "content", _At("content_index"))
_SUMMARY: Path = (*_ITEM, "summary", _At("summary_index"))
_COMMAND: Path = (*_ITEM, "action", "commands", _At("command_index"))

_SET: dict[str, tuple[Path, str]] = {
    "response.output_item.added": (_ITEM, "item"),
    "response.output_item.done": (_ITEM, "item"),
    "response.content_part.added": (_PART, "part"),
    "response.content_part.done": (_PART, "part"),
    "response.output_text.done": ((*_PART, "text"), "text"),
    "response.output_text.annotation.added": (
        (*_PART, "annotations", _At("annotation_index")),
        "annotation",
    ),
    "response.refusal.done": ((*_PART, "refusal"), "refusal"),
    "response.reasoning_text.done": ((*_PART, "text"), "text"),
    "response.reasoning_summary_part.added": (_SUMMARY, "part"),
    "response.reasoning_summary_part.done": (_SUMMARY, "part"),
    "response.reasoning_summary_text.done": ((*_SUMMARY, "text"), "text"),
    "response.function_call_arguments.done": ((*_ITEM, "arguments"), "arguments"),
    "response.mcp_call_arguments.done": ((*_ITEM, "arguments"), "arguments"),
    "response.custom_tool_call_input.done": ((*_ITEM, "input"), "input"),
    "response.code_interpreter_call_code.done": ((*_ITEM, "code"), "code"),
    "response.shell_call_command.added": (_COMMAND, "command"),
    "response.shell_call_command.done": (_COMMAND, "command"),
}
"""Events that bring a value whole: where it goes, and its key in the event."""

_APPEND: dict[str, Path] = {
    "response.output_text.delta": (*_PART, "text"),
    "response.refusal.delta": (*_PART, "refusal"),
    "response.reasoning_text.delta": (*_PART, "text"),
    "response.reasoning_summary_text.delta": (*_SUMMARY, "text"),
    "response.function_call_arguments.delta": (*_ITEM, "arguments"),
    "response.mcp_call_arguments.delta": (*_ITEM, "arguments"),
    "response.custom_tool_call_input.delta": (*_ITEM, "input"),
    "response.code_interpreter_call_code.delta": (*_ITEM, "code"),
    "response.shell_call_command.delta": _COMMAND,
}
"""Events that bring a piece of text under `delta`: where it is appended."""

_WHOLE = frozenset(
    f"response.{state}"
    for state in (
        "created",
        "queued",
        "in_progress",
        "completed",
        "incomplete",
        "failed",
        "cancelled",
    )
)
_ENDS = frozenset(
    f"response.{state}" for state in ("completed", "incomplete", "failed", "cancelled")
)


class ResponseStreamState(Generic[T]):
    """Takes events, gives them back with snapshots, and keeps the response so far.

    Events up to `starting_after` are taken but not given.
    """

    def __init__(
        self,
        *,
        input_tools: Any = (),
        text_format: Any = None,
        starting_after: int | None = None,
    ) -> None:
        self._parsing = ResponseParsing(text_format, input_tools)
        self._starting_after = starting_after
        self._data: dict[str, Any] | None = None
        self._final: ParsedResponse[T] | None = None

    @property
    def current_response_snapshot(self) -> ParsedResponse[T]:
        """The response so far; RuntimeError before the first event."""
        from ....types.responses import ParsedResponse

        if self._data is None:
            raise RuntimeError("No event of the response has arrived yet")
        snapshot: ParsedResponse[T] = model_of(ParsedResponse, plain(self._data))
        return snapshot

    def get_final_response(self) -> ParsedResponse[T]:
        """The response as it ended; RuntimeError where the stream told of no end."""
        if self._final is None:
            raise RuntimeError("The stream ended before the response did")
        return self._final

    def feed(self, item: Any) -> Iterable[ResponseStreamEvent[T]]:
        """The event that `item` makes."""
        raw = seen(item)
        kind = raw.get("type")
        if not isinstance(kind, str):
            kind = ""
        event = self._take(kind, raw, item)
        number = raw.get("sequence_number")
        after = self._starting_after
        if after is None or not isinstance(number, int) or number > after:
            yield event

    def _take(self, kind: str, raw: dict[str, Any], item: Any) -> Any:
        if kind in _WHOLE:
            return self._take_response(kind, raw, item)
        if kind in _SET:
            path, key = _SET[kind]
            self._change(path, raw, lambda _: raw.get(key))
        elif kind in _APPEND:
            delta = text_at(raw, "delta")
            self._change(_APPEND[kind], raw, lambda old: _text(old) + delta)
        extra = _EXTRAS.get(kind)
        return item if extra is None else extra(self, raw)

    def _take_response(self, kind: str, raw: dict[str, Any], item: Any) -> Any:
        self._data = raw_of(dict_at(raw, "response"))
        if kind not in _ENDS:
            return item
        final = parsed_response(self._data, self._parsing)
        self._final = final
        if kind != "response.completed":
            return item
        from .events import ResponseCompletedEvent

        event: Any = model_of(ResponseCompletedEvent, raw)
        event.response = final
        return event

    def _change(
        self, path: Path, raw: dict[str, Any], change: Callable[[Any], Any]
    ) -> None:
        if all(valid_index(raw.get(s.key)) for s in path if isinstance(s, _At)):
            self._data = _changed(self._data, path, raw, change)

    def _at(self, path: Path, raw: dict[str, Any]) -> Any:
        value: Any = self._data
        for step in path:
            if isinstance(step, _At):
                value = Sparse.of(value).get(raw.get(step.key))
            else:
                value = value.get(step) if value.__class__ is dict else None
        return value

    def _text_delta(self, raw: dict[str, Any]) -> Any:
        from .events import ResponseTextDeltaEvent

        snapshot = _text(self._at((*_PART, "text"), raw))
        return model_of(ResponseTextDeltaEvent, {**raw, "snapshot": snapshot})

    def _text_done(self, raw: dict[str, Any]) -> Any:
        from .events import ResponseTextDoneEvent

        event: Any = model_of(ResponseTextDoneEvent, raw)
        event.parsed = self._parsing.text(text_at(raw, "text"))
        return event

    def _arguments_delta(self, raw: dict[str, Any]) -> Any:
        from .events import ResponseFunctionCallArgumentsDeltaEvent

        snapshot = _text(self._at((*_ITEM, "arguments"), raw))
        data = {**raw, "snapshot": snapshot}
        return model_of(ResponseFunctionCallArgumentsDeltaEvent, data)


_EXTRAS: dict[str, Callable[[ResponseStreamState[Any], dict[str, Any]], Any]] = {
    "response.output_text.delta": ResponseStreamState._text_delta,
    "response.output_text.done": ResponseStreamState._text_done,
    "response.function_call_arguments.delta": ResponseStreamState._arguments_delta,
}


def _changed(
    node: Any, path: Path, raw: dict[str, Any], change: Callable[[Any], Any]
) -> Any:
    """`node` with the value at `path` changed; what leads there is made where it is missing."""
    if not path:
        return change(node)
    step, rest = path[0], path[1:]
    if isinstance(step, _At):
        entries, index = Sparse.of(node), raw[step.key]
        return entries.put(index, _changed(entries.get(index), rest, raw, change))
    known: dict[str, Any] = node if node.__class__ is dict else {}
    return {**known, step: _changed(known.get(step), rest, raw, change)}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
