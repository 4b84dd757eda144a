import httpx2

from openai_bindings import DefaultHttpxClient, OpenAI

client = OpenAI(
    base_url="http://my.test.server.example.com:8083/v1",
    http_client=DefaultHttpxClient(transport=httpx2.HTTPTransport(local_address="0.0.0.0")),
    default_headers={"a": "b"},
)
client.with_options(max_retries=5).chat.completions.create(messages=[], model="m")
client.with_options(timeout=5.0).models.list()
