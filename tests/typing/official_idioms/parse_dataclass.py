import dataclasses

from openai_bindings import OpenAI


@dataclasses.dataclass
class Step:
    explanation: str


completion = OpenAI().chat.completions.parse(
    model="m", messages=[{"role": "user", "content": "x"}], response_format=Step
)
parsed = completion.choices[0].message.parsed
if parsed is not None:
    print(parsed.explanation)
