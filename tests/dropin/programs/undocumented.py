import asyncio
from typing import Any

import httpx2
from openai import AsyncOpenAI, OpenAI, Stream
from openai.types import Model
from openai.types.chat import ChatCompletionChunk

client = OpenAI()
print(client.post("/foo", cast_to=object, body={"a": [1, {"b": None}]}))
print(client.get("/foo", cast_to=dict[str, Any], options={"params": {"q": "1"}}))
print(client.put("/foo", cast_to=httpx2.Response, body={"p": 1}).json())
print(client.patch("/foo", cast_to=object, body={}), client.delete("/foo", cast_to=object))
print(client.get("/models/ft:m:org::1", cast_to=Model).owned_by)
print(client.get("/files/file-1/content", cast_to=str).splitlines())
response = client.with_raw_response.models.retrieve("ft:m:org::1")
print(response.parse(to=dict)["id"], type(response.parse()).__name__)
stream = client.post(
    "/chat/completions",
    cast_to=ChatCompletionChunk,
    body={"stream": True, "model": "m"},
    stream=True,
    stream_cls=Stream[ChatCompletionChunk],
)
print("".join(chunk.choices[0].delta.content or "" for chunk in stream))


async def main():
    async with AsyncOpenAI() as client:
        print(await client.post("/foo", cast_to=object, body={"a": 1}, options={"max_retries": 0}))


asyncio.run(main())
