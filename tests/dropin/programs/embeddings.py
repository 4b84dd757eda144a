import asyncio

from openai import AsyncOpenAI, OpenAI

client = OpenAI()
one = client.embeddings.create(model="text-embedding-3-small", input="hello")
print(one.data[0].embedding, one.usage.total_tokens, one.model)
two = client.embeddings.create(model="e", input=["hello", "you"], dimensions=3, user="u")
print([item.index for item in two.data], two.data[1].embedding)
floats = client.embeddings.create(model="e", input=[1, 2, 3], encoding_format="float")
print(floats.data[0].embedding)
coded = client.embeddings.create(model="e", input="hello", encoding_format="base64")
print(coded.data[0].embedding)


async def main():
    async with AsyncOpenAI() as client:
        print((await client.embeddings.create(model="e", input="hello")).data[0].embedding)


asyncio.run(main())
