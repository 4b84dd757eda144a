import asyncio

from pydantic import BaseModel
from semantic_kernel.agents import ChatCompletionAgent
from semantic_kernel.connectors.ai.open_ai import (
    OpenAIChatCompletion,
    OpenAIChatPromptExecutionSettings,
    OpenAITextEmbedding,
)
from semantic_kernel.contents import ChatHistory
from semantic_kernel.functions import kernel_function


class Answer(BaseModel):
    city: str
    degrees: int


class Weather:
    @kernel_function(description="The weather of a city.")
    def weather(self, city: str) -> str:
        return f"sunny in {city}"


async def main() -> None:
    chat = OpenAIChatCompletion(ai_model_id="gpt-4o")
    history = ChatHistory()
    history.add_user_message("hi")
    settings = OpenAIChatPromptExecutionSettings()
    print(await chat.get_chat_message_content(history, settings))
    print(
        [str(part[0]) async for part in chat.get_streaming_chat_message_contents(history, settings)]
    )
    typed = OpenAIChatPromptExecutionSettings(response_format=Answer)
    print(await chat.get_chat_message_content(history, typed))
    agent = ChatCompletionAgent(service=chat, plugins=[Weather()])
    print((await agent.get_response("weather?")).message.content)
    vectors = OpenAITextEmbedding(ai_model_id="text-embedding-3-small")
    print((await vectors.generate_embeddings(["a"])).tolist())


asyncio.run(main())
