"""The events of a chat completion stream."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeAlias, TypeVar, Union

from ...partial_json import parse_partial

if TYPE_CHECKING:
    from ....types.chat import ChatCompletionChunk, ChatCompletionTokenLogprob
    from .state import Snapshot

T = TypeVar("T")


@dataclasses.dataclass(slots=True, kw_only=True)
class ChunkEvent:
    """Every chunk, before the events it makes."""

    chunk: ChatCompletionChunk
    snapshot: Snapshot
    type: Literal["chunk"] = "chunk"


@dataclasses.dataclass(slots=True, kw_only=True)
class ContentDeltaEvent:
    """A piece of the content."""

    delta: str
    snapshot: str
    """The content so far."""
    structured: bool = dataclasses.field(default=False, repr=False)
    type: Literal["content.delta"] = "content.delta"

    @property
    def parsed(self) -> object | None:
        """What the JSON so far says, where a type was asked for."""
        return parse_partial(self.snapshot) if self.structured else None


@dataclasses.dataclass(slots=True, kw_only=True)
class ContentDoneEvent(Generic[T]):
    """The content is whole."""

    content: str
    parsed: T | None = None
    type: Literal["content.done"] = "content.done"


@dataclasses.dataclass(slots=True, kw_only=True)
class RefusalDeltaEvent:
    """A piece of a refusal."""

    delta: str
    snapshot: str
    """The refusal so far."""
    type: Literal["refusal.delta"] = "refusal.delta"


@dataclasses.dataclass(slots=True, kw_only=True)
class RefusalDoneEvent:
    """The refusal is whole."""

    refusal: str
    type: Literal["refusal.done"] = "refusal.done"


@dataclasses.dataclass(slots=True, kw_only=True)
class FunctionToolCallArgumentsDeltaEvent:
    """A piece of the arguments of a function tool call."""

    name: str
    index: int
    arguments: str
    """The JSON text so far."""
    arguments_delta: str
    structured: bool = dataclasses.field(default=False, repr=False)
    type: Literal["tool_calls.function.arguments.delta"] = (
        "tool_calls.function.arguments.delta"
    )

    @property
    def parsed_arguments(self) -> object | None:
        """What the JSON so far says, where the tool is strict."""
        return parse_partial(self.arguments) if self.structured else None


@dataclasses.dataclass(slots=True, kw_only=True)
class FunctionToolCallArgumentsDoneEvent:
    """The arguments of a function tool call are whole."""

    name: str
    index: int
    arguments: str
    parsed_arguments: Any = None
    type: Literal["tool_calls.function.arguments.done"] = (
        "tool_calls.function.arguments.done"
    )


@dataclasses.dataclass(slots=True, kw_only=True)
class LogprobsContentDeltaEvent:
    """Log probabilities of further tokens of the content."""

    content: list[ChatCompletionTokenLogprob]
    snapshot: list[ChatCompletionTokenLogprob]
    type: Literal["logprobs.content.delta"] = "logprobs.content.delta"


@dataclasses.dataclass(slots=True, kw_only=True)
class LogprobsContentDoneEvent:
    """The log probabilities of the content are whole."""

    content: list[ChatCompletionTokenLogprob]
    type: Literal["logprobs.content.done"] = "logprobs.content.done"


@dataclasses.dataclass(slots=True, kw_only=True)
class LogprobsRefusalDeltaEvent:
    """Log probabilities of further tokens of the refusal."""

    refusal: list[ChatCompletionTokenLogprob]
    snapshot: list[ChatCompletionTokenLogprob]
    type: Literal["logprobs.refusal.delta"] = "logprobs.refusal.delta"


@dataclasses.dataclass(slots=True, kw_only=True)
class LogprobsRefusalDoneEvent:
    """The log probabilities of the refusal are whole."""

    refusal: list[ChatCompletionTokenLogprob]
    type: Literal["logprobs.refusal.done"] = "logprobs.refusal.done"


ChatCompletionStreamEvent: TypeAlias = Union[
    ChunkEvent,
    ContentDeltaEvent,
    ContentDoneEvent[T],
    RefusalDeltaEvent,
    RefusalDoneEvent,
    FunctionToolCallArgumentsDeltaEvent,
    FunctionToolCallArgumentsDoneEvent,
    LogprobsContentDeltaEvent,
    LogprobsContentDoneEvent,
    LogprobsRefusalDeltaEvent,
    LogprobsRefusalDoneEvent,
]
"""An event of a chat completion stream; `type` tells which."""
