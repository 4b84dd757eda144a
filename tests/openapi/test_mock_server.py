"""The generated client against a mock server that knows nothing but an OpenAPI document.

The document is written from the model (`support.openapi`); the server is `steady` of the npm
package ``@stdy/cli``. ``@stoplight/prism-cli`` was tried with the same documents: it asks for a
newer node, takes ten times as long to start, and lets ``?include[]=nonsense`` pass, because it
takes no notice of query parameters in brackets. Steady reads queries and forms the way upstream
writes them (``a[b][]=``), serves event streams, and says in headers of the answer what it thinks
of the request.

No answer is an example of ours but the event streams: the server makes them from the schemas, and
the client decodes them strictly.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import jsonschema_rs
import openapi_spec_validator
import pytest
from openapi_spec_validator import validate

from openapi.calls import Served, run, run_async, served
from openapi.server import STEADY
from support.npm import installed
from support.openapi.documents import Document, documents
from support.releases import Release
from support.sweeps import by_default

pytestmark = [pytest.mark.registry, pytest.mark.node, pytest.mark.slow]

OPENAPI = (
    Path(openapi_spec_validator.__file__).parent / "resources/schemas/v3.1/schema.json"
).read_text("utf-8")
"""The JSON Schema of OpenAPI 3.1 documents, as OAI publishes it."""

RELEASES = (
    ("openai@4.52.0",),
    ("openai@7.57.0",),
    ("groq-sdk@1.6.0",),
    ("@anthropic-ai/sdk@1.12.0",),
    # Arrays and objects stand otherwise in its queries. All of it is too much for a test.
    ("cloudflare@7.3.0", "brand_protection", "dns", "kv", "load_balancers", "waiting_rooms"),
)


@pytest.fixture(
    params=by_default([(release,) for release in RELEASES], *[(r,) for r in RELEASES[:3]]),
    ids=lambda release: release[0],
    scope="module",
)
def client(request: pytest.FixtureRequest, client_of: Callable[..., Release]) -> Release:
    return client_of(*request.param)


@pytest.fixture(scope="module")
def written(client: Release) -> list[Document]:
    return documents(client.model, client.generated.types.index)


@pytest.fixture(scope="module")
def urls(
    client: Release,
    written: list[Document],
    cache_dir: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Served]:
    command = installed(STEADY, "steady", Path(cache_dir).parent / "tsbind-openapi")
    assert client.model.client is not None
    style = client.model.client.query_style
    with served(written, style, command, tmp_path_factory.mktemp("openapi")) as running:
        yield running


def test_documents_are_valid_and_hold_every_endpoint(
    client: Release, written: list[Document]
) -> None:
    shape = jsonschema_rs.validator_for(OPENAPI)
    for document in written:
        shape.validate(document.text)
        for schema in document.text["components"]["schemas"].values():
            jsonschema_rs.meta.validate(schema)

    endpoints = {o.accessor for o in client.model.operations if o.kind == "endpoint"}
    assert {accessor for document in written for accessor, _ in document.calls} == endpoints


@pytest.mark.parametrize("client", [RELEASES[0]], indirect=True)
def test_references_operation_ids_and_path_parameters_are_whole(written: list[Document]) -> None:
    """What the shape of a document does not say; too slow for the large ones."""
    for document in written:
        validate(document.text)


def test_sync(client: Release, urls: Served) -> None:
    judge = run(client, urls)

    assert "\n".join(judge.faults) == ""
    assert judge.answers == judge.calls


def test_async(client: Release, urls: Served) -> None:
    judge = asyncio.run(run_async(client, urls))

    assert "\n".join(judge.faults) == ""
    assert judge.answers == judge.calls


@pytest.mark.parametrize("client", [RELEASES[0]], indirect=True)
@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"model": "gpt-4o"}, "E3007"),
        ({"model": "gpt-4o", "messages": 1}, "E3008"),
        ({"model": "gpt-4o", "messages": [], "new": 1}, "E3009"),
    ],
)
def test_the_server_refuses_what_the_document_does_not_allow(
    urls: Served, body: dict[str, object], code: str
) -> None:
    answer = httpx2.post(f"{urls[0][1]}/chat/completions", json=body)

    assert answer.status_code == 400
    assert answer.headers["x-steady-error-1-code"] == code
