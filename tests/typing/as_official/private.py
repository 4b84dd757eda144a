"""Names that libraries take from private modules."""

from typing import Any, Dict, Optional

from openai import OpenAI
from openai._models import BaseModel
from openai._types import NOT_GIVEN, Body, Headers, Query
from openai.types.chat.chat_completion import ChatCompletion, Choice
from openai.types.chat.chat_completion_message import ChatCompletionMessage
from openai.types.completion_usage import (
    CompletionUsage,
    CompletionTokensDetails,
    PromptTokensDetails,
)
from openai.resources.chat.completions import Completions
from openai.resources import Chat


def fake(text: str) -> ChatCompletion:
    return ChatCompletion(
        id="x",
        object="chat.completion",
        created=1,
        model="m",
        choices=[
            Choice(
                index=0,
                finish_reason="stop",
                logprobs=None,
                message=ChatCompletionMessage(role="assistant", content=text),
            )
        ],
        usage=CompletionUsage(
            prompt_tokens=1,
            completion_tokens=2,
            total_tokens=3,
            prompt_tokens_details=PromptTokensDetails(cached_tokens=1),
            completion_tokens_details=CompletionTokensDetails(reasoning_tokens=1),
        ),
    )


class Wrapped(OpenAI):
    def __init__(self, *args: Any, extra: Optional[str] = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.extra = extra


def options(
    headers: Headers | None = None, query: Query | None = None, body: Body | None = None
) -> None:
    OpenAI().chat.completions.create(
        model="x",
        messages=[],
        extra_headers=headers,
        extra_query=query,
        extra_body=body,
        timeout=NOT_GIVEN,
    )


def dumped(model: BaseModel) -> Dict[str, Any]:
    return model.model_dump(exclude_none=True, exclude_unset=True)


chat: Chat = OpenAI().chat
completions: Completions = chat.completions
print(fake("x").to_json(), fake("x").model_dump_json(indent=2), dumped(fake("x")))
