from openai_bindings import OpenAI
from openai_bindings.types.chat import ChatCompletionMessageParam

messages: list[ChatCompletionMessageParam] = [
    {"role": "developer", "content": "Talk like a pirate."},
    {"role": "user", "content": [{"type": "text", "text": "hi"}]},
]
OpenAI().chat.completions.create(model="m", messages=messages, temperature=0.5)
