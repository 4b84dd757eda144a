import asyncio

from openai import AsyncOpenAI, OpenAI

MESSAGES = [{"role": "user", "content": "Say this is a test"}]
client = OpenAI()

stream = client.responses.create(model="m", input="A bedtime story.", stream=True)
for event in stream:
    print(event.type, getattr(event, "delta", ""))

for chunk in client.chat.completions.create(model="m", messages=MESSAGES, stream=True):
    print(repr(chunk.choices[0].delta.content), chunk.choices[0].finish_reason)

with client.chat.completions.create(model="m", messages=MESSAGES, stream=True) as stream:
    for chunk in stream:
        print(chunk.id, stream.response.status_code)
        break


async def main():
    client = AsyncOpenAI()
    stream = await client.responses.create(model="m", input="A bedtime story.", stream=True)
    async for event in stream:
        if event.type == "response.output_text.delta":
            print(event.delta)
        elif event.type == "response.completed":
            print(event.response.output_text)
    chunks = await client.chat.completions.create(model="m", messages=MESSAGES, stream=True)
    async for chunk in chunks:
        print(chunk.choices[0].delta.content or "", end="")
    print()
    await client.close()


asyncio.run(main())
