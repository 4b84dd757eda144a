import asyncio

from llama_index.core.llms import ChatMessage
from llama_index.core.tools import FunctionTool
from llama_index.embeddings.openai import OpenAIEmbedding
from llama_index.llms.openai import OpenAI, OpenAIResponses
from pydantic import BaseModel


class Answer(BaseModel):
    """A weather report."""

    city: str
    degrees: int


def weather(city: str) -> str:
    """The weather of a city."""
    return f"sunny in {city}"


tool = FunctionTool.from_defaults(weather)
for llm in (OpenAI(model="gpt-4o"), OpenAIResponses(model="gpt-4o")):
    print(llm.chat([ChatMessage(role="user", content="hi")]).message.content)
    print([part.delta for part in llm.stream_chat([ChatMessage(role="user", content="hi")])])
    answer = llm.chat_with_tools([tool], user_msg="weather?")
    print([(c.tool_name, c.tool_kwargs) for c in llm.get_tool_calls_from_response(answer)])
    print(llm.as_structured_llm(Answer).complete("weather?").raw)
    print(asyncio.run(llm.achat([ChatMessage(role="user", content="hi")])).message.content)
print(OpenAIEmbedding().get_text_embedding_batch(["a", "b"]))
