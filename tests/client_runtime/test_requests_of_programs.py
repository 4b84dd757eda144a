"""What programs for the official client do with keys, ids, types, bodies and other HTTP clients."""

from __future__ import annotations

import asyncio
import dataclasses
import enum
import gc
import json
import weakref
from functools import partial
from typing import Annotated, Any, Literal, TypedDict

import httpx2
import pytest
from acme import Acme, AsyncAcme
from acme._runtime import errors
from acme._runtime.model import Model as BaseModel

from client_runtime.halves import Half
from client_runtime.loopback import Server, answer
from support.sockets import sockets_of_closed_loops

pytestmark = pytest.mark.usefixtures("quick_retries")

CHUNKED = b"2\r\nab\r\n2\r\ncd\r\n0\r\n\r\n"
FINE = answer({"id": "w", "size": 1})


def create(client: Any) -> Any:
    return client.widgets.create(name="n")


def post(client: Any, content: Any) -> Any:
    return client.post("/x", cast_to=object, content=content)


@pytest.mark.parametrize("key", [" key", "key\n", "\tkey ", "key"])
def test_blanks_around_a_key_are_not_sent(half: Half, key: str) -> None:
    with Server(FINE) as server:
        half.run(server.url, create, api_key=key)
        assert server.requests[0].headers["authorization"] == "Bearer key"


@pytest.mark.parametrize("key", ["", " ", "a\nb", "kä", "a\0"])
def test_a_key_that_cannot_be_sent_is_refused_by_name(key: str) -> None:
    for kind in (Acme, AsyncAcme):
        with pytest.raises(errors.MissingCredentialError, match="api_key"):
            kind(api_key=key)


@pytest.mark.parametrize(
    ("given", "segment"),
    [("a?b", "a%3Fb"), ("a#b", "a%23b"), ("a%b", "a%25b"), ("a%2Fb", "a%252Fb"), ("a/b", "a%2Fb")],
)
def test_ids_are_one_segment(half: Half, given: str, segment: str) -> None:
    with Server(FINE) as server:
        half.run(server.url, lambda c: c.widgets.retrieve(given, shelf_id="s"))
        assert server.requests[0].target.endswith(f"/widgets/{segment}")


class Mine(BaseModel):
    id: str
    size: int


class Inner(BaseModel):
    widgets: list[Mine]


@dataclasses.dataclass
class Plain:
    id: str
    size: int = 0


class Typed(TypedDict):
    id: str
    size: int


class Size(enum.Enum):
    SMALL = 1


class Node(BaseModel):
    size: Size = Size.SMALL
    plain: Plain | None = None
    under: list[Node] = []  # noqa: RUF012 - each instance gets a copy
    by_name: dict[str, Node] = {}  # noqa: RUF012


class Circle(BaseModel):
    kind: Literal["circle"]


class Square(BaseModel):
    kind: Literal["square"]


def cast(body: Any, to: Any) -> Any:
    transport = httpx2.MockTransport(lambda _: httpx2.Response(200, content=json.dumps(body)))
    client = Acme(api_key="k", http_client=httpx2.Client(transport=transport))
    return client.get("/x", cast_to=to)


def test_own_classes_that_hold_themselves() -> None:
    wire = {
        "size": 1,
        "under": [{"plain": {"id": "p", "size": 2}}],
        "by_name": {"a": {"under": [{}]}},
    }
    node = Node.from_dict(wire, strict=True)
    assert type(node.by_name["a"].under[0]) is Node
    assert node.under[0].plain == Plain("p", 2)
    assert node.to_dict() == wire
    assert weakref.ref(node)() is node


def test_own_classes_dump_values_of_other_libraries() -> None:
    node = Node(plain=Plain("p", 2), under=[Node()])
    assert node.plain == Plain("p", 2)
    assert node.model_dump()["size"] is Size.SMALL
    dumped = json.loads(node.model_dump_json(exclude_unset=True))
    assert dumped == node.to_dict() == json.loads(node.to_json())
    assert dumped["plain"] == {"id": "p", "size": 2}


def test_pydantic_chooses_own_classes_by_a_discriminator() -> None:
    pydantic = pytest.importorskip("pydantic")
    by_kind = Annotated[Circle | Square, pydantic.Field(discriminator="kind")]
    outer = pydantic.create_model("Outer", shape=(by_kind, ...))
    assert type(outer(shape={"kind": "square"}).shape) is Square
    assert type(outer(shape=Circle(kind="circle")).shape) is Circle
    assert outer.model_json_schema()["properties"]["shape"]["discriminator"]["mapping"].keys() == {
        "circle",
        "square",
    }
    with pytest.raises(pydantic.ValidationError, match="union_tag_invalid"):
        outer(shape={"kind": "row"})


def test_cast_to_types() -> None:
    pydantic = pytest.importorskip("pydantic")
    model = pydantic.create_model("M", id=(str, ...), size=(int, ...))
    typed = pydantic.dataclasses.dataclass(type("D", (), {"__annotations__": {"id": str}}))
    wire = {"id": "w", "size": 1}
    assert cast(wire, Mine) == Mine(id="w", size=1)
    assert type(cast({"widgets": [wire]}, Inner).widgets[0]) is Mine
    assert cast(wire, model) == model(id="w", size=1)
    assert cast({"id": "w"}, typed) == typed(id="w")
    assert cast(wire, Plain) == Plain("w", 1)
    assert cast(wire, Typed) == wire
    assert cast(1, Size) is Size.SMALL
    assert cast([wire], list[Plain]) == [Plain("w", 1)]
    assert cast({"a": wire}, dict[str, Mine])["a"].size == 1
    assert type(cast(wire, Mine | Plain)) is Mine
    assert cast(None, Mine | None) is None
    assert cast("a", Literal["a", "b"]) == "a"
    assert type(cast(wire, BaseModel)).__name__ == "UnknownModel"
    assert cast(wire, object) == cast(wire, dict[str, Any]) == cast(wire, Any) == wire


@pytest.mark.parametrize("to", [complex, Acme, 3, "Widget", lambda x: x, list[complex]])
def test_cast_to_what_json_cannot_become(to: Any) -> None:
    with pytest.raises(TypeError, match="JSON cannot become"):
        cast({}, to)


@pytest.mark.parametrize("to", [Plain, Typed, list[Plain], Size])
def test_an_answer_that_is_no_such_value(to: Any) -> None:
    with pytest.raises(errors.APIResponseValidationError):
        cast({"size": 1}, to)


def test_content_is_sent_as_it_is(half: Half) -> None:
    def parts() -> Any:
        yield b"ab"
        yield b"cd"

    async def async_parts() -> Any:
        yield b"ab"
        yield b"cd"

    for content in (b"abcd", "abcd", parts() if half.name == "sync" else async_parts()):
        with Server(FINE) as server:
            send = partial(post, content=content)
            half.run(server.url, send)
            assert server.requests[0].body in (b"abcd", CHUNKED)


def test_redirects_can_be_left_alone(half: Half) -> None:
    moved = answer("", 302, location="/v1/y")
    with Server(moved, FINE) as server:
        options = {"follow_redirects": False}
        with pytest.raises(errors.APIStatusError) as caught:
            half.run(server.url, lambda c: c.get("/x", cast_to=object, options=options))
        assert caught.value.status_code == 302
        assert len(server.requests) == 1


def test_a_client_of_httpx() -> None:
    httpx = pytest.importorskip("httpx")
    with Server(FINE) as server:
        with httpx.Client(headers={"x-mine": "1"}) as http:
            client = Acme(api_key="key", base_url=server.url, http_client=http)
            assert create(client).id == "w"
        assert server.requests[0].headers["authorization"] == "Bearer key"
        assert server.requests[0].headers["x-mine"] == "1"

    def slow(_: Any) -> Any:
        raise httpx.ReadTimeout("slow")

    http = httpx.Client(transport=httpx.MockTransport(slow))
    with pytest.raises(errors.APITimeoutError):
        create(Acme(api_key="k", http_client=http, max_retries=0))


def test_an_async_client_of_httpx() -> None:
    httpx = pytest.importorskip("httpx")

    async def main(url: str) -> Any:
        async with httpx.AsyncClient() as http:
            client = AsyncAcme(api_key="key", base_url=url, http_client=http)
            return (await create(client)).id

    with Server(FINE) as server:
        assert asyncio.run(main(server.url)) == "w"


def test_other_clients_are_refused_by_name() -> None:
    with pytest.raises(TypeError, match=r"`http_client` must be an httpx2.Client"):
        Acme(api_key="k", http_client=object())


@sockets_of_closed_loops()
def test_one_async_client_in_two_event_loops() -> None:
    with Server(FINE) as server:
        client = AsyncAcme(api_key="k", base_url=server.url)
        for _ in range(3):
            found: Any = asyncio.run(create(client))
            assert found.id == "w"
        gc.collect()
        server.wait_until_closed(left=1)  # those of earlier loops are not kept
        assert server.accepted == 3


@sockets_of_closed_loops()
def test_connections_of_a_closed_event_loop_are_named() -> None:
    with Server(FINE) as server:
        http = httpx2.AsyncClient()
        client = AsyncAcme(api_key="k", base_url=server.url, http_client=http, max_retries=0)
        asyncio.run(create(client))
        with pytest.raises(errors.APIConnectionError, match="event loop"):
            asyncio.run(create(client))


@pytest.mark.parametrize("stream", [False, True])
def test_aiohttp(stream: bool) -> None:
    pytest.importorskip("aiohttp")
    from acme._runtime.aiohttp_client import DefaultAioHttpClient

    async def main(url: str) -> Any:
        async with DefaultAioHttpClient() as http:
            client = AsyncAcme(api_key="key", base_url=url, http_client=http, max_retries=0)
            if not stream:
                return [(await create(client)).id]
            return [event.id async for event in await client.widgets.create(name="n", stream=True)]

    event = answer('data: {"id":"w"}\n\n', content_type="text/event-stream")
    with Server(event if stream else FINE) as server:
        assert asyncio.run(main(server.url)) == ["w"]
        assert server.requests[0].headers["authorization"] == "Bearer key"
    with pytest.raises(errors.APIConnectionError):
        asyncio.run(main("http://127.0.0.1:1"))


def test_aiohttp_times_out() -> None:
    pytest.importorskip("aiohttp")
    from acme._runtime.aiohttp_client import DefaultAioHttpClient

    from client_runtime.loopback import then

    async def main(url: str) -> Any:
        async with DefaultAioHttpClient() as http:
            client = AsyncAcme(api_key="k", base_url=url, http_client=http, max_retries=0)
            await client.widgets.create(name="n", timeout=0.2)

    with Server(then(1.0, "close")) as server, pytest.raises(errors.APITimeoutError):
        asyncio.run(main(server.url))


def test_strict_clients_take_new_fields() -> None:
    def answered(_: Any) -> httpx2.Response:
        return httpx2.Response(200, json={"id": "w", "size": 1, "new": 2})

    for strict, refused in ((True, False), ("forbid_unknown", True)):
        client = Acme(
            api_key="k",
            http_client=httpx2.Client(transport=httpx2.MockTransport(answered)),
            _strict_response_validation=strict,  # type: ignore[arg-type]
        )
        if refused:
            with pytest.raises(errors.APIResponseValidationError, match="new"):
                create(client)
        else:
            assert create(client).new == 2
