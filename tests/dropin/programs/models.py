import json

from openai import OpenAI
from openai.types.chat import ChatCompletion, ChatCompletionMessageParam

client = OpenAI()
messages: list[ChatCompletionMessageParam] = [{"role": "user", "content": "hello"}]
completion = client.chat.completions.create(model="m", messages=messages)
print(isinstance(completion, ChatCompletion))
print(json.dumps(completion.to_dict(), sort_keys=True))
print(json.loads(completion.to_json()) == completion.to_dict())

message = completion.choices[0].message
print(message.refusal is None, "refusal" in message.model_fields_set)
print(message.audio is None, "audio" in message.model_fields_set)
print(message.model_extra)
print(json.dumps(completion.usage.model_dump(exclude_unset=True), sort_keys=True))
print(json.dumps(message.model_dump(), sort_keys=True))
print(json.dumps(message.model_dump(exclude_none=True), sort_keys=True))
print(json.loads(completion.model_dump_json(exclude_unset=True)) == completion.to_dict())
print(completion == ChatCompletion.model_validate(completion.to_dict()))

messages.append(message)
messages.append({"role": "user", "content": "and now?"})
print(client.chat.completions.create(model="m", messages=messages).id)
