from openai_bindings import OpenAI
from openai_bindings.types.chat import ChatCompletionMessageParam

client = OpenAI()
messages: list[ChatCompletionMessageParam] = []
messages.append({"role": "system", "content": "Be short."})
messages.append({"role": "user", "content": "hi"})
completion = client.chat.completions.create(model="m", messages=messages)
print(completion.choices[0].message.content)
