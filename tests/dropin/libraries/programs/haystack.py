import asyncio

from haystack.components.embedders import OpenAITextEmbedder
from haystack.components.generators.chat import OpenAIChatGenerator
from haystack.dataclasses import ChatMessage
from haystack.tools import create_tool_from_function
from pydantic import BaseModel


class Answer(BaseModel):
    city: str
    degrees: int


def weather(city: str) -> str:
    """The weather of a city."""
    return f"sunny in {city}"


ask = [ChatMessage.from_user("hi")]
chat = OpenAIChatGenerator(model="gpt-4o")
print(chat.run(ask)["replies"][0].text)
parts: list[str] = []
print(chat.run(ask, streaming_callback=lambda c: parts.append(c.content))["replies"][0].text, parts)
tools = OpenAIChatGenerator(model="gpt-4o", tools=[create_tool_from_function(weather)])
print(tools.run(ask)["replies"][0].tool_calls)
typed = OpenAIChatGenerator(model="gpt-4o", generation_kwargs={"response_format": Answer})
print(typed.run(ask)["replies"][0].text)
print(asyncio.run(chat.run_async(ask))["replies"][0].text)
print(OpenAITextEmbedder().run("a")["embedding"])
