"""Tools in a loop, in params from modules."""

import json
from typing import Any, Callable

from openai import OpenAI
from openai.types.chat import (
    ChatCompletionMessageParam,
    ChatCompletionToolParam,
    ChatCompletionToolMessageParam,
)
from openai.types.chat.chat_completion_message_function_tool_call import (
    ChatCompletionMessageFunctionToolCall,
)
from openai.types.chat.chat_completion_message_tool_call_param import (
    ChatCompletionMessageToolCallParam,
)
from openai.types.shared_params import FunctionDefinition, FunctionParameters

parameters: FunctionParameters = {"type": "object", "properties": {"city": {"type": "string"}}}
definition: FunctionDefinition = {
    "name": "weather",
    "description": "The weather",
    "parameters": parameters,
}
tools: list[ChatCompletionToolParam] = [{"type": "function", "function": definition}]


def weather(city: str) -> str:
    return f"sunny in {city}"


registry: dict[str, Callable[..., str]] = {"weather": weather}


def answer(call: ChatCompletionMessageFunctionToolCall) -> ChatCompletionToolMessageParam:
    arguments: dict[str, Any] = json.loads(call.function.arguments)
    return {
        "role": "tool",
        "tool_call_id": call.id,
        "content": registry[call.function.name](**arguments),
    }


def run(client: OpenAI, question: str) -> str | None:
    messages: list[ChatCompletionMessageParam] = [{"role": "user", "content": question}]
    while True:
        completion = client.chat.completions.create(
            model="gpt-4o",
            messages=messages,
            tools=tools,
            tool_choice="auto",
            parallel_tool_calls=False,
        )
        message = completion.choices[0].message
        if not message.tool_calls:
            return message.content
        calls: list[ChatCompletionMessageToolCallParam] = []
        for call in message.tool_calls:
            if call.type == "function":
                calls.append(
                    {
                        "id": call.id,
                        "type": "function",
                        "function": {
                            "name": call.function.name,
                            "arguments": call.function.arguments,
                        },
                    }
                )
        messages.append({"role": "assistant", "content": message.content, "tool_calls": calls})
        for call in message.tool_calls:
            if call.type == "function":
                messages.append(answer(call))
