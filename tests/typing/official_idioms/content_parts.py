from openai_bindings.types.chat import ChatCompletionContentPartParam

parts: list[ChatCompletionContentPartParam] = [{"type": "text", "text": "What is this?"}]
parts.append({"type": "image_url", "image_url": {"url": "https://a.example/b.png"}})
