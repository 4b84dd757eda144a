"""What becomes of the options of a client."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from client.recorder import Recorder
from dropin.behaviours.program import Program, asked

CREDENTIALS = {"api_key": "sk-1"}
_HEADERS = ("authorization", "openai-organization", "openai-project", "x-a", "x-b", "accept")
_STATE = ("api_key", "organization", "project", "webhook_secret", "max_retries")


def with_options(**options: Any) -> Program:
    """Ask with a client of these options; what it holds and what it asked."""

    def program(api: Any, server: Recorder) -> Any:
        given = {**CREDENTIALS, "base_url": server.url, **options}
        with api.OpenAI(**given) as client:
            client.models.retrieve("m")
            return _state(client), asked(server, *_HEADERS)

    return program


def with_environment(**values: str) -> Program:
    """The same, options coming from the environment; ``URL`` stands for that of the server."""

    def program(api: Any, server: Recorder) -> Any:
        filled = {name: value.replace("URL", server.url) for name, value in values.items()}
        with _environment({"OPENAI_BASE_URL": server.url, **filled}), api.OpenAI() as client:
            client.models.retrieve("m")
            return _state(client), asked(server, *_HEADERS)

    return program


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(values)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _state(client: Any) -> dict[str, Any]:
    state = {name: getattr(client, name) for name in _STATE}
    return {**state, "path": client.base_url.path, "query": dict(client.default_query)}


def based(form: str) -> Program:
    """Ask below a base URL of this form; ``{}`` stands for the server's."""

    def program(api: Any, server: Recorder) -> Any:
        root = server.url.removesuffix("/v1")
        with api.OpenAI(**CREDENTIALS, base_url=form.format(root)) as client:
            client.models.retrieve("m")
            client.get("/custom/path", cast_to=object)
            client.get("custom?x=1", cast_to=object)
            return str(client.base_url).replace(root, ""), asked(server)

    return program


def copied(*steps: Mapping[str, Any]) -> Program:
    """Copy a client with options of all kinds, step by step, and ask with the last."""

    def program(api: Any, server: Recorder) -> Any:
        client = api.OpenAI(
            **CREDENTIALS,
            base_url=server.url,
            organization="org",
            default_headers={"X-A": "1", "X-B": "2"},
            default_query={"q": "1", "r": "2"},
            max_retries=4,
            timeout=7,
        )
        for step in steps:
            client = client.with_options(**step)
        client.models.retrieve("m")
        return _state(client), client.timeout, asked(server, *_HEADERS)

    return program


_BASES = ("{}/", "{}/v1", "{}/v1/", "{}/a/b c", "{}/ü/", "{}/v1?x=1", "{}//v1//")
CASES: dict[str, Program] = {
    "plain": with_options(),
    "organization and project": with_options(organization="org", project="proj"),
    "empty organization": with_options(organization="", project=""),
    "default headers": with_options(default_headers={"X-A": "1", "x-b": "2"}),
    "default headers taken away": with_options(default_headers={"X-A": None}),
    "default header in the place of another": with_options(default_headers={"Accept": "text/x"}),
    "own authorization": with_options(default_headers={"Authorization": "Bearer other"}),
    "default query": with_options(default_query={"a": "b", "list": [1, 2], "o": {"p": True}}),
    "default query with a space": with_options(default_query={"a": "b c"}),
    "default query with None": with_options(default_query={"a": None, "b": "", "c": [None, 1]}),
    "retries": with_options(max_retries=0),
    "timeout": with_options(timeout=3.5),
    "no timeout": with_options(timeout=None),
    "webhook secret": with_options(webhook_secret="whsec_1"),
    "key function": with_options(api_key=lambda: "asked for"),
    "environment": with_environment(
        OPENAI_API_KEY="sk-env",
        OPENAI_ORG_ID="org-env",
        OPENAI_PROJECT_ID="proj-env",
        OPENAI_WEBHOOK_SECRET="whsec_env",
    ),
    "environment base url": with_environment(OPENAI_API_KEY="k", OPENAI_BASE_URL="URL/deep/"),
    "environment headers": with_environment(
        OPENAI_API_KEY="k", OPENAI_CUSTOM_HEADERS="X-A: 1\nno colon\n X-B :2: 3 "
    ),
    "environment of nothing": with_environment(OPENAI_API_KEY="sk-env", OPENAI_ORG_ID=""),
    "environment with an empty key": with_environment(OPENAI_API_KEY=""),
    "no key at all": with_environment(),
    **{f"base url {form}": based(form) for form in _BASES},
    "copy": copied({}),
    "copy timeout": copied({"timeout": 3}),
    "copy no timeout": copied({"timeout": None}),
    "copy retries": copied({"max_retries": 0}),
    "copy key": copied({"api_key": "sk-2", "organization": "other", "project": "p"}),
    "copy headers": copied({"default_headers": {"X-A": "9", "x-c": "3"}}),
    "copy headers set": copied({"set_default_headers": {"X-C": "3"}}),
    "copy headers set to none": copied({"set_default_headers": {}}),
    "copy headers both": copied({"set_default_headers": {}, "default_headers": {}}),
    "copy query": copied({"default_query": {"q": "9", "s": "3"}}),
    "copy query set": copied({"set_default_query": {"s": "3"}}),
    "copy query both": copied({"set_default_query": {}, "default_query": {}}),
    "copy of a copy": copied({"timeout": 1}, {"default_headers": {"X-B": "8"}}, {"max_retries": 1}),
    "copy key function": copied({"api_key": lambda: "asked for"}),
    "copy unknown": copied({"no_such_option": 1}),
}
"""Programs by what they try."""
