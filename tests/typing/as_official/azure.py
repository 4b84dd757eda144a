"""Azure and the options of clients."""

import os
from typing import Union

import httpx2
from openai import AsyncAzureOpenAI, AsyncOpenAI, AzureOpenAI, DefaultHttpxClient, OpenAI, Timeout


def make(kind: str) -> Union[OpenAI, AzureOpenAI]:
    if kind == "azure":
        return AzureOpenAI(
            api_version="2024-06-01",
            azure_endpoint=os.environ["AZURE_OPENAI_ENDPOINT"],
            azure_deployment="gpt-4o",
            azure_ad_token_provider=lambda: "token",
            max_retries=3,
        )
    return OpenAI(
        api_key="x",
        base_url="http://localhost:8000/v1",
        organization=None,
        timeout=Timeout(10, connect=2),
        default_headers={"a": "b"},
        http_client=DefaultHttpxClient(
            proxy="http://localhost", transport=httpx2.HTTPTransport(retries=1)
        ),
    )


async def token() -> str:
    return "t"


client_async: AsyncOpenAI = AsyncAzureOpenAI(
    azure_ad_token_provider=token, api_version="x", azure_endpoint="y"
)
azure = AzureOpenAI(api_version="2024-06-01", azure_endpoint="https://x")
changed: AzureOpenAI = azure.with_options(timeout=5, max_retries=1)
copied: AzureOpenAI = azure.copy(api_version="2025-01-01")
print(
    changed.chat.completions.create(model="d", messages=[{"role": "user", "content": "x"}]).id,
    copied,
)
slow = OpenAI().with_options(timeout=httpx2.Timeout(60.0, read=5.0), max_retries=5)
with OpenAI() as opened:
    print(opened.base_url, opened.api_key, opened.timeout)
