"""Workload identities, certificates, providers: what is sent where, and what the token is."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2
import openai
import pytest

from client_runtime.loopback import Server
from client_runtime.loopback import answer as answered
from helpers.sockets import Script, serving

pytestmark = pytest.mark.registry

FLAVOURS = pytest.mark.parametrize("flavour", ["OpenAI", "AsyncOpenAI"])
GRANT = {
    "grant_type": "urn:ietf:params:oauth:grant-type:token-exchange",
    "identity_provider_id": "idp",
    "service_account_id": "sa",
}
SUBJECT = {
    **GRANT,
    "subject_token": "subject",
    "subject_token_type": "urn:ietf:params:oauth:token-type:jwt",
}


@pytest.fixture
def ours(package: Callable[[str], ModuleType]) -> ModuleType:
    return package("7.57.0")


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY", "OPENAI_BASE_URL", "OPENAI_CUSTOM_HEADERS"):
        monkeypatch.delenv(name, raising=False)


def identity(**more: Any) -> dict[str, Any]:
    provider = {"token_type": "jwt", "get_token": lambda: "subject"}
    return {"identity_provider_id": "idp", "service_account_id": "sa", "provider": provider, **more}


class World:
    """The API and the server of tokens: the n-th exchange gives the token ``at<n>``."""

    def __init__(self, *, refused: tuple[str, ...] = (), lifetime: Any = 3600) -> None:
        self.refused = refused
        self.lifetime = lifetime
        self.exchanges: list[dict[str, Any]] = []
        self.seen: list[tuple[str, str]] = []
        self.exchange_answers: list[dict[str, Any]] = []
        self.transport = httpx2.MockTransport(self.answer)

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        authorization = request.headers.get("authorization", "")
        if request.url.path == "/oauth/token":
            assert not authorization
            self.exchanges.append(json.loads(request.content))
            self.seen.append((str(request.url), ""))
            if self.exchange_answers:
                return httpx2.Response(**self.exchange_answers.pop(0))
            token = {"access_token": f"at{len(self.exchanges)}", "expires_in": self.lifetime}
            return httpx2.Response(200, json=token)
        self.seen.append((str(request.url), authorization))
        status = 401 if authorization.removeprefix("Bearer ") in self.refused else 200
        return httpx2.Response(status, json={"object": "list", "data": []})

    def run(
        self, api: ModuleType, flavour: str, *scripts: Callable[[Any], Any], **options: Any
    ) -> None:
        """Make a client of one flavour and do each of ``scripts`` with it, in turn."""
        if not flavour.startswith("Async"):
            client = getattr(api, flavour)(
                http_client=httpx2.Client(transport=self.transport), **options
            )
            for script in scripts:
                script(client)
            return

        async def main() -> None:
            http_client = httpx2.AsyncClient(transport=self.transport)
            client = getattr(api, flavour)(http_client=http_client, **options)
            for script in scripts:
                await script(client)

        asyncio.run(main())

    @property
    def tokens(self) -> list[str]:
        """Those that requests of the API came with."""
        return [token.removeprefix("Bearer ") for _, token in self.seen if token]


def models(client: Any) -> Any:
    return client.models.list()


@FLAVOURS
def test_a_token_is_exchanged_once_and_shared_with_copies(ours: ModuleType, flavour: str) -> None:
    world = World()
    world.run(
        ours,
        flavour,
        models,
        models,
        lambda c: c.with_options(timeout=3).models.list(),
        workload_identity=identity(),
    )
    assert world.exchanges == [SUBJECT]
    assert world.seen[0] == ("https://auth.openai.com/oauth/token", "")
    assert world.tokens == ["at1"] * 3


@FLAVOURS
def test_a_refused_token_is_exchanged_again_once(ours: ModuleType, flavour: str) -> None:
    world = World(refused=("at1",))
    world.run(ours, flavour, models, workload_identity=identity(client_id="c"), max_retries=0)
    assert world.tokens == ["at1", "at2"]
    assert world.exchanges == [{**SUBJECT, "client_id": "c"}] * 2
    world = World(refused=("at1", "at2", "at3"))
    with pytest.raises(ours.AuthenticationError):
        world.run(ours, flavour, models, workload_identity=identity(), max_retries=0)
    assert world.tokens == ["at1", "at2"]


@FLAVOURS
def test_a_body_that_cannot_be_sent_again_is_not(ours: ModuleType, flavour: str) -> None:
    world = World(refused=("at1",))

    def once() -> Iterator[bytes]:
        yield b"{}"

    async def once_async() -> Any:
        yield b"{}"

    def post(client: Any) -> Any:
        content = once() if flavour == "OpenAI" else once_async()
        return client.post("/x", content=content, cast_to=dict)

    with pytest.raises(ours.AuthenticationError):
        world.run(ours, flavour, post, workload_identity=identity(), max_retries=0)
    assert world.tokens == ["at1"]


@FLAVOURS
@pytest.mark.parametrize(
    ("lifetime", "buffer", "expected"),
    [(0.05, None, ["at1", "at2"]), (3600, 1200, ["at1", "at1"]), (0.3, 1e9, ["at1", "at2"])],
)
def test_a_token_is_renewed_before_it_ends(
    ours: ModuleType, flavour: str, lifetime: float, buffer: float | None, expected: list[str]
) -> None:
    """A buffer longer than flavour the life of a token counts as flavour of it."""
    world = World(lifetime=lifetime)
    more = {} if buffer is None else {"refresh_buffer_seconds": buffer}

    def later(client: Any) -> Any:
        threading.Event().wait(0.2)
        return client.models.list()

    world.run(ours, flavour, models, later, workload_identity=identity(**more))
    assert world.tokens == expected


@FLAVOURS
def test_a_token_that_is_good_still_goes_when_the_next_cannot_be_had(
    ours: ModuleType, flavour: str
) -> None:
    world = World(lifetime=0.4)

    def later(client: Any) -> Any:
        world.exchange_answers = [{"status_code": 500}]
        threading.Event().wait(0.25)
        return client.models.list()

    world.run(ours, flavour, models, later, workload_identity=identity())
    assert world.tokens == ["at1", "at1"]
    assert len(world.exchanges) == 2


def test_requests_at_once_make_one_exchange(ours: ModuleType) -> None:
    world = World()

    async def main() -> None:
        http_client = httpx2.AsyncClient(transport=world.transport)
        client = ours.AsyncOpenAI(workload_identity=identity(), http_client=http_client)
        await asyncio.gather(*(client.models.list() for _ in range(5)))

    asyncio.run(main())
    client = ours.OpenAI(
        workload_identity=identity(), http_client=httpx2.Client(transport=world.transport)
    )
    threads = [threading.Thread(target=client.models.list) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(world.exchanges) == 2
    assert world.tokens == ["at1"] * 5 + ["at2"] * 5


@FLAVOURS
@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        (
            {"status_code": 401, "json": {"error": "invalid_grant", "error_description": "no"}},
            "OAuthError",
            "no",
        ),
        ({"status_code": 403}, "OAuthError", "OAuth authentication error"),
        ({"status_code": 502}, "OpenAIError", "status 502"),
        ({"status_code": 200, "json": {"expires_in": 3}}, "OpenAIError", "access_token"),
        ({"status_code": 200, "content": b"x"}, "OpenAIError", "access_token"),
        (
            {"status_code": 200, "json": {"access_token": "a", "expires_in": -1}},
            "OpenAIError",
            "expires_in",
        ),
        (
            {"status_code": 200, "json": {"access_token": "a\nb"}},
            "MissingCredentialError",
            "access_token",
        ),
    ],
)
def test_an_exchange_that_fails_says_why(
    ours: ModuleType, flavour: str, answer: dict[str, Any], error: str, words: str
) -> None:
    world = World()
    world.exchange_answers = [answer]
    with pytest.raises(getattr(ours, error), match=words):
        world.run(ours, flavour, models, workload_identity=identity())
    assert world.tokens == []


@FLAVOURS
def test_an_admin_key_and_headers_of_ones_own_go_first(ours: ModuleType, flavour: str) -> None:
    world = World()
    world.run(
        ours,
        flavour,
        lambda c: c.admin.organization.projects.list(),
        models,
        lambda c: c.copy(default_headers={"Authorization": "Bearer own"}).models.list(),
        lambda c: c.copy(api_key="key").models.list(),
        workload_identity=identity(),
        admin_api_key="admin",
    )
    assert world.tokens == ["admin", "at1", "own", "key"]
    assert len(world.exchanges) == 1


@FLAVOURS
def test_a_certificate_has_places_of_its_own(
    ours: ModuleType, flavour: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "of-the-environment")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "Authorization: Bearer env\nX-A: b")
    auth = __import__(f"{ours.__name__}.auth", fromlist=["auth"])
    x509 = auth.x509_workload_identity(identity_provider_id="idp", service_account_id="sa")
    world = World()
    world.run(
        ours,
        flavour,
        models,
        lambda c: c.copy(data_residency="eu").models.list(),
        workload_identity=x509,
    )
    world.run(ours, flavour, lambda c: c.copy(api_key="k").models.list(), workload_identity=x509)
    assert world.exchanges == [
        {**GRANT, "subject_token_type": "urn:openai:params:oauth:token-type:x509"}
    ]
    assert [url for url, _ in world.seen] == [
        "https://mtls.auth.openai.com/oauth/token",
        "https://mtls.api.openai.com/v1/models",
        "https://mtls-eu.api.openai.com/v1/models",
        "https://api.openai.com/v1/models",
    ]
    assert world.tokens[:2] == ["at1", "at1"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"workload_identity": identity(), "api_key": "k"}, "mutually exclusive"),
        ({"workload_identity": {"type": "x509"}}, "identity_provider_id"),
        ({"workload_identity": {**identity(), "provider": None}}, "provider"),
        (
            {"workload_identity": identity(provider={"token_type": "x", "get_token": str})},
            "token type",
        ),
        ({"workload_identity": {**identity(), "type": "x509"}}, "provider"),
        (
            {
                "workload_identity": {**GRANT, "type": "x509"},
                "base_url": "http://plain.test/v1",
            },
            "https",
        ),
        (
            {"workload_identity": {**GRANT, "type": "x509"}, "data_residency": "jp"},
            "regions",
        ),
        ({"provider": object()}, "made by a function"),
    ],
)
def test_options_that_cannot_be_are_refused(
    ours: ModuleType, options: dict[str, Any], words: str
) -> None:
    with pytest.raises(ours.OpenAIError, match=words):
        ours.OpenAI(**options)


def test_the_tokens_of_platforms(ours: ModuleType, tmp_path: Path) -> None:
    """The requests of the metadata servers are those of the official client."""
    file = tmp_path / "token"
    file.write_text(" k8s \n")
    found: list[list[Any]] = []
    for name in (openai.__name__, ours.__name__):
        auth = __import__(f"{name}.auth", fromlist=["auth"])
        seen: list[Any] = []

        def answer(request: httpx2.Request, seen: list[Any] = seen) -> httpx2.Response:
            named = ("metadata", "metadata-flavor")
            seen.append((str(request.url), {k: request.headers.get(k) for k in named}))
            azure = "169.254" in str(request.url)
            return httpx2.Response(
                200, **({"json": {"access_token": "az"}} if azure else {"text": " gcp "})
            )

        client = httpx2.Client(transport=httpx2.MockTransport(answer))
        providers = [
            auth.k8s_service_account_token_provider(file),
            auth.azure_managed_identity_token_provider(client_id="c", http_client=client),
            auth.gcp_id_token_provider("aud", http_client=client),
        ]
        seen += [(p["token_type"], p["get_token"]()) for p in providers]
        found.append(seen)
    assert found[0] == found[1]
    assert [row[1] for row in found[0][-3:]] == ["k8s", "az", "gcp"]


@pytest.mark.parametrize("kind", ["k8s", "empty", "azure", "gcp", "refused"])
def test_a_platform_without_a_token_is_an_error(
    ours: ModuleType, tmp_path: Path, kind: str
) -> None:
    auth = __import__(f"{ours.__name__}.auth", fromlist=["auth"])
    (tmp_path / "empty").write_text("")
    status, body = (503, b"") if kind == "refused" else (200, b"{}" if kind == "azure" else b"")
    with Server(answered(body, status)) as server:
        to_loopback = httpx2.MockTransport(lambda _: httpx2.get(server.url))
        client = httpx2.Client(transport=to_loopback)
        provider = {
            "k8s": lambda: auth.k8s_service_account_token_provider(tmp_path / "none"),
            "empty": lambda: auth.k8s_service_account_token_provider(tmp_path / "empty"),
            "azure": lambda: auth.azure_managed_identity_token_provider(http_client=client),
            "gcp": lambda: auth.gcp_id_token_provider(http_client=client),
            "refused": lambda: auth.gcp_id_token_provider(http_client=client),
        }[kind]()
        with pytest.raises(ours.SubjectTokenProviderError):
            provider["get_token"]()


def test_the_public_names_are_the_official_ones(ours: ModuleType) -> None:
    auth = __import__(f"{ours.__name__}.auth", fromlist=["auth"])
    official = __import__("openai.auth", fromlist=["auth"])
    assert set(auth.__all__) == set(official.__all__)


@FLAVOURS
def test_providers(ours: ModuleType, flavour: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "of-the-environment")
    monkeypatch.setenv("OPENAI_ORG_ID", "org")
    monkeypatch.setenv("AWS_BEARER_TOKEN_BEDROCK", "of-aws")
    made: dict[str, Any] = {}
    for name in ("openai", ours.__name__):
        bedrock = __import__(f"{name}.providers.bedrock", fromlist=["bedrock"]).bedrock
        vertex = __import__(f"{name}.providers.vertex", fromlist=["vertex"]).vertex
        worlds: list[Any] = []
        for provider in (
            bedrock(region="us-east-1", api_key="b"),
            bedrock(region="us-gov-west-1", endpoint="runtime", token_provider=lambda: "p"),
            bedrock(region="cn-north-1", endpoint="runtime"),
            bedrock(base_url="https://b.test/openai/v1/responses"),
            vertex(project="p", location="global", token_provider=lambda: "v"),
            vertex(project="p", location="eu-west1", token_provider=lambda: "v"),
            vertex(base_url="https://v.test/x", token_provider=lambda: "v"),
        ):
            world = World()
            api = ours if name == ours.__name__ else openai
            world.run(
                api,
                flavour,
                models,
                lambda c: c.with_options(timeout=3).models.list(),
                provider=provider,
            )
            worlds.append(world.seen)
        made[name] = worlds
    assert made["openai"] == made[ours.__name__]


@FLAVOURS
@pytest.mark.parametrize(
    "conflict",
    [
        {"api_key": "k"},
        {"admin_api_key": "k"},
        {"base_url": "https://x"},
        {"workload_identity": identity()},
        {"data_residency": "eu"},
    ],
)
def test_a_provider_is_alone(ours: ModuleType, flavour: str, conflict: dict[str, Any]) -> None:
    vertex = __import__(f"{ours.__name__}.providers.vertex", fromlist=["vertex"]).vertex
    provider = vertex(base_url="https://v.test", token_provider=lambda: "v")
    with pytest.raises(ours.OpenAIError, match="provider"):
        getattr(ours, flavour)(provider=provider, **conflict)


@FLAVOURS
def test_sockets_go_where_they_are_told_with_a_token(ours: ModuleType, flavour: str) -> None:
    world, script = World(), Script(lambda socket, _: socket.close())

    def converse(client: Any) -> Any:
        if flavour == "OpenAI":
            with client.realtime.connect(model="m") as connection:
                connection.session.update(session={"type": "realtime"})
                return list(connection)

        async def talk() -> Any:
            async with client.realtime.connect(model="m") as connection:
                await connection.session.update(session={"type": "realtime"})
                return [event async for event in connection]

        return talk()

    with serving(script) as url:
        place = url.replace("http", "ws")
        world.run(ours, flavour, converse, workload_identity=identity(), websocket_base_url=place)
    (request,) = script.requests
    assert request.path == "/v1/realtime?model=m"
    assert request.headers["Authorization"] == "Bearer at1"
    x509 = {**GRANT, "type": "x509"}
    with pytest.raises(ours.OpenAIError, match="WebSocket"):
        world.run(ours, flavour, converse, workload_identity=x509)


def test_the_package_itself_is_a_client_of_azure(
    ours: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World()
    client = httpx2.Client(transport=world.transport)
    for name, value in {
        "api_key": "k",
        "http_client": client,
        "azure_endpoint": "https://e.test",
        "api_version": "v1",
    }.items():
        monkeypatch.setattr(ours, name, value, raising=False)
    ours.models.list()
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    with pytest.raises(ours.OpenAIError, match="api_type"):
        ours.models.list()
    monkeypatch.setattr(ours, "api_type", "openai", raising=False)
    ours.models.list()
    monkeypatch.setattr(ours, "api_type", "nonsense")
    with pytest.raises(ours.OpenAIError, match="nonsense"):
        ours.models.list()
    assert [url for url, _ in world.seen] == [
        "https://e.test/openai/models?api-version=v1",
        "https://api.openai.com/v1/models",
    ]
    for name in ("azure_ad_token", "azure_ad_token_provider", "bedrock_token_provider"):
        assert getattr(ours, name) is None


def test_a_vendored_part_has_none_of_it(openai_tree: Callable[[str], Any]) -> None:
    from tsbind.pipeline import Options, generate

    made = generate(openai_tree("7.57.0"), Options(only=("chat.completions.create",)))
    assert "workload_identity" not in made.files["_client.py"]
    assert not [path for path in made.files if path.startswith(("lib/", "auth", "providers"))]
    assert not [problem for problem in made.problems if "option" in problem.text]
