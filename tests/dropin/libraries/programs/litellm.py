import asyncio

import litellm
from pydantic import BaseModel


class Answer(BaseModel):
    city: str
    degrees: int


litellm.telemetry = False
ask = {"model": "openai/gpt-4o", "messages": [{"role": "user", "content": "hi"}]}
call = {
    "name": "weather",
    "parameters": {"type": "object", "properties": {"c": {"type": "string"}}},
}
tools = [{"type": "function", "function": call}]
print(litellm.completion(**ask).choices[0].message.content)
print([part.choices[0].delta.content for part in litellm.completion(**ask, stream=True)])
print(litellm.completion(**ask, tools=tools).choices[0].message.tool_calls[0].function)
print(litellm.completion(**ask, response_format=Answer).choices[0].message.content)
print(asyncio.run(litellm.acompletion(**ask)).usage.total_tokens)
print(litellm.embedding("openai/text-embedding-3-small", ["a"]).data)
print(litellm.responses(model="openai/gpt-4o", input="hi").output[0].content[0].text)
print([e.type for e in litellm.responses(model="openai/gpt-4o", input="hi", stream=True)])
