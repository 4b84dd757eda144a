from openai_bindings.types.chat import ChatCompletionMessageParam


def show(message: ChatCompletionMessageParam) -> None:
    print(message)


show({"role": "user", "content": "hi"})
show({"role": "tool", "tool_call_id": "c", "content": "42"})
