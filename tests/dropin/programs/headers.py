import httpx2
from openai import OpenAI, omit

NAMES = (
    "authorization",
    "openai-organization",
    "openai-project",
    "x-a",
    "x-b",
    "x-stainless-retry-count",
)
seen = []


def note(request):
    seen.append({name: request.headers.get(name) for name in NAMES})


http_client = httpx2.Client(event_hooks={"request": [note]})
client = OpenAI(
    organization="o", project="p", default_headers={"X-A": "1"}, http_client=http_client
)
client.models.list()
client.models.list(extra_headers={"x-a": "2", "X-B": "3"})
client.models.list(extra_headers={"X-A": omit, "OpenAI-Organization": omit})
client.with_options(default_headers={"X-B": "4"}).models.list()
client.with_options(set_default_headers={"X-B": "5"}, project="q").models.list()
client.models.list(extra_headers={"Authorization": "Bearer mine"})
client.api_key = "changed"
client.models.list()
client.chat.completions.create(model="flaky-503", messages=[{"role": "user", "content": "hi"}])
for headers in seen:
    print(headers)
queried = client.with_options(default_query={"v": "1", "w": "2"})
queried.models.list(extra_query={"w": "3"})
queried.with_options(set_default_query={"z": "0"}).models.list()
print(queried.default_query, client.auth_headers)
client.close()
