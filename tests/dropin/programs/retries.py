import asyncio

import httpx2
import openai
from openai import AsyncOpenAI, OpenAI

MESSAGES = [{"role": "user", "content": "hello"}]

client = OpenAI()
print(client.chat.completions.create(model="flaky-500", messages=MESSAGES).id)
print(client.max_retries, client.with_options(max_retries=5).max_retries)
raw = client.chat.completions.with_raw_response.create(model="flaky-429", messages=MESSAGES)
print(raw.retries_taken)
try:
    client.with_options(max_retries=1).chat.completions.create(
        model="status-503", messages=MESSAGES
    )
except openai.InternalServerError as e:
    print(e.status_code)

quick = OpenAI(timeout=20.0, max_retries=0)
print(quick.timeout)
quick = OpenAI(timeout=httpx2.Timeout(60.0, read=0.1, write=10.0, connect=2.0), max_retries=0)
for attempt in (quick, client.with_options(timeout=0.1, max_retries=0)):
    try:
        attempt.chat.completions.create(model="slow", messages=MESSAGES)
    except openai.APITimeoutError as e:
        print(e, isinstance(e, openai.APIConnectionError))
print(client.chat.completions.create(model="slow", messages=MESSAGES, timeout=60).id)


async def main():
    async with AsyncOpenAI() as client:
        print((await client.chat.completions.create(model="flaky-409", messages=MESSAGES)).id)
        try:
            await client.with_options(timeout=0.1, max_retries=0).chat.completions.create(
                model="slow", messages=MESSAGES
            )
        except openai.APITimeoutError as e:
            print(e)


asyncio.run(main())
