import asyncio
import io
import tempfile
from pathlib import Path

from openai import AsyncOpenAI, OpenAI

client = OpenAI()
folder = Path(tempfile.mkdtemp())
(folder / "input.jsonl").write_text("{}\n")

print(client.files.create(file=folder / "input.jsonl", purpose="fine-tune").id)
print(client.files.create(file=b"abc", purpose="fine-tune").filename)
print(client.files.create(file=("b.txt", b"abc", "text/plain"), purpose="assistants").bytes)
with open(folder / "input.jsonl", "rb") as file:
    print(client.files.create(file=file, purpose="fine-tune").status)

said = client.audio.transcriptions.create(
    model="gpt-4o-transcribe",
    file=("audio.wav", io.BytesIO(b"RIFF"), "audio/wav"),
    timestamp_granularities=["word", "segment"],
)
print(said.text)

speech = client.audio.speech.create(model="tts", voice="alloy", input="Hello")
speech.write_to_file(folder / "speech.mp3")
print(len(speech.read()), len((folder / "speech.mp3").read_bytes()), speech.content[:3])


async def main():
    client = AsyncOpenAI()
    print((await client.files.create(file=folder / "input.jsonl", purpose="fine-tune")).id)
    speech = await client.audio.speech.create(model="tts", voice="alloy", input="Hello")
    print(len(await speech.aread()))
    await client.close()


asyncio.run(main())
