import dataclasses

from openai_bindings import OpenAI


@dataclasses.dataclass
class Step:
    explanation: str


response = OpenAI().responses.parse(model="m", input="x", text_format=Step)
if response.output_parsed:
    print(response.output_parsed.explanation)
