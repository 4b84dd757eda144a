import enum
from datetime import date

from openai import NOT_GIVEN, OpenAI, omit
from openai.types.chat import (
    ChatCompletionMessageParam,
    ChatCompletionSystemMessageParam,
    ChatCompletionToolParam,
    ChatCompletionUserMessageParam,
)
from openai.types.chat.chat_completion_tool_param import ChatCompletionToolParam as SameToolParam
from openai.types.shared_params import FunctionDefinition, ResponseFormatJSONObject

client = OpenAI()


class Unit(enum.StrEnum):
    METRIC = "metric"


system = ChatCompletionSystemMessageParam(role="system", content="Be brief.")
user: ChatCompletionMessageParam = ChatCompletionUserMessageParam(
    role="user",
    content=[
        {"type": "text", "text": "What is this?"},
        {"type": "image_url", "image_url": {"url": "http://x.test/i.png", "detail": "low"}},
    ],
)
print(system["role"], user["content"][0]["text"], "name" in user, user.get("name"))
tool = ChatCompletionToolParam(
    type="function",
    function=FunctionDefinition(name="weather", parameters={"type": "object", "properties": {}}),
)
print(ChatCompletionToolParam is SameToolParam, tool["function"]["name"], dict(system)["content"])

completion = client.chat.completions.create(
    model="m",
    messages=(message for message in [system, user, {"role": "assistant", "content": None}]),
    tools=[tool],
    tool_choice={"type": "function", "function": {"name": "weather"}},
    response_format=ResponseFormatJSONObject(type="json_object"),
    metadata={"unit": Unit.METRIC, "day": date(2024, 1, 2).isoformat()},
    stop=("a", "b"),
    temperature=None,
    top_p=NOT_GIVEN,
    user=omit,
    logit_bias={"50256": -100},
    extra_body={"provider": {"order": ["x"]}},
)
print(completion.choices[0].finish_reason)
print(client.responses.create(model="m", input=[{"role": "user", "content": "hi"}]).id)
