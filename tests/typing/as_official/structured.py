"""Structured outputs with pydantic models."""

from typing import Optional, TypeVar

from openai import OpenAI, pydantic_function_tool
from openai.types.chat import ParsedChatCompletion, ParsedChoice
from openai.types.responses import ParsedResponse
from pydantic import BaseModel

T = TypeVar("T", bound=BaseModel)


class Step(BaseModel):
    explanation: str
    output: str


class Answer(BaseModel):
    steps: list[Step]
    final: str


def ask(client: OpenAI, kind: type[T], question: str) -> Optional[T]:
    completion = client.chat.completions.parse(
        model="gpt-4o", messages=[{"role": "user", "content": question}], response_format=kind
    )
    return completion.choices[0].message.parsed


def main() -> None:
    client = OpenAI()
    completion: ParsedChatCompletion[Answer] = client.chat.completions.parse(
        model="gpt-4o",
        messages=[{"role": "system", "content": "math"}, {"role": "user", "content": "8x = 1"}],
        response_format=Answer,
        tools=[pydantic_function_tool(Step)],
    )
    choice: ParsedChoice[Answer] = completion.choices[0]
    parsed = choice.message.parsed
    if parsed:
        print(parsed.final, [step.output for step in parsed.steps])
    if choice.message.refusal:
        print(choice.message.refusal)
    for call in choice.message.tool_calls or []:
        if call.type == "function":
            print(call.function.parsed_arguments)
    response: ParsedResponse[Answer] = client.responses.parse(
        model="gpt-4o", input="x", text_format=Answer
    )
    if response.output_parsed is not None:
        print(response.output_parsed.final)
    found = ask(client, Answer, "x")
    print(found.final if found else None)
