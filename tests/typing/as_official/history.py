"""A chat history that is kept as params, read, cut and stored."""

import json
from pathlib import Path

from openai import OpenAI
from openai.types.chat import (
    ChatCompletionAssistantMessageParam,
    ChatCompletionMessageParam,
    ChatCompletionSystemMessageParam,
    ChatCompletionUserMessageParam,
)


class History:
    def __init__(self, system: str) -> None:
        self.messages: list[ChatCompletionMessageParam] = [{"role": "system", "content": system}]

    def add_user(self, text: str) -> None:
        message: ChatCompletionUserMessageParam = {"role": "user", "content": text}
        self.messages.append(message)

    def add_assistant(self, text: str | None) -> None:
        self.messages.append(ChatCompletionAssistantMessageParam(role="assistant", content=text))

    def last(self) -> ChatCompletionMessageParam:
        return self.messages[-1]

    def users(self) -> list[ChatCompletionUserMessageParam]:
        return [m for m in self.messages if m["role"] == "user"]

    def save(self, path: Path) -> None:
        path.write_text(json.dumps(self.messages))


def trimmed(
    messages: list[ChatCompletionMessageParam], keep: int
) -> list[ChatCompletionMessageParam]:
    head: list[ChatCompletionMessageParam] = [m for m in messages if m["role"] == "system"]
    return head + messages[-keep:]


def main() -> None:
    client = OpenAI()
    history = History("Be brief.")
    history.add_user("Hello")
    system = ChatCompletionSystemMessageParam(role="system", content="x", name="y")
    system["content"] = "changed"
    done = client.chat.completions.create(model="gpt-4o", messages=[system, *history.messages])
    history.add_assistant(done.choices[0].message.content)
    print(history.last().get("content"), len(trimmed(history.messages, 3)))
    for user in history.users():
        content = user["content"]
        if isinstance(content, str):
            print(content.upper())
        else:
            for part in content:
                if part["type"] == "text":
                    print(part["text"])
                elif part["type"] == "image_url":
                    print(part["image_url"]["url"])
