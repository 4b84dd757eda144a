import asyncio

from openai_bindings import AsyncOpenAI

client = AsyncOpenAI()


async def main() -> None:
    async for job in client.fine_tuning.jobs.list(limit=20):
        print(job.id)
    page = await client.fine_tuning.jobs.list(limit=20)
    print(len(page.data))


asyncio.run(main())
