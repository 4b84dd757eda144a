import asyncio

import httpx2
from openai import AsyncOpenAI, AsyncStream, NotFoundError

MESSAGES = [{"role": "user", "content": "Say this is a test"}]


async def chat(client, number):
    completion = await client.chat.completions.create(model="m", messages=MESSAGES)
    return number, completion.choices[0].message.content


async def main():
    async with AsyncOpenAI(timeout=httpx2.Timeout(30.0), max_retries=1) as client:
        print(sorted(await asyncio.gather(*(chat(client, number) for number in range(3)))))
        stream = await client.chat.completions.create(model="m", messages=MESSAGES, stream=True)
        print(isinstance(stream, AsyncStream), stream.response.status_code)
        async with stream:
            print([chunk.choices[0].delta.content async for chunk in stream])
        print(stream.response.is_closed)

        task = asyncio.create_task(client.chat.completions.create(model="slow", messages=MESSAGES))
        await asyncio.sleep(0.1)
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            print("cancelled")
        try:
            async with asyncio.timeout(0.1):
                await client.chat.completions.create(model="slow", messages=MESSAGES)
        except TimeoutError:
            print("too late")
        try:
            await client.chat.completions.create(model="status-404", messages=MESSAGES)
        except NotFoundError as e:
            print(e.status_code, e.code, e.response.headers["x-request-id"])
        async for model in client.models.list():
            print(model.id)
        page = await client.models.list()
        print(len(page.data), [model.id async for model in page])
    print(client.is_closed())


async def keyed():
    keys = iter(["one", "two"])

    async def key():
        return next(keys)

    seen = []

    async def note(request):
        seen.append(request.headers["authorization"])

    http_client = httpx2.AsyncClient(event_hooks={"request": [note]})
    async with AsyncOpenAI(api_key=key, http_client=http_client) as client:
        await client.models.list()
        await client.with_options(timeout=5).models.list()
    print(seen)


asyncio.run(main())
asyncio.run(keyed())
