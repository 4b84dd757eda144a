import asyncio
import os

from openai import AsyncOpenAI, OpenAI

client = OpenAI(api_key=os.environ.get("OPENAI_API_KEY"))
response = client.responses.create(
    model="m",
    instructions="Talk like a pirate.",
    input="How do I check the class of an object?",
)
print(response.output_text, response._request_id, response.status)

completion = client.chat.completions.create(
    model="m",
    messages=[
        {"role": "developer", "content": "Talk like a pirate."},
        {
            "role": "user",
            "content": [{"type": "text", "text": "How do I check a class?"}],
        },
    ],
    response_format={"type": "json_object"},
    stop=None,
)
print(completion.choices[0].message.content, completion.usage.total_tokens)

image = client.responses.create(
    model="m",
    input=[
        {
            "role": "user",
            "content": [
                {"type": "input_text", "text": "What is here?"},
                {"type": "input_image", "image_url": "data:image/png;base64,AAAA"},
            ],
        }
    ],
    text={"format": {"type": "json_object"}},
)
print(image.output[0].content[0].text)


async def main():
    async with AsyncOpenAI() as client:
        response = await client.responses.create(model="m", input="Explain a long word.")
        print(response.output_text)
        chat = await client.chat.completions.create(
            model="m", messages=[{"role": "user", "content": "Say this is a test"}]
        )
        print(chat.choices[0].message.content)


asyncio.run(main())
