"""Assistants with an event handler, realtime."""

from typing_extensions import override

from openai import AssistantEventHandler, AsyncOpenAI, OpenAI
from openai.types.beta import AssistantStreamEvent, AssistantToolParam
from openai.types.beta.threads import Message, Run, Text, TextDelta
from openai.types.beta.threads.runs import ToolCall, ToolCallDelta


class Handler(AssistantEventHandler):
    @override
    def on_text_created(self, text: Text) -> None:
        print(text.value)

    @override
    def on_text_delta(self, delta: TextDelta, snapshot: Text) -> None:
        print(delta.value, snapshot.value)

    @override
    def on_tool_call_created(self, tool_call: ToolCall) -> None:
        print(tool_call.type)

    @override
    def on_tool_call_delta(self, delta: ToolCallDelta, snapshot: ToolCall) -> None:
        if delta.type == "code_interpreter" and delta.code_interpreter:
            print(delta.code_interpreter.input)

    @override
    def on_event(self, event: AssistantStreamEvent) -> None:
        if event.event == "thread.run.requires_action":
            print(event.data.id)


def main() -> None:
    client = OpenAI()
    tools: list[AssistantToolParam] = [{"type": "code_interpreter"}]
    assistant = client.beta.assistants.create(model="x", tools=tools)
    thread = client.beta.threads.create(messages=[{"role": "user", "content": "x"}])
    run: Run = client.beta.threads.runs.create_and_poll(
        thread_id=thread.id, assistant_id=assistant.id
    )
    if run.status == "completed":
        message: Message
        for message in client.beta.threads.messages.list(thread_id=thread.id):
            for block in message.content:
                if block.type == "text":
                    print(block.text.value)
    with client.beta.threads.runs.stream(
        thread_id=thread.id, assistant_id=assistant.id, event_handler=Handler()
    ) as stream:
        stream.until_done()


async def realtime() -> None:
    client = AsyncOpenAI()
    async with client.realtime.connect(model="gpt-realtime") as connection:
        await connection.session.update(session={"type": "realtime", "output_modalities": ["text"]})
        await connection.conversation.item.create(
            item={
                "type": "message",
                "role": "user",
                "content": [{"type": "input_text", "text": "Hi"}],
            }
        )
        await connection.response.create()
        async for event in connection:
            if event.type == "response.output_text.delta":
                print(event.delta)
            elif event.type == "response.done":
                break
