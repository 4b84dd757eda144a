from openai_bindings.types.chat import ChatCompletionMessageParam


def user(text: str) -> ChatCompletionMessageParam:
    return {"role": "user", "content": text}


history: list[ChatCompletionMessageParam] = [user("a"), user("b")]
