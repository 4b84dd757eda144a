from openai_bindings import OpenAI
from openai_bindings.types.chat import (
    ChatCompletionMessageParam,
    ChatCompletionSystemMessageParam,
    ChatCompletionUserMessageParam,
)

messages: list[ChatCompletionMessageParam] = [
    ChatCompletionSystemMessageParam(role="system", content="a"),
    {"role": "user", "content": "b"},
]
messages.append(ChatCompletionUserMessageParam(role="user", content="c"))
OpenAI().chat.completions.create(model="m", messages=messages)
