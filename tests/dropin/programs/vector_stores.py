import asyncio

from openai import AsyncOpenAI, OpenAI

client = OpenAI()
store = client.vector_stores.create(
    name="docs", expires_after={"anchor": "last_active_at", "days": 7}
)
print(store.id, store.file_counts.completed)
file = client.vector_stores.files.upload_and_poll(vector_store_id=store.id, file=("a.txt", b"abc"))
print(file.id, file.status)
batch = client.vector_stores.file_batches.create_and_poll(store.id, file_ids=["file-1"])
print(batch.status, batch.file_counts.total)
batch = client.vector_stores.file_batches.upload_and_poll(
    vector_store_id=store.id, files=[("a.txt", b"abc")], file_ids=["file-2"]
)
print(batch.id)
for hit in client.vector_stores.search(
    store.id, query="q", filters={"type": "eq", "key": "a", "value": 1}
):
    print(hit.filename, hit.score, hit.content[0].text, hit.attributes)
print(client.vector_stores.delete(store.id).deleted)


async def main():
    async with AsyncOpenAI() as client:
        file = await client.vector_stores.files.create_and_poll("file-1", vector_store_id="vs_1")
        print(file.status)


asyncio.run(main())
