import asyncio

from langchain_core.tools import tool
from langchain_openai import ChatOpenAI, OpenAIEmbeddings
from pydantic import BaseModel


class Answer(BaseModel):
    """A weather report."""

    city: str
    degrees: int


@tool
def weather(city: str) -> str:
    """The weather of a city."""
    return f"sunny in {city}"


for chat in (ChatOpenAI(model="gpt-4o"), ChatOpenAI(model="gpt-4o", use_responses_api=True)):
    print(chat.invoke("hi").text)
    print([chunk.text for chunk in chat.stream("hi")])
    print(chat.bind_tools([weather]).invoke("weather?").tool_calls)
    print(
        [c.tool_call_chunks for c in chat.bind_tools([weather]).stream("w?") if c.content != ""][:1]
    )
    for method in ("json_schema", "function_calling"):
        print(chat.with_structured_output(Answer, method=method).invoke("weather?"))


async def main() -> None:
    for chat in (ChatOpenAI(model="gpt-4o"), ChatOpenAI(model="gpt-4o", use_responses_api=True)):
        print((await chat.ainvoke("hi")).text)
        print([chunk.text async for chunk in chat.astream("hi")])


asyncio.run(main())
vectors = OpenAIEmbeddings(model="text-embedding-3-small", check_embedding_ctx_length=False)
print(vectors.embed_documents(["a", "b"]), vectors.embed_query("c"))
