from openai_bindings import OpenAI
from openai_bindings.types.responses import ResponseInputItemParam

items: list[ResponseInputItemParam] = [{"role": "user", "content": "hi"}]
items.append({"type": "function_call_output", "call_id": "c", "output": "{}"})
OpenAI().responses.create(model="m", input=items)
