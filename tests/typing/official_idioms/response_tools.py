from openai_bindings import OpenAI
from openai_bindings.types.responses import ToolParam

tools: list[ToolParam] = [
    {"type": "web_search"},
    {"type": "function", "name": "f", "parameters": {"type": "object"}, "strict": True},
]
OpenAI().responses.create(model="m", input="x", tools=tools)
