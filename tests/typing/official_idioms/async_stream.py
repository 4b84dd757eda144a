import asyncio

from openai_bindings import AsyncOpenAI

client = AsyncOpenAI()


async def main() -> None:
    stream = await client.chat.completions.create(
        model="m", messages=[{"role": "user", "content": "hi"}], stream=True
    )
    async for chunk in stream:
        print(chunk.choices[0].delta.content or "")


asyncio.run(main())
