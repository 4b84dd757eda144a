import asyncio

from openai import AsyncOpenAI, OpenAI

CALL = {"model": "m", "messages": [{"role": "user", "content": "Say this is a test"}]}
client = OpenAI()

response = client.chat.completions.with_raw_response.create(**CALL)
print(response.headers.get("X-My-Header"), response.status_code, response.request_id)
completion = response.parse()
print(completion.choices[0].message.content, len(response.content), response.text[:10])

with client.chat.completions.with_streaming_response.create(**CALL) as response:
    print(response.headers.get("X-My-Header"))
    for line in response.iter_lines():
        print(line)
with client.chat.completions.with_streaming_response.create(**CALL) as response:
    print(response.parse().id, response.http_response.status_code, response.is_closed)
with client.audio.speech.with_streaming_response.create(
    model="tts", voice="alloy", input="Hi"
) as response:
    print(sum(len(part) for part in response.iter_bytes()))
with client.chat.completions.with_raw_response.create(**CALL, stream=True).parse() as stream:
    print(len(list(stream)))


async def main():
    client = AsyncOpenAI()
    response = await client.chat.completions.with_raw_response.create(**CALL)
    print(response.headers.get("X-My-Header"), response.parse().id)
    async with client.chat.completions.with_streaming_response.create(**CALL) as response:
        print(len(await response.read()), (await response.json())["id"])
    async with client.chat.completions.with_streaming_response.create(**CALL) as response:
        async for line in response.iter_lines():
            print(line)
    await client.close()


asyncio.run(main())
