"""Params by their own names, from the folder or from a module of the same name."""

from openai import OpenAI
from openai.types.chat import (
    ChatCompletionAssistantMessageParam,
    ChatCompletionContentPartParam,
    CompletionCreateParams,
)
from openai.types.chat.chat_completion_message_param import ChatCompletionMessageParam
from openai.types.chat.chat_completion_system_message_param import ChatCompletionSystemMessageParam
from openai.types.chat.completion_create_params import CompletionCreateParamsNonStreaming
from openai.types.shared import FunctionDefinition as FunctionModel
from openai.types.shared_params import FunctionDefinition

system: ChatCompletionSystemMessageParam = {"role": "system", "content": "x"}
messages: list[ChatCompletionMessageParam] = [system]
part: ChatCompletionContentPartParam = {"type": "text", "text": "x"}
function: FunctionDefinition = {"name": "x"}
messages.append(ChatCompletionAssistantMessageParam(role="assistant", content="x"))
messages.append({"role": "user", "content": [part]})
params: CompletionCreateParamsNonStreaming = {"model": "gpt-4o", "messages": messages}
either: CompletionCreateParams = params
client = OpenAI()
print(client.chat.completions.create(**params).id, function["name"], part["type"])


def model() -> FunctionModel:
    return FunctionModel(name="x")
