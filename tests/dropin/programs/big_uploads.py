import io

from openai import OpenAI

client = OpenAI()
upload = client.uploads.create(
    bytes=6, filename="big.bin", mime_type="application/octet-stream", purpose="batch"
)
parts = [
    client.uploads.parts.create(upload.id, data=io.BytesIO(block)) for block in (b"abc", b"def")
]
done = client.uploads.complete(upload.id, part_ids=[part.id for part in parts], md5="x")
print(upload.status, [part.upload_id for part in parts], done.status, done.file.filename)
