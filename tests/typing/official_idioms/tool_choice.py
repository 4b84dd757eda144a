from openai_bindings import OpenAI
from openai_bindings.types.chat import ChatCompletionToolChoiceOptionParam

choice: ChatCompletionToolChoiceOptionParam = {"type": "function", "function": {"name": "f"}}
OpenAI().chat.completions.create(model="m", messages=[], tool_choice=choice)
