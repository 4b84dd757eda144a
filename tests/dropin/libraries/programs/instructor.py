import asyncio

import instructor
from openai import AsyncOpenAI, OpenAI
from pydantic import BaseModel


class Answer(BaseModel):
    """A weather report."""

    city: str
    degrees: int


ask = {"model": "gpt-4o", "messages": [{"role": "user", "content": "hi"}]}
for mode in (instructor.Mode.TOOLS, instructor.Mode.JSON_SCHEMA):
    client = instructor.from_openai(OpenAI(), mode=mode)
    answer, raw = client.chat.completions.create_with_completion(response_model=Answer, **ask)
    print(answer, raw.usage.total_tokens, raw.choices[0].finish_reason)
    print(list(client.chat.completions.create_partial(response_model=Answer, **ask))[-1])
    print([*client.chat.completions.create_iterable(response_model=Answer, **ask)])
    later = instructor.from_openai(AsyncOpenAI(), mode=mode)
    print(asyncio.run(later.chat.completions.create(response_model=Answer, **ask)))
