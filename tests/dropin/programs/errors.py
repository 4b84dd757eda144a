import asyncio

import openai
from openai import AsyncOpenAI, OpenAI

MESSAGES = [{"role": "user", "content": "hello"}]
client = OpenAI(max_retries=0)

for status in (400, 401, 403, 404, 409, 418, 422, 429, 500, 503):
    try:
        client.chat.completions.create(model=f"status-{status}", messages=MESSAGES)
    except openai.RateLimitError as e:
        print("We should back off a bit:", e.request_id)
    except openai.APIStatusError as e:
        print(type(e).__name__, e.status_code, e.response.status_code)
        print(
            e.code,
            e.param,
            e.type,
            e.body,
            e.request.method,
            isinstance(e, openai.APIError),
        )

try:
    OpenAI(base_url="http://127.0.0.1:9/v1", max_retries=0).models.list()
except openai.APIConnectionError as e:
    print(e, type(e.__cause__).__name__, isinstance(e, openai.OpenAIError))

try:
    client.chat.completions.create(model="m")
except TypeError as e:
    print(e)
try:
    client.models.retrieve("")
except ValueError as e:
    print(e)


async def main():
    client = AsyncOpenAI(max_retries=0)
    try:
        await client.responses.create(model="status-404", input="x")
    except openai.NotFoundError as exc:
        print(exc.request_id, exc.message.startswith("Error code: 404 - "))
    await client.close()


asyncio.run(main())
