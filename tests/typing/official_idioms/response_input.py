from openai_bindings import OpenAI
from openai_bindings.types.responses import ResponseInputParam

x: ResponseInputParam = [
    {"role": "user", "content": "hi"},
    {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "t"}]},
]
response = OpenAI().responses.create(model="m", input=x)
print(response.output_text)
