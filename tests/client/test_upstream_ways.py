# ruff: noqa: E501 (lines of TypeScript)
"""What upstreams do in different ways, as a user of the generated client meets it."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import httpx2
import pytest

from operations.acme import CLIENT, package_of
from support.emitted import Package, emit, imported

METHODS = """
list(params: ListParams, options?: RequestOptions): APIPromise<Thing> {
  const { account_id, zone_id, query_tag, ...query } = params;
  const { kind, owner } = account_id ? { kind: 'accounts', owner: account_id } : { kind: 'zones', owner: zone_id };
  return this._client.get(path`/${kind}/${owner}/things`, { query: { tag: query_tag }, ...options });
}
move(id: string, params: MoveParams, options?: RequestOptions): APIPromise<Thing> {
  const { place, ...body } = params;
  return this._client.post(path`/places/${place}/things/${id}`, { body, ...options });
}
/** @deprecated use `list` */
find(id: string, params: FindParams | null | undefined = {}, options?: RequestOptions): APIPromise<Thing> {
  const { region = this._client.region, ...query } = params ?? {};
  return this._client.get(path`/regions/${region}/things/${id}`, { query, ...options, defaultBaseURL: 'https://other.test/v2' });
}
token(body: TokenParams, options?: RequestOptions): APIPromise<Thing> {
  const region = body.region || this._client.region;
  if (!region) throw new Error('no region');
  const sent = { ...body, region };
  return this._client.post('/token', { body: sent, ...options, __security: {} });
}
dial(body: DialParams, options?: RequestOptions): APIPromise<Thing> {
  return this._client.post('/dial', encoded(options, (options) => encodedMultipartFormRequestOptions({ body, ...options }, this._client, {
    sdp: { content_type: 'application/sdp', json: false },
    session: { content_type: 'application/json', json: true },
  }, 'sdp')));
}
start(body: StartParams, options?: RequestOptions): APIPromise<Thing> {
  const kept = capture(body);
  return this._client.post('/start', { body: kept.body, ...options });
}
"""

MORE = """
export interface ListParams { account_id?: string; zone_id?: string; query_tag?: string }
export interface FindParams {
  region?: string;
  /** @deprecated nobody counts */
  limit?: number;
}
export interface MoveParams { place: string; note?: string }
export interface TokenParams { code: string; region?: string }
export interface DialParams { sdp: string; session?: { model: string } }
export interface StartParams { name: string; handlers?: string }
function capture(body: StartParams) {
  const properties = Object.getOwnPropertyDescriptors(body);
  delete properties.handlers;
  return { body: Object.create(null, properties), handlers: body.handlers };
}
"""

BASIC = CLIENT.replace(
    "return buildHeaders([{ Authorization: `Bearer ${this.apiKey}` }]);",
    """
    const credentials = `${this.region}:${this.apiKey}`;
    const Authorization = `Basic ${toBase64(credentials)}`;
    return buildHeaders([{ Authorization }]);""",
)

ENVIRONMENTS = """
const environments = { production: 'https://acme.test/v1', sandbox: 'https://sandbox.acme.test/v1' };
"""
NAMED = CLIENT.replace(
    "export interface ClientOptions {",
    ENVIRONMENTS + "export interface ClientOptions { environment?: keyof typeof environments;",
).replace(
    "this.apiKey = apiKey;",
    "this.apiKey = apiKey; this.baseURL = options.baseURL || environments[options.environment || 'production'];",
)
MAPPED = CLIENT.replace(
    "export interface ClientOptions {",
    """
const endpoints = new Map([['eu', 'https://eu.acme.test/v1'], ['us', 'https://us.acme.test/v1']]);
function resolveResidency(options: ClientOptions) { return endpoints.get(options.residency); }
export interface ClientOptions { residency?: 'eu' | 'us' | null;""",
).replace(
    "this.apiKey = apiKey;", "this.apiKey = apiKey; const regional = resolveResidency(options);"
)

Acme = Callable[..., AbstractContextManager[Package]]


@pytest.fixture
def acme(tmp_path: Path) -> Acme:
    def make(client: str = CLIENT) -> AbstractContextManager[Package]:
        package, _ = package_of(METHODS, MORE, client=client)
        return imported(emit(package).files, tmp_path, "acme_client")

    return make


@pytest.fixture
def requests() -> list[httpx2.Request]:
    return []


@pytest.fixture
def transport(requests: list[httpx2.Request]) -> Iterator[httpx2.Client]:
    def answer(request: httpx2.Request) -> httpx2.Response:
        requests.append(request)
        return httpx2.Response(200, json={"id": "t"})

    with httpx2.Client(transport=httpx2.MockTransport(answer)) as client:
        yield client


def test_basic_credentials(
    acme: Acme, transport: httpx2.Client, requests: list[httpx2.Request]
) -> None:
    with acme(BASIC) as package:
        package.root.Acme(api_key="ü", region="r", http_client=transport).things.list(zone_id="z")
        package.root.Acme(api_key="ü", http_client=transport).things.list(zone_id="z")
    expected = "Basic " + base64.b64encode("r:ü".encode()).decode()
    assert [r.headers.get("authorization") for r in requests] == [expected, None]


@pytest.mark.parametrize(
    ("client", "option", "name", "url"),
    [
        (NAMED, "environment", "sandbox", "https://sandbox.acme.test/v1"),
        (MAPPED, "residency", "eu", "https://eu.acme.test/v1"),
    ],
)
def test_environments(
    acme: Acme, client: str, option: str, name: str, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:

    def base(client: Any) -> str:
        return str(client.base_url).removesuffix("/")

    with acme(client) as package:
        kind: Any = package.root.Acme
        plain, named = kind(api_key="k"), kind(api_key="k", **{option: name})
        assert [base(plain), base(named)] == ["https://acme.test/v1", url]
        assert [base(plain.copy(**{option: name})), base(named.copy(timeout=3))] == [url, url]
        assert base(named.copy(base_url="https://own.test")) == "https://own.test"
        monkeypatch.setenv("ACME_BASE_URL", "https://variable.test")
        assert base(kind(api_key="k")) == "https://variable.test"
        assert [base(kind(api_key="k", **{option: name})), base(named.copy())] == [url, url]
        with pytest.raises(ValueError, match=f"`{option}` and `base_url` arguments are mutually"):
            kind(api_key="k", base_url="https://own.test", **{option: name})
        with pytest.raises(ValueError, match=f"Invalid `{option}`; expected one of '"):
            kind(api_key="k", **{option: "nowhere"})


def test_operations_of_the_root_client(
    acme: Acme, transport: httpx2.Client, requests: list[httpx2.Request]
) -> None:
    with acme() as package:
        client = package.root.Acme(api_key="k", http_client=transport)
        values = [client.status(), client.with_options(timeout=3).status()]
        raw = client.with_raw_response.status()
        with client.with_streaming_response.status() as streamed:
            values.append(streamed.json()["id"])
        assert raw.status_code == client.status.with_raw_response().status_code == 200
    assert {str(r.url) for r in requests} == {"https://acme.test/v1/status"}
    assert (len(requests), values[-1]) == (5, "t")
    assert {r.headers["authorization"] for r in requests} == {"Bearer k"}


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"account_id": "a"}, "/v1/accounts/a/things"),
        ({"zone_id": "z"}, "/v1/zones/z/things"),
        ({"params": {"account_id": "a", "zone_id": "z"}}, "/v1/accounts/a/things"),
        ({"params": {"zone_id": "z"}}, "/v1/zones/z/things"),
        ({"params": {"zone_id": "z"}, "account_id": "a"}, "/v1/accounts/a/things"),
    ],
)
def test_alternatives_of_a_path(
    acme: Acme, transport: httpx2.Client, requests: list[httpx2.Request], given: Any, path: str
) -> None:
    with acme() as package:
        client = package.root.Acme(api_key="k", http_client=transport)
        client.things.list(**given)
        with pytest.raises(ValueError, match="value for `account_id` or `zone_id`"):
            client.things.list()
    assert [(r.url.path, r.url.query) for r in requests] == [(path, b"")]


@pytest.mark.parametrize("given", [{"place": "p"}, {"params": {"place": "p"}}])
def test_a_path_parameter_of_the_params_comes_with_them(
    acme: Acme, transport: httpx2.Client, requests: list[httpx2.Request], given: Any
) -> None:
    with acme() as package:
        client = package.root.Acme(api_key="k", http_client=transport)
        client.things.move("t", **given)
        with pytest.raises(ValueError, match="non-empty value for `place`"):
            client.things.move("t", note="n")
    assert [(r.url.path, r.read()) for r in requests] == [("/v1/places/p/things/t", b"{}")]


def test_keys_that_are_renamed(
    acme: Acme, transport: httpx2.Client, requests: list[httpx2.Request]
) -> None:
    with acme() as package:
        client = package.root.Acme(api_key="k", http_client=transport)
        client.things.list(zone_id="z", query_tag="x")
        client.things.list(params={"zone_id": "z", "query_tag": "x"})
    assert [r.url.query for r in requests] == [b"tag=x", b"tag=x"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize(
    ("options", "given", "url"),
    [
        ({"region": "eu"}, {}, "https://other.test/v2/regions/eu/things/t"),
        ({"region": "eu"}, {"region": "us"}, "https://other.test/v2/regions/us/things/t"),
        (
            {"region": "eu"},
            {"params": {"region": "us"}},
            "https://other.test/v2/regions/us/things/t",
        ),
        (
            {"region": "eu", "base_url": "https://own.test"},
            {},
            "https://own.test/regions/eu/things/t",
        ),
    ],
)
def test_defaults_from_the_client_and_base_urls_of_operations(
    acme: Acme,
    transport: httpx2.Client,
    requests: list[httpx2.Request],
    options: Any,
    given: Any,
    url: str,
) -> None:
    with acme() as package:
        client = package.root.Acme(api_key="k", http_client=transport, **options)
        client.things.find("t", **given)
        client.with_options(timeout=3).things.find("t", **given)
        with pytest.raises(ValueError, match="non-empty value for `region`"):
            package.root.Acme(api_key="k", http_client=transport).things.find("t")
    assert [str(r.url) for r in requests] == [url, url]


def test_no_credentials_where_upstream_sends_none(
    acme: Acme, transport: httpx2.Client, requests: list[httpx2.Request]
) -> None:
    with acme() as package:
        package.root.Acme(api_key="k", http_client=transport).things.token(code="c")
    assert "authorization" not in requests[0].headers


def test_options_of_the_client_in_a_body(
    acme: Acme, transport: httpx2.Client, requests: list[httpx2.Request]
) -> None:
    with acme() as package:
        package.root.Acme(api_key="k", http_client=transport).things.token(code="c")
        things = package.root.Acme(api_key="k", region="eu", http_client=transport).things
        things.token(code="c")
        things.token(code="c", region="us")
        things.token(params={"code": "c", "region": "us"})
    sent = [json.loads(r.read()).get("region") for r in requests]
    assert sent == [None, "eu", "us", "us"]


@pytest.mark.parametrize(
    ("given", "content_type"),
    [
        ({"sdp": "v=0"}, "application/sdp"),
        ({"params": {"sdp": "v=0"}}, "application/sdp"),
        ({"sdp": "v=0", "session": {"model": "m"}}, "multipart/form-data"),
        ({"sdp": "v=0", "extra_body": {"more": "1"}}, "multipart/form-data"),
    ],
)
def test_a_field_that_is_the_body_where_it_is_alone(
    acme: Acme, transport: httpx2.Client, requests: list[httpx2.Request], given: Any,
    content_type: str,
) -> None:  # fmt: skip
    with acme() as package:
        package.root.Acme(api_key="k", http_client=transport).things.dial(**given)
    (request,) = requests
    assert request.headers["content-type"].partition(";")[0] == content_type
    assert (request.read() == b"v=0") is (content_type == "application/sdp")


def test_what_upstream_keeps_to_itself_is_not_offered() -> None:
    package, problems = package_of(METHODS, MORE)
    generated = emit(package)
    texts = [str(problem) for problem in (*problems, *generated.problems)]
    assert any("sent as given, less handlers" in text for text in texts), texts
    assert any("parameter handlers is in no part of the request" in text for text in texts), texts
    assert "handlers" not in generated.files["resources/things.py"]


def test_what_is_deprecated_is_told(
    acme: Acme, transport: httpx2.Client, caplog: pytest.LogCaptureFixture
) -> None:
    with acme() as package:
        things = package.root.Acme(api_key="k", region="eu", http_client=transport).things
        for call in (
            things.find,
            things.with_raw_response.find,
            things.find.with_raw_response,
        ):
            with pytest.warns(DeprecationWarning, match="use `list`") as warnings:
                call("t")
            assert [w.filename for w in warnings] == [__file__]
        for given in (
            {"limit": 3},
            {"params": {"limit": 3}},
            {"params": package.FindParams(limit=3)},
        ):
            package.module("_runtime.deprecation")._logged.clear()
            caplog.set_level("INFO")
            for _ in range(2):
                with pytest.warns(DeprecationWarning, match="use `list`") as warnings:
                    things.with_raw_response.find("t", **given)
            assert {str(w.message): w.filename for w in warnings} == {"use `list`": __file__}
            said = [r.getMessage() for r in caplog.records if "deprecated" in r.getMessage()]
            assert said == ["`limit` is deprecated: nobody counts"]
            caplog.clear()
