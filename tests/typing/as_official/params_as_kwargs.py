"""Params collected in a TypedDict and passed with **."""

from openai import AsyncOpenAI, OpenAI
from openai.types import (
    EmbeddingCreateParams,
)
from openai.types.chat import ChatCompletion, CompletionCreateParams as ChatParams
from openai.types.chat.completion_create_params import (
    CompletionCreateParamsNonStreaming,
    CompletionCreateParamsStreaming,
)
from openai.types.responses.response_create_params import ResponseCreateParamsNonStreaming


def call(client: OpenAI, params: CompletionCreateParamsNonStreaming) -> ChatCompletion:
    return client.chat.completions.create(**params)


async def stream(client: AsyncOpenAI, params: CompletionCreateParamsStreaming) -> str:
    text = ""
    async for chunk in await client.chat.completions.create(**params):
        text += chunk.choices[0].delta.content or ""
    return text


base: CompletionCreateParamsNonStreaming = {
    "model": "gpt-4o",
    "messages": [{"role": "user", "content": "x"}],
}
base["response_format"] = {"type": "json_object"}
base["temperature"] = 0.5
print(base["model"], base.get("temperature"))
responses: ResponseCreateParamsNonStreaming = {"model": "gpt-4o", "input": "Hello"}
OpenAI().responses.create(**responses)
embedding: EmbeddingCreateParams = {"input": ["a", "b"], "model": "text-embedding-3-small"}
print(OpenAI().embeddings.create(**embedding).data[0].embedding[0])
both: ChatParams = base
