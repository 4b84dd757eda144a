"""Clients that extend the client, beside the official Python client's of the same name."""

from __future__ import annotations

import asyncio
import inspect
import json
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import httpx2
import openai
import pytest

pytestmark = pytest.mark.registry

ANSWER = {
    "id": "x",
    "object": "list",
    "data": [{"embedding": "AAAAAA=="}],
    "choices": [],
    "created": 1,
    "model": "m",
}
AZURE: dict[str, dict[str, Any]] = {
    "endpoint": {"azure_endpoint": "https://e.test/", "api_key": "k"},
    "deployment": {
        "azure_endpoint": "https://e.test",
        "api_key": "k",
        "azure_deployment": "dep-1",
    },
    "base URL": {"base_url": "https://b.test/x", "azure_ad_token": "tok"},
    "provider": {"azure_endpoint": "https://e.test", "azure_ad_token_provider": lambda: "ptok"},
    "deployment in the base URL": {
        "base_url": "https://b.test/openai/deployments/zz",
        "api_key": "k",
    },
}
BEDROCK: dict[str, dict[str, Any]] = {
    "region": {"aws_region": "us-east-1", "api_key": "k"},
    "base URL": {"base_url": "https://x.test/openai/v1/responses", "api_key": "k"},
    "provider": {"aws_region": "eu-west-2", "bedrock_token_provider": lambda: "tok"},
}
VARIABLES = (
    *("AZURE_OPENAI_API_KEY", "AZURE_OPENAI_AD_TOKEN", "AZURE_OPENAI_ENDPOINT"),
    *("OPENAI_API_VERSION", "OPENAI_BASE_URL", "OPENAI_API_KEY", "AWS_BEARER_TOKEN_BEDROCK"),
    *("AWS_BEDROCK_BASE_URL", "AWS_REGION", "AWS_DEFAULT_REGION"),
)


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def ours(package: Callable[[str], ModuleType]) -> ModuleType:
    return package("7.57.0")


class Requests:
    """What arrived: verb, URL, and the credentials."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, str, dict[str, str]]] = []
        self.transport = httpx2.MockTransport(self.answer)

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        named = ("api-key", "authorization", "openai-organization")
        headers = {name: request.headers[name] for name in named if name in request.headers}
        self.seen.append((request.method, str(request.url), headers))
        return httpx2.Response(200, json=ANSWER)


def calls(client: Any) -> Iterator[Any]:
    """One call of each kind of endpoint, then calls of copies."""
    yield client.chat.completions.create(model="gpt 4/x", messages=[])
    yield client.models.list()
    yield client.images.edit(image=b"x", prompt="p", model="im")
    yield client.images.edit(image=b"x", prompt="p")
    yield client.embeddings.create(model="e", input="x")
    yield client.responses.create(model="r", input="x")
    yield client.audio.transcriptions.create(file=b"x", model="w")
    yield client.batches.create(
        completion_window="24h", endpoint="/v1/completions", input_file_id="f"
    )
    yield client.files.list()
    for copy in (client.with_options(timeout=3), client.copy(default_headers={"a": "b"})):
        yield copy.models.list()
        yield copy.chat.completions.create(model="q", messages=[])


def elsewhere(client: Any) -> Iterator[Any]:
    copy = client.with_options(api_version="v2", base_url="https://n.test/")
    yield copy.models.list()
    yield copy.chat.completions.create(model="q", messages=[])


def requests(kind: type[Any], script: Callable[[Any], Iterator[Any]], **options: Any) -> Any:
    """The base URL, and the requests of a script through one flavour of a client."""
    seen = Requests()
    if not kind.__name__.startswith("Async"):
        client = kind(http_client=httpx2.Client(transport=seen.transport), **options)
        list(script(client))
        return str(client.base_url), seen.seen

    async def run() -> str:
        client = kind(http_client=httpx2.AsyncClient(transport=seen.transport), **options)
        for call in script(client):
            await call
        return str(client.base_url)

    return asyncio.run(run()), seen.seen


@pytest.mark.parametrize("flavour", ["AzureOpenAI", "AsyncAzureOpenAI"])
@pytest.mark.parametrize("script", [calls, elsewhere])
@pytest.mark.parametrize("name", AZURE)
def test_azure_asks_what_the_official_client_asks(
    ours: ModuleType, flavour: str, script: Callable[[Any], Iterator[Any]], name: str
) -> None:
    options = {"api_version": "v1", "organization": "o", **AZURE[name]}
    expected = requests(getattr(openai, flavour), script, **options)
    assert requests(getattr(ours, flavour), script, **options) == expected
    assert len(expected[1]) > 1


@pytest.mark.parametrize("flavour", ["BedrockOpenAI", "AsyncBedrockOpenAI"])
@pytest.mark.parametrize("name", BEDROCK)
def test_bedrock_asks_what_the_official_client_asks(
    ours: ModuleType, flavour: str, name: str
) -> None:
    def script(client: Any) -> Iterator[Any]:
        yield client.responses.create(model="m", input="x")
        yield client.with_options(timeout=3).models.list()

    expected = requests(getattr(openai, flavour), script, **BEDROCK[name])
    assert requests(getattr(ours, flavour), script, **BEDROCK[name]) == expected


def test_the_environment_is_read(ours: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AZURE_OPENAI_API_KEY", "envkey")
    monkeypatch.setenv("AZURE_OPENAI_ENDPOINT", "https://env.test")
    monkeypatch.setenv("OPENAI_API_VERSION", "v9")
    monkeypatch.setenv("AWS_BEARER_TOKEN_BEDROCK", "bedkey")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-west-2")
    for api in (openai, ours):
        azure = api.AzureOpenAI()
        assert str(azure.base_url) == "https://env.test/openai/"
        assert azure.default_query["api-version"] == "v9"
        assert azure.auth_headers == {"api-key": "envkey"}
        bedrock = api.BedrockOpenAI()
        assert bedrock.api_key == "bedkey"
        assert str(bedrock.base_url) == "https://bedrock-mantle.us-west-2.api.aws/openai/v1/"


@pytest.mark.parametrize(
    ("name", "options", "words"),
    [
        ("AzureOpenAI", {}, "Missing credentials.*azure_ad_token"),
        ("AzureOpenAI", {"api_key": "k"}, "api_version"),
        ("AzureOpenAI", {"api_key": "k", "api_version": "v"}, "azure_endpoint"),
        (
            "AzureOpenAI",
            {
                "api_key": "k",
                "api_version": "v",
                "azure_endpoint": "https://a",
                "base_url": "https://b",
            },
            "mutually exclusive",
        ),
        (
            "AzureOpenAI",
            {"api_key": "k", "azure_ad_token": "t", "api_version": "v"},
            "mutually exclusive",
        ),
        ("BedrockOpenAI", {"api_key": "k", "aws_region": "no region"}, "region.*invalid"),
        ("BedrockOpenAI", {"api_key": "", "aws_region": "us-east-1"}, "api_key.*empty"),
        (
            "BedrockOpenAI",
            {"api_key": lambda: "k", "aws_region": "us-east-1"},
            "bedrock_token_provider",
        ),
    ],
)
def test_what_is_missing_is_named(
    ours: ModuleType, name: str, options: dict[str, Any], words: str
) -> None:
    for api in (openai, ours):
        with pytest.raises((ValueError, api.OpenAIError), match=f"(?s){words}"):
            getattr(api, name)(**options)


@pytest.mark.parametrize("name", ["AzureOpenAI", "AsyncAzureOpenAI"])
def test_the_official_options_are_there(ours: ModuleType, name: str) -> None:
    official = set(inspect.signature(getattr(openai, name)).parameters)
    mine = set(inspect.signature(getattr(ours, name)).parameters)
    # docs/drop-in.md says what these are and why they are not there
    missing = {
        "workload_identity",
        "_enforce_credentials",
    }
    assert official - mine == missing
    assert mine <= official


def test_a_client_that_extends_it_is_one(ours: ModuleType) -> None:
    client = ours.AzureOpenAI(azure_endpoint="https://e", api_version="v", api_key="k")
    assert isinstance(client, ours.OpenAI)
    assert type(client.copy()) is ours.AzureOpenAI
    assert json.loads(json.dumps(client.api_version)) == "v"


@pytest.mark.parametrize("deployment", [None, "dep"])
def test_a_websocket_goes_to_the_deployment(ours: ModuleType, deployment: str | None) -> None:
    options = {"azure_endpoint": "https://e.test", "api_version": "v", "api_key": "k"}
    client = ours.AzureOpenAI(azure_deployment=deployment, **options)
    base, query = client._socket_target("/realtime", {"model": "mo", "a": "b"})
    assert base == "https://e.test/openai"
    assert query == {"api-version": "v", "deployment": deployment or "mo", "a": "b"}


def test_a_vendored_part_has_the_plain_client_alone(
    openai_tree: Callable[[str], Any],
) -> None:
    from tsbind.pipeline import Options, generate

    files = generate(openai_tree("7.57.0"), Options(only=("chat.completions.create",))).files
    assert not {"lib/azure.py", "lib/bedrock.py"} & files.keys()
    assert "Azure" not in files["__init__.py"]
