"""Streams: chat and responses, sync and async, with stored state."""

from collections.abc import AsyncIterator, Iterator

from openai import AsyncOpenAI, AsyncStream, OpenAI, Stream
from openai.types.chat import ChatCompletionChunk
from openai.types.chat.chat_completion_chunk import Choice, ChoiceDelta, ChoiceDeltaToolCall
from openai.types.responses import ResponseStreamEvent


def texts(stream: Stream[ChatCompletionChunk]) -> Iterator[str]:
    for chunk in stream:
        choice: Choice
        for choice in chunk.choices:
            delta: ChoiceDelta = choice.delta
            if delta.content is not None:
                yield delta.content


def tool_calls(stream: Stream[ChatCompletionChunk]) -> dict[int, str]:
    found: dict[int, str] = {}
    for chunk in stream:
        calls: list[ChoiceDeltaToolCall] = chunk.choices[0].delta.tool_calls or []
        for call in calls:
            if call.function and call.function.arguments:
                found[call.index] = found.get(call.index, "") + call.function.arguments
    return found


async def events(client: AsyncOpenAI) -> AsyncIterator[str]:
    stream: AsyncStream[ResponseStreamEvent] = await client.responses.create(
        model="gpt-4o", input=[{"role": "user", "content": "hi"}], stream=True
    )
    async for event in stream:
        if event.type == "response.output_text.delta":
            yield event.delta
        elif event.type == "response.completed":
            print(event.response.usage.total_tokens if event.response.usage else 0)


def main(stream_it: bool) -> None:
    client = OpenAI(max_retries=0, timeout=10)
    with client.chat.completions.create(
        model="gpt-4o",
        messages=[{"role": "user", "content": "x"}],
        stream=True,
        stream_options={"include_usage": True},
    ) as stream:
        print("".join(texts(stream)))
    with client.chat.completions.stream(
        model="gpt-4o", messages=[{"role": "user", "content": "x"}]
    ) as events_:
        for event in events_:
            if event.type == "content.delta":
                print(event.delta, event.snapshot)
        print(events_.get_final_completion().choices[0].message.content)
    with client.responses.stream(model="gpt-4o", input="x") as response_events:
        for ev in response_events:
            if ev.type == "response.output_text.delta":
                print(ev.delta)
        print(response_events.get_final_response().output_text)
    either = client.chat.completions.create(
        model="gpt-4o", messages=[{"role": "user", "content": "x"}], stream=stream_it
    )
    if isinstance(either, Stream):
        print(next(iter(either)).id)
    else:
        print(either.id)
