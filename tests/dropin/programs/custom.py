import asyncio

import httpx2
import openai
from openai import AsyncOpenAI, DefaultAsyncHttpx2Client, DefaultHttpx2Client, OpenAI

CALL = {"model": "m", "messages": [{"role": "user", "content": "hello"}]}
client = OpenAI()

response = client.post("/foo", cast_to=httpx2.Response, body={"my_param": True})
print(response.headers.get("x-my-header"), response.json())
print(client.post("/foo", cast_to=object, body={"a": 1}, options={"params": {"q": "1"}}))

completion = client.chat.completions.create(
    **CALL, extra_query={"q": "x"}, extra_body={"beyond": 1}, extra_headers={"X-A": "b"}
)
print(completion.unknown_prop, completion.model_extra)

seen = []
with OpenAI(
    http_client=DefaultHttpx2Client(
        transport=httpx2.HTTPTransport(local_address="127.0.0.1"),
        event_hooks={"request": [lambda request: seen.append(request.headers["x-a"])]},
    ),
    default_headers={"x-a": "1"},
) as client:
    client.chat.completions.create(**CALL)
    client.with_options(default_headers={"x-a": "2"}).chat.completions.create(**CALL)
    client.chat.completions.create(**CALL, extra_headers={"x-a": "3"})
print(seen, client.is_closed())


def handler(request):
    return httpx2.Response(200, json={"id": request.url.path, "object": "model"})


mocked = OpenAI(http_client=httpx2.Client(transport=httpx2.MockTransport(handler)))
print(mocked.models.retrieve("a/b").id)
client = OpenAI(api_key="k", organization="o", project="p", base_url="http://x.test/v9")
print(client.api_key, client.organization, client.project, client.base_url)
print(
    client.copy(api_key="l").api_key,
    client.with_options(base_url="http://y.test/v1").base_url,
)


async def main():
    async with AsyncOpenAI(http_client=DefaultAsyncHttpx2Client()) as client:
        print((await client.chat.completions.create(**CALL)).id)
        print(await client.post("/foo", cast_to=object, body={"b": [1]}))
    print(client.is_closed())


asyncio.run(main())
del openai
