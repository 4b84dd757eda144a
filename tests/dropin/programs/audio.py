import tempfile
import warnings
from pathlib import Path

from openai import OpenAI

warnings.simplefilter("ignore", DeprecationWarning)
client = OpenAI()
folder = Path(tempfile.mkdtemp())

with client.audio.speech.with_streaming_response.create(
    model="tts-1", voice="alloy", input="the quick brown fox", response_format="mp3", speed=1.5
) as response:
    response.stream_to_file(folder / "speech.mp3")
print((folder / "speech.mp3").read_bytes() == bytes(range(256)))

said = client.audio.transcriptions.create(
    model="whisper-1", file=("speech.mp3", b"sound"), language="en", temperature=0.2
)
print(said.text)
print(client.audio.translations.create(model="whisper-1", file=("speech.mp3", b"sound")).text)
stream = client.audio.transcriptions.create(
    model="gpt-4o-transcribe", file=("speech.mp3", b"sound"), stream=True, include=["logprobs"]
)
for event in stream:
    print(event.type, getattr(event, "delta", None) or event.text)
