"""Clients whose attributes are changed, credentials of several kinds, names of the package."""

from __future__ import annotations

import io
import json
from typing import Any

from client.recorder import Answer, Recorder
from dropin.behaviours.program import JSON, OBJECT, Program, asked, made
from dropin.sidebyside.portrait import portray

LIST = Answer(b'{"object": "list", "data": [{"id": "a"}, {"id": "b"}], "has_more": false}')


def changed(**values: Any) -> Program:
    """Ask after attributes of the client were assigned."""

    def program(api: Any, server: Recorder) -> Any:
        client = made(api, server, organization="org")
        for name, value in values.items():
            setattr(client, name, value.format(server.url) if name == "base_url" else value)
        client.models.retrieve("m")
        shown = {name: str(getattr(client, name)).replace(server.url, "") for name in values}
        return shown, asked(server, "authorization", "openai-organization")

    return program


def credentials(path: str, **given: Any) -> Program:
    """Ask an endpoint, which may want the admin's key, with these credentials."""

    def program(api: Any, server: Recorder) -> Any:
        server.expect([LIST])
        owner = made(api, server, **{"api_key": None, **given})
        for name in path.split("."):
            owner = getattr(owner, name)
        owner.list()
        return asked(server, "authorization")

    return program


def pages(api: Any, server: Recorder) -> Any:
    server.expect([LIST])
    page = made(api, server).files.list(limit=2)
    again = [portray(item) for item in page], [item.id for item in page.data], page.has_more
    end = page.has_next_page(), str(page.next_page_info())
    return again, end, page.to_dict(), page.model_dump(exclude_unset=True)


def own_model(api: Any, server: Recorder) -> Any:
    server.expect([JSON])
    model = type("Mine", (api.BaseModel,), {"__annotations__": {"a": list[Any], "c": float}})
    value = made(api, server).get("/x", cast_to=model)
    return value.a, value.c, value.to_dict(), type(value).__name__


def raw(api: Any, server: Recorder) -> Any:
    server.expect([OBJECT])
    got = made(api, server).models.with_raw_response.retrieve("m")
    other = got.parse(to=api.types.Model)
    texts = got.text, got.content, got.headers["content-type"], got.is_closed, got.http_version
    return portray(got.parse()), portray(other), texts, got.parse() is got.parse()


def files_by_verb(api: Any, server: Recorder) -> Any:
    files = {"file": ("a.txt", io.BytesIO(b"x"), "text/x")}
    headers = {"Content-Type": "multipart/form-data"}
    client = made(api, server)
    client.post("/f", cast_to=object, body={"a": "1"}, files=files, options={"headers": headers})
    return sorted(server.requests[0].parts, key=repr)


def headers(api: Any, server: Recorder) -> Any:
    own = {"Content-Type": "application/x", "Accept": "text/y", "X-Bool": "true", "X-B": "b"}
    made(api, server).completions.create(model="m", prompt="p", extra_headers=own)
    return asked(server, "content-type", "accept", "x-bool", "x-b")


def names(api: Any, server: Recorder) -> Any:
    given = ("NOT_GIVEN", "NotGiven", "omit", "Omit", "Timeout", "Stream", "AsyncStream", "Client")
    given += ("AsyncClient", "RequestOptions", "file_from_path", "BaseModel", "DEFAULT_TIMEOUT")
    given += ("DEFAULT_MAX_RETRIES", "DEFAULT_CONNECTION_LIMITS", "OpenAIError", "resources")
    client = made(api, server)
    resources = api.resources
    kinds = [isinstance(client.models, resources.Models), isinstance(client.chat, resources.Chat)]
    return [hasattr(api, name) for name in given], kinds, bool(api.omit), bool(api.NOT_GIVEN)


def defaults(api: Any, server: Recorder) -> Any:
    limits, timeout = api.DEFAULT_CONNECTION_LIMITS, api.DEFAULT_TIMEOUT
    shown = limits.max_connections, limits.max_keepalive_connections, api.DEFAULT_MAX_RETRIES
    return shown, timeout.connect, timeout.read, api.Timeout(3.0, connect=1.0).connect


def not_given(api: Any, server: Recorder) -> Any:
    create = made(api, server).completions.create
    create(model="m", prompt="p", user=api.NOT_GIVEN, n=api.omit, stop=None, stream=api.NOT_GIVEN)
    return json.loads(server.requests[0].body)


def timed_out(api: Any, server: Recorder) -> Any:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as deaf:
        url = f"http://127.0.0.1:{deaf.getsockname()[1]}/v1"
        client = made(api, server, base_url=url, timeout=0.05)
        try:
            client.models.retrieve("m")
        except api.APIConnectionError as error:
            return type(error).__name__, str(error), error.request.url.path, repr(error)


def made_by_hand(api: Any, server: Recorder) -> Any:
    kind = api.types.chat.ChatCompletionMessage
    message = kind(role="assistant", content="hi")
    other = kind.model_validate({"role": "assistant", "content": "hi", "new": 1})
    built = kind.construct(role="assistant", content="ho")
    shown = message.to_dict(), other.to_dict(), built.to_dict(), message == other
    client = made(api, server)
    client.chat.completions.create(
        model="m",
        messages=[{"role": "user", "content": "q"}, message, other],  # type: ignore[list-item]
    )
    return shown, json.loads(server.requests[0].body)


CASES: dict[str, Program] = {
    "key changed": changed(api_key="sk-new"),
    "organization changed": changed(organization="other"),
    "base url changed": changed(base_url="{}/deeper/"),
    "retries changed": changed(max_retries=5),
    "key for all": credentials("models", api_key="k"),
    "both keys": credentials("admin.organization.projects", api_key="k", admin_api_key="a"),
    "no key for an admin": credentials("admin.organization.projects", api_key="k"),
    "an admin's key for all": credentials("models", admin_api_key="a"),
    "an admin's key": credentials("admin.organization.projects", admin_api_key="a"),
    "pages": pages,
    "own model": own_model,
    "raw": raw,
    "files by verb": files_by_verb,
    "headers of a call": headers,
    "names": names,
    "defaults": defaults,
    "not given": not_given,
    "timed out": timed_out,
    "made by hand": made_by_hand,
}
"""Programs by what they try."""
