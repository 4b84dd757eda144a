import asyncio

from openai import AsyncOpenAI, OpenAI

client = OpenAI()
all_jobs = []
for job in client.fine_tuning.jobs.list(limit=2):
    all_jobs.append(job)
print([job.id for job in all_jobs])

first_page = client.fine_tuning.jobs.list(limit=2)
if first_page.has_next_page():
    print(first_page.next_page_info().params["after"])
    next_page = first_page.get_next_page()
    print(len(next_page.data), next_page.data[0].id, next_page.has_more)
for page in first_page.iter_pages():
    print([job.status for job in page.data])
print([model.id for model in client.models.list()], client.models.list().has_next_page())
print(client.models.delete("m").deleted)


async def main():
    client = AsyncOpenAI()
    all_jobs = []
    async for job in client.fine_tuning.jobs.list(limit=2):
        all_jobs.append(job)
    print([job.id for job in all_jobs])
    first_page = await client.fine_tuning.jobs.list(limit=2, after="ftjob-1")
    if first_page.has_next_page():
        next_page = await first_page.get_next_page()
        print(f"number of items we just fetched: {len(next_page.data)}")
    for job in first_page.data:
        print(job.id)
    await client.close()


asyncio.run(main())
