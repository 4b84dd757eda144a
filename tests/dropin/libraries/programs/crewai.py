import os

os.environ["CREWAI_DISABLE_TELEMETRY"] = os.environ["OTEL_SDK_DISABLED"] = "true"
os.environ["CREWAI_TRACING_ENABLED"] = "false"

from crewai import LLM
from pydantic import BaseModel


class Answer(BaseModel):
    city: str
    degrees: int


def weather(c: str) -> str:
    """The weather of a city."""
    return f"sunny in {c}"


call = {
    "name": "weather",
    "description": "The weather of a city.",
    "parameters": {"type": "object", "properties": {"c": {"type": "string"}}},
}
tools = [{"type": "function", "function": call}]
llm = LLM(model="openai/gpt-4o")
print(llm.call("hi"))
print(llm.call("weather?", tools=tools, available_functions={"weather": weather}))
print(LLM(model="openai/gpt-4o", response_format=Answer).call("weather?"))
print(LLM(model="openai/gpt-4o", stream=True).call("hi"))
