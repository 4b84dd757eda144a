import asyncio
import json

from openai import AsyncOpenAI, OpenAI, pydantic_function_tool
from pydantic import BaseModel, Field


class Friend(BaseModel):
    name: str


class Person(BaseModel):
    name: str
    born: int = Field(description="The year.")
    friends: list[Friend]


class Weather(BaseModel):
    """The weather."""

    city: str


MESSAGES = [{"role": "user", "content": "Who is Ada?"}]
client = OpenAI()

completion = client.chat.completions.parse(model="m", messages=MESSAGES, response_format=Person)
message = completion.choices[0].message
print(message.parsed, type(message.parsed) is Person, message.parsed.friends[0].name)

response = client.responses.parse(model="m", input="Who is Ada?", text_format=Person)
print(response.output_parsed.name, response.output[0].content[0].parsed.born, response.output_text)

tool = pydantic_function_tool(Weather)
print(json.dumps(tool, sort_keys=True))
called = client.chat.completions.parse(model="m", messages=MESSAGES, tools=[tool])
call = called.choices[0].message.tool_calls[0]
print(call.function.name, call.function.parsed_arguments, called.choices[0].message.parsed)

older = client.beta.chat.completions.parse(model="m", messages=MESSAGES, response_format=Person)
print(older.choices[0].message.parsed.born)


async def main():
    async with AsyncOpenAI() as client:
        completion = await client.chat.completions.parse(
            model="m", messages=MESSAGES, response_format=Person
        )
        print(completion.choices[0].message.parsed)
        response = await client.responses.parse(model="m", input="Who?", text_format=Person)
        print(response.output_parsed)


asyncio.run(main())
