"""Embeddings, files, batches, vector stores, uploads, images, audio."""

import base64
from pathlib import Path

from openai import OpenAI, omit, Omit
from openai.types import Batch, CreateEmbeddingResponse, Embedding, FileObject, ImagesResponse
from openai.types.audio import Transcription
from openai.types.chat import ChatCompletionMessageParam


def embed(client: OpenAI, texts: list[str], dimensions: int | Omit = omit) -> list[list[float]]:
    found: CreateEmbeddingResponse = client.embeddings.create(
        input=texts, model="text-embedding-3-small", dimensions=dimensions
    )
    data: list[Embedding] = sorted(found.data, key=lambda e: e.index)
    return [e.embedding for e in data]


def chat(
    client: OpenAI, messages: list[ChatCompletionMessageParam], seed: int | Omit = omit
) -> str:
    done = client.chat.completions.create(
        messages=messages, model="x", seed=seed, stop=["a"], logit_bias={"1": 2}
    )
    return done.choices[0].message.content or ""


def main() -> None:
    client = OpenAI()
    file: FileObject = client.files.create(file=Path("a.jsonl"), purpose="batch")
    batch: Batch = client.batches.create(
        input_file_id=file.id,
        endpoint="/v1/chat/completions",
        completion_window="24h",
        metadata={"a": "b"},
    )
    for one in client.batches.list(limit=10):
        print(one.id, one.status, batch.request_counts.total if batch.request_counts else 0)
    images: ImagesResponse = client.images.generate(
        prompt="x", model="gpt-image-1", size="1024x1024"
    )
    for image in images.data or []:
        if image.b64_json:
            base64.b64decode(image.b64_json)
    with open("a.mp3", "rb") as audio:
        text: Transcription = client.audio.transcriptions.create(file=audio, model="whisper-1")
    print(text.text)
    speech = client.audio.speech.create(model="tts-1", voice="alloy", input="x")
    speech.write_to_file("x.mp3")
    store = client.vector_stores.create(
        name="x", expires_after={"anchor": "last_active_at", "days": 1}
    )
    client.vector_stores.files.upload_and_poll(vector_store_id=store.id, file=Path("x"))
    for page in client.files.list().iter_pages():
        print([f.filename for f in page.data])
    first = client.models.list()
    print(first.data[0].id, first.has_next_page())
