from openai_bindings import OpenAI
from openai_bindings.types.chat import ChatCompletionToolParam

tools: list[ChatCompletionToolParam] = [
    {
        "type": "function",
        "function": {"name": "weather", "parameters": {"type": "object"}, "strict": True},
    }
]
OpenAI().chat.completions.create(model="m", messages=[], tools=tools, tool_choice="auto")
