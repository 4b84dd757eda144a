import asyncio

from pydantic import BaseModel
from pydantic_ai import Agent
from pydantic_ai.models.openai import OpenAIChatModel, OpenAIResponsesModel


class Answer(BaseModel):
    city: str
    degrees: int


def weather(city: str) -> str:
    """The weather of a city."""
    return f"sunny in {city}"


async def run(model: object) -> None:
    plain = Agent(model)
    print((await plain.run("hi")).output)
    tools = Agent(model, tools=[weather])
    done = await tools.run("weather?")
    print(done.output, len(done.all_messages()), done.usage)
    async with plain.run_stream("hi") as stream:
        print([text async for text in stream.stream_text(debounce_by=None)])
    typed = Agent(model, output_type=Answer)
    print((await typed.run("weather?")).output)


async def main() -> None:
    for make in (OpenAIChatModel, OpenAIResponsesModel):
        await run(make("gpt-4o"))


asyncio.run(main())
