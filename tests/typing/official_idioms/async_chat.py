import asyncio

from openai_bindings import AsyncOpenAI

client = AsyncOpenAI()


async def main() -> None:
    completion = await client.chat.completions.create(
        messages=[{"role": "user", "content": "hi"}], model="m"
    )
    print(completion.choices[0].message.content)


asyncio.run(main())
