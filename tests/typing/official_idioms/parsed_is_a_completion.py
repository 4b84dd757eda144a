"""What is parsed is a completion and a response too: functions that take one take it."""

from dataclasses import dataclass

from openai_bindings import OpenAI
from openai_bindings.types.chat import ChatCompletion
from openai_bindings.types.responses import Response


@dataclass
class Answer:
    text: str


def tokens(completion: ChatCompletion) -> int:
    return completion.usage.total_tokens if completion.usage else 0


def text(response: Response) -> str:
    return response.output_text


client = OpenAI()
completion = client.chat.completions.parse(
    model="gpt-4o", messages=[{"role": "user", "content": "hi"}], response_format=Answer
)
total: int = tokens(completion)
parsed: Answer | None = completion.choices[0].message.parsed
response = client.responses.parse(model="gpt-4o", input="hi", text_format=Answer)
whole: str = text(response)
answer: Answer | None = response.output_parsed
