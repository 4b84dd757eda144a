import asyncio

from autogen_agentchat.agents import AssistantAgent
from autogen_core.models import UserMessage
from autogen_ext.models.openai import OpenAIChatCompletionClient
from pydantic import BaseModel


class Answer(BaseModel):
    city: str
    degrees: int


async def weather(city: str) -> str:
    """The weather of a city."""
    return f"sunny in {city}"


async def main() -> None:
    client = OpenAIChatCompletionClient(model="gpt-4o")
    ask = [UserMessage(content="hi", source="user")]
    print((await client.create(ask)).content)
    print([part async for part in client.create_stream(ask)][:-1])
    print((await client.create(ask, json_output=Answer)).content)
    agent = AssistantAgent("a", client, tools=[weather], reflect_on_tool_use=True)
    done = await agent.run(task="weather?")
    print([(type(m).__name__, str(m.content)[:60]) for m in done.messages])
    await client.close()


asyncio.run(main())
