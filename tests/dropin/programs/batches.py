import json

from openai import OpenAI

client = OpenAI()
lines = [
    {"custom_id": str(n), "method": "POST", "url": "/v1/responses", "body": {"model": "m"}}
    for n in range(2)
]
jsonl = "\n".join(map(json.dumps, lines)).encode()
file = client.files.create(file=("batch.jsonl", jsonl), purpose="batch")
batch = client.batches.create(
    input_file_id=file.id,
    endpoint="/v1/responses",
    completion_window="24h",
    metadata={"run": "1"},
)
print(batch.status, batch.output_file_id)
done = client.batches.retrieve(batch.id)
print(done.status, done.completion_window)
for line in client.files.content(done.output_file_id).text.splitlines():
    print(json.loads(line))
print(list(client.files.content("file-1").iter_lines()))
print([b.id for b in client.batches.list(limit=1)], client.batches.cancel(batch.id).status)
