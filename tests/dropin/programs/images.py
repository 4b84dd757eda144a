import base64
import tempfile
import warnings
from pathlib import Path

from openai import OpenAI

warnings.simplefilter("ignore", DeprecationWarning)
client = OpenAI()
folder = Path(tempfile.mkdtemp())
picture = folder / "picture.png"

images = client.images.generate(model="gpt-image-1", prompt="a fox", n=2, size="1024x1024")
picture.write_bytes(base64.b64decode(images.data[0].b64_json))
print(picture.read_bytes(), images.data[1].url, images.created)

with open(picture, "rb") as one:
    edited = client.images.edit(
        model="gpt-image-1", image=[one, picture], prompt="with a hat", mask=picture
    )
print(len(edited.data))
print(client.images.create_variation(image=picture, n=1, response_format="url").data[1].url)
for event in client.images.generate(prompt="a fox", stream=True, partial_images=1):
    print(event.type, event.b64_json)
