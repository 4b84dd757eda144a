from pathlib import Path

from openai_bindings import OpenAI

client = OpenAI()
client.files.create(file=Path("input.jsonl"), purpose="fine-tune")
client.files.create(file=("a.txt", b"abc", "text/plain"), purpose="assistants")
with open("a", "rb") as opened:
    client.audio.transcriptions.create(model="whisper-1", file=opened)
