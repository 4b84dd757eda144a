"""Files, assistants, images, speech and jobs, as programs for the official client have them."""

import time
from pathlib import Path

from openai import OpenAI
from openai.types import CreateEmbeddingResponse, FileObject, ImagesResponse
from openai.types.beta import Assistant, Thread
from openai.types.beta.threads import Run

client = OpenAI()


def upload(path: Path) -> FileObject:
    return client.files.create(file=path.open("rb"), purpose="fine-tune")


def embed(texts: list[str]) -> list[list[float]]:
    response: CreateEmbeddingResponse = client.embeddings.create(
        model="text-embedding-3-small", input=texts
    )
    return [row.embedding for row in response.data]


def assistant() -> Assistant:
    return client.beta.assistants.create(
        name="Math Tutor",
        instructions="You are a tutor.",
        tools=[{"type": "code_interpreter"}, {"type": "file_search"}],
        model="gpt-4o",
    )


def run(thread: Thread, helper: Assistant) -> Run:
    runs = client.beta.threads.runs
    given = thread.id
    run = runs.create(given, assistant_id=helper.id)  # deprecated: beta.threads.runs.create
    while run.status in ("queued", "in_progress"):
        time.sleep(1)
        run = runs.retrieve(run.id, thread_id=thread.id)  # deprecated: beta.threads.runs.retrieve
    return run


def answers(thread: Thread) -> list[str]:
    found: list[str] = []
    messages = client.beta.threads.messages
    for message in messages.list(thread_id=thread.id):  # deprecated: beta.threads.messages.list
        for block in message.content:
            if block.type == "text":
                found.append(block.text.value)
    return found


def picture(prompt: str) -> str:
    result: ImagesResponse = client.images.generate(
        model="dall-e-3", prompt=prompt, size="1024x1024", n=1
    )
    return (result.data or [])[0].url or ""


def speech(text: str, out: Path) -> None:
    with client.audio.speech.with_streaming_response.create(
        model="tts-1", voice="alloy", input=text
    ) as response:
        response.stream_to_file(out)


def transcript(path: Path) -> str:
    with path.open("rb") as audio:
        return client.audio.transcriptions.create(model="whisper-1", file=audio).text


job = client.fine_tuning.jobs.create(  # deprecated: fine-tuning/JobCreateParams.hyperparameters
    training_file="file-1", model="gpt-4o-mini", hyperparameters={"n_epochs": 3}
)
for event in client.fine_tuning.jobs.list_events(job.id, limit=10):
    print(event.message)
batch = client.batches.create(
    input_file_id="f", endpoint="/v1/chat/completions", completion_window="24h"
)
print(batch.request_counts)
client.files.delete("x")
