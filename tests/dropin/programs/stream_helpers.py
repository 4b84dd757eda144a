import asyncio

from openai import AsyncOpenAI, OpenAI

MESSAGES = [{"role": "user", "content": "Say this is a test"}]
client = OpenAI()

with client.chat.completions.stream(model="m", messages=MESSAGES) as stream:
    for event in stream:
        if event.type == "content.delta":
            print(event.delta, "|", event.snapshot)
        else:
            print(event.type)
    print(stream.get_final_completion().choices[0].message.content)

with client.responses.stream(model="m", input="A story.") as stream:
    for event in stream:
        if event.type == "response.output_text.delta":
            print(event.delta, end=";")
    print()
    print(stream.get_final_response().output_text)


async def main():
    client = AsyncOpenAI()
    async with client.chat.completions.stream(model="m", messages=MESSAGES) as stream:
        async for event in stream:
            if event.type == "content.done":
                print(event.content)
        completion = await stream.get_final_completion()
        print(completion.choices[0].finish_reason, completion.id)
    async with client.responses.stream(model="m", input="A story.") as stream:
        print([event.type async for event in stream])
        print((await stream.get_final_response()).status)
    await client.close()


asyncio.run(main())
