import json

from openai import OpenAI

client = OpenAI()
tools = [
    {
        "type": "function",
        "function": {
            "name": "weather",
            "description": "The weather in a city.",
            "parameters": {
                "type": "object",
                "properties": {"city": {"type": "string"}},
                "required": ["city"],
            },
        },
    }
]
messages = [{"role": "user", "content": "How is the weather in Paris?"}]


def weather(city):
    return {"city": city, "sky": "blue"}


completion = client.chat.completions.create(model="m", messages=messages, tools=tools)
message = completion.choices[0].message
print(completion.choices[0].finish_reason, message.content)
messages.append(message)
for call in message.tool_calls or []:
    arguments = json.loads(call.function.arguments)
    print(call.id, call.type, call.function.name, arguments)
    found = weather(**arguments)
    messages.append({"role": "tool", "tool_call_id": call.id, "content": json.dumps(found)})
print(client.chat.completions.create(model="m", messages=messages, tools=tools).id)
messages[1] = message.model_dump(exclude_none=True)
print(client.chat.completions.create(model="m", messages=messages, tools=tools).id)
messages[1] = message.to_dict()
print(client.chat.completions.create(model="m", messages=messages, tools=tools).id)
