"""Requests that are signed with credentials of AWS: AWS's own examples, and what Bedrock gets."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from types import ModuleType
from typing import Any

import httpx2
import pytest

from helpers.flavours import FLAVOURS, call

TIME = datetime(2015, 8, 30, 12, 36, tzinfo=UTC)
FORM = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
EXAMPLES = [
    # Published by AWS: the suite of examples of Signature Version 4, and its guide (the last one).
    (
        ("GET", "https://example.amazonaws.com/", {}, "service"),
        "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    ),
    (
        ("POST", "https://example.amazonaws.com/", {}, "service"),
        "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
    ),
    (
        ("GET", "https://example.amazonaws.com/?Param2=value2&Param1=value1", {}, "service"),
        "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
    ),
    (
        ("GET", "https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08", FORM, "iam"),
        "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
    ),
]


@pytest.fixture
def signing(newest: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The module that signs; nothing of AWS is in the environment."""
    for name in ("AWS_BEARER_TOKEN_BEDROCK", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name, raising=False)
    return __import__(f"{newest.__name__}.lib.aws_signature", fromlist=["x"])


def requests(
    api: ModuleType, flavour: str, act: Callable[[Any], Any], *answers: httpx2.Response, **how: Any
) -> list[httpx2.Request]:
    """What a client of Bedrock sends."""
    bedrock = __import__(f"{api.__name__}.providers.bedrock", fromlist=["x"]).bedrock
    seen: list[httpx2.Request] = []
    left = list(answers)

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        return left.pop(0) if left else httpx2.Response(200, json={"object": "list", "data": []})

    provider = bedrock(**{"region": "us-east-1", **how})
    transport = httpx2.MockTransport(answer)
    if flavour == "sync":
        client = api.OpenAI(provider=provider, http_client=httpx2.Client(transport=transport))
    else:
        http_client: Any = httpx2.AsyncClient(transport=transport)
        client = api.AsyncOpenAI(provider=provider, http_client=http_client)
    call(flavour, lambda: act(client))
    return seen


@pytest.mark.parametrize(("request_", "signature"), EXAMPLES)
def test_the_examples_of_aws(signing: Any, request_: tuple[Any, ...], signature: str) -> None:
    method, url, headers, service = request_
    credentials = signing.AwsCredentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
    added = signing.signed_headers(
        credentials,
        method=method,
        url=url,
        headers=headers,
        body=b"",
        region="us-east-1",
        service=service,
        time=TIME,
    )
    assert added["authorization"].endswith(f"Signature={signature}")
    assert added["x-amz-date"] == "20150830T123600Z"


@FLAVOURS
@pytest.mark.parametrize("endpoint", ["mantle", "runtime"])
def test_requests_are_signed(newest: ModuleType, signing: Any, flavour: str, endpoint: str) -> None:
    keys = {"access_key_id": "AKID", "secret_access_key": "secret", "session_token": "temporary"}
    (request,) = requests(
        newest,
        flavour,
        lambda c: c.responses.create(model="m", input="x", extra_query={"a b": "c/d"}),
        httpx2.Response(200, json={"id": "r", "output": []}),
        endpoint=endpoint,
        **keys,
    )
    headers = request.headers
    assert headers["x-amz-security-token"] == "temporary"
    signed = re.search(r"SignedHeaders=([^,]+)", headers["authorization"])
    assert signed is not None
    assert signed[1] == "content-type;host;x-amz-date;x-amz-security-token"
    again = signing.signed_headers(
        signing.AwsCredentials(*keys.values()),
        method="POST",
        url=str(request.url),
        headers={name: headers[name] for name in ("host", "content-type")},
        body=request.content,
        region="us-east-1",
        service="bedrock" if endpoint == "runtime" else "bedrock-mantle",
        time=datetime.strptime(headers["x-amz-date"], "%Y%m%dT%H%M%SZ"),
    )
    assert headers["authorization"] == again["authorization"]


@FLAVOURS
def test_each_attempt_and_each_redirect_is_signed_anew(
    newest: ModuleType, signing: Any, flavour: str
) -> None:
    given: list[int] = []

    def sync() -> Any:
        given.append(1)
        return signing.AwsCredentials(f"AKID{len(given)}", "secret")

    async def later() -> Any:
        return sync()

    moved = httpx2.Response(307, headers={"location": "/elsewhere"})
    seen = requests(
        newest,
        flavour,
        lambda c: c.models.list(),
        httpx2.Response(500, headers={"retry-after-ms": "1"}),
        moved,
        credential_provider=sync if flavour == "sync" else later,
    )
    keys = [re.search("Credential=([^/]+)", r.headers["authorization"]) for r in seen]
    assert [key and key[1] for key in keys] == ["AKID1", "AKID2", "AKID2"]
    assert seen[1].headers["authorization"] != seen[2].headers["authorization"]


def test_credentials_of_the_environment(
    newest: ModuleType, signing: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "botocore", None)
    with pytest.raises(newest.OpenAIError, match="AWS_ACCESS_KEY_ID"):
        requests(newest, "sync", lambda c: c.models.list())
    with pytest.raises(newest.OpenAIError, match="botocore"):
        requests(newest, "sync", lambda c: c.models.list(), profile="p")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKENV")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    (request,) = requests(newest, "sync", lambda c: c.models.list())
    assert "Credential=AKENV/" in request.headers["authorization"]
    monkeypatch.setenv("AWS_BEARER_TOKEN_BEDROCK", "token")
    (request,) = requests(newest, "sync", lambda c: c.models.list())
    assert request.headers["authorization"] == "Bearer token"


@pytest.mark.parametrize(
    "how",
    [
        {"access_key_id": "a"},
        {"secret_access_key": "a"},
        {"session_token": "a"},
        {"access_key_id": "a", "secret_access_key": " "},
        {"access_key_id": "a", "secret_access_key": "b", "api_key": "c"},
        {"profile": "a", "token_provider": lambda: "b"},
        {"profile": ""},
        {
            "access_key_id": "a",
            "secret_access_key": "b",
            "region": "",
            "base_url": "https://x.test",
        },
    ],
)
def test_credentials_that_do_not_go_together(
    newest: ModuleType, signing: Any, how: dict[str, Any]
) -> None:
    with pytest.raises(newest.OpenAIError):
        requests(newest, "sync", lambda c: c.models.list(), **how)


def test_what_cannot_be_signed(newest: ModuleType, signing: Any) -> None:
    keys = {"access_key_id": "a", "secret_access_key": "b"}
    with pytest.raises(newest.OpenAIError, match="Authorization"):
        requests(
            newest,
            "sync",
            lambda c: c.models.list(extra_headers={"Authorization": "Bearer x"}),
            **keys,
        )
    with pytest.raises(newest.OpenAIError, match="stream"):
        requests(
            newest, "sync", lambda c: c.files.create(file=("a", b"x"), purpose="batch"), **keys
        )
