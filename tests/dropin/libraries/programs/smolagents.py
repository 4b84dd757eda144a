from smolagents import OpenAIServerModel, ToolCallingAgent, tool
from smolagents.models import ChatMessage


@tool
def weather(city: str) -> str:
    """The weather of a city.

    Args:
        city: Its name.
    """
    return f"sunny in {city}"


model = OpenAIServerModel("gpt-4o")
ask = [ChatMessage(role="user", content="hi")]
print(model.generate(ask).content)
print([part.content for part in model.generate_stream(ask)])
called = model.generate(ask, tools_to_call_from=[weather])
print([(c.function.name, c.function.arguments) for c in called.tool_calls])
form = {"type": "object", "properties": {"city": {"type": "string"}}}
shape = {"type": "json_schema", "json_schema": {"name": "a", "schema": form}}
print(model.generate(ask, response_format=shape).content)
agent = ToolCallingAgent(tools=[weather], model=model, max_steps=1, verbosity_level=0)
print(agent.run("weather?"))
