"""Low-level calls, pages, cursor types, webhooks, uploads of big files."""

from typing import Any, Dict, List

import httpx2
from openai import AsyncOpenAI, OpenAI
from openai.pagination import AsyncCursorPage, SyncCursorPage, SyncPage
from openai.types import FileObject, Model, VectorStore
from openai.types.webhooks import ResponseCompletedWebhookEvent

client = OpenAI()
models: SyncPage[Model] = client.models.list()
stores: SyncCursorPage[VectorStore] = client.vector_stores.list(limit=2, order="asc")
if stores.has_next_page():
    stores = stores.get_next_page()
names: List[str] = [m.id for m in models]
data: Dict[str, Any] = client.post("/custom", cast_to=Dict[str, Any], body={"a": 1})
answer: httpx2.Response = client.get("/x", cast_to=httpx2.Response)
event = client.webhooks.unwrap("{}", {"webhook-id": "x"}, secret="s")
if event.type == "response.completed":
    print(event.data.id)
if isinstance(event, ResponseCompletedWebhookEvent):
    print(event.created_at)
content = client.files.content("x")
print(content.text, content.read(), content.json())


async def pages(c: AsyncOpenAI) -> list[FileObject]:
    found: list[FileObject] = []
    async for file in c.files.list():
        found.append(file)
    page: AsyncCursorPage[FileObject] = await c.files.list()
    return found + page.data
