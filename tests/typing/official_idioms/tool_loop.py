import json

from openai_bindings import OpenAI
from openai_bindings.types.chat import ChatCompletionMessageParam

client = OpenAI()
messages: list[ChatCompletionMessageParam] = [{"role": "user", "content": "Weather?"}]
message = client.chat.completions.create(model="m", messages=messages).choices[0].message
for call in message.tool_calls or []:
    if call.type == "function":
        arguments = json.loads(call.function.arguments)
        messages.append({"role": "tool", "tool_call_id": call.id, "content": str(arguments)})
client.chat.completions.create(model="m", messages=messages)
