import asyncio

from agents import (
    Agent,
    ModelSettings,
    OpenAIChatCompletionsModel,
    Runner,
    function_tool,
    set_tracing_disabled,
)
from openai import AsyncOpenAI
from pydantic import BaseModel

set_tracing_disabled(True)


class Answer(BaseModel):
    city: str
    degrees: int


@function_tool
def weather(city: str) -> str:
    """The weather of a city."""
    return f"sunny in {city}"


async def main() -> None:
    chat = OpenAIChatCompletionsModel("gpt-4o", AsyncOpenAI())
    for model in ("gpt-4o", chat):
        plain = Agent(name="plain", model=model)
        print((await Runner.run(plain, "hi")).final_output)
        tools = Agent(name="tools", model=model, tools=[weather], model_settings=ModelSettings())
        done = await Runner.run(tools, "weather?")
        print(done.final_output, [item.type for item in done.new_items], len(done.to_input_list()))
        typed = Agent(name="typed", model=model, output_type=Answer)
        print((await Runner.run(typed, "weather?")).final_output)
        streamed = Runner.run_streamed(tools, "weather?")
        kinds = [event.type async for event in streamed.stream_events()]
        print(streamed.final_output, sorted(set(kinds)))


asyncio.run(main())
