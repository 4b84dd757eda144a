"""Every call of a release, made against mock servers of its OpenAPI documents."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx2

from client.exercise import awaited, called
from client.trial import Trial, trials
from openapi.server import serving
from support.openapi.documents import Document
from support.releases import Release
from tsbind.model.operations import QueryStyle

Served = list[tuple[Document, str]]
"""Documents and the URLs that serve them."""


@contextmanager
def served(
    documents: list[Document], style: QueryStyle, command: Path, folder: Path
) -> Iterator[Served]:
    """A server for each document."""
    with ExitStack() as stack:
        urls: Served = []
        for number, document in enumerate(documents):
            place = folder / str(number)
            place.mkdir()
            urls.append(
                (document, stack.enter_context(serving(command, document.text, style, place)))
            )
        yield urls


class Judge:
    """Collects what the servers say about the requests they got, by the name of the call."""

    def __init__(self) -> None:
        self.calls = 0
        self.answers = 0
        self.faults: list[str] = []
        self._name = ""

    def begin(self, name: str) -> None:
        """The next answer is to the call ``name``."""
        self.calls += 1
        self._name = name

    def look(self, response: httpx2.Response) -> None:
        """Take note of an answer."""
        self.answers += 1
        headers = response.headers
        if (
            headers.get("x-steady-request-valid") != "true"
            or headers["x-steady-error-count"] != "0"
        ):
            said = {k: v for k, v in headers.items() if k.startswith("x-steady-error")}
            self.fail(f"{response.request.method} {response.request.url}: {said}")

    async def look_async(self, response: httpx2.Response) -> None:
        """`look` for an async client."""
        self.look(response)

    def fail(self, text: str) -> None:
        """Take note of a fault of the call at hand."""
        self.faults.append(f"{self._name}: {text}"[:900])


def run(release: Release, urls: Served) -> Judge:
    """Make every call with the sync client; answers are decoded strictly."""
    judge = Judge()
    hooks: Any = {"response": [judge.look]}
    with httpx2.Client(event_hooks=hooks) as http, ExitStack() as stack:
        clients = [
            (document, stack.enter_context(_client(release, "", url, http)))
            for document, url in urls
        ]
        for trial, client in _with_clients(release, clients, 3):
            judge.begin(trial.name)
            try:
                received = called(client, trial)
            except Exception as error:
                judge.fail(repr(error))
            else:
                _look_at(trial, received, judge)
    return judge


async def run_async(release: Release, urls: Served) -> Judge:
    """`run` with the async client."""
    judge = Judge()
    hooks: Any = {"response": [judge.look_async]}
    async with httpx2.AsyncClient(event_hooks=hooks) as http:
        clients = [(document, _client(release, "Async", url, http)) for document, url in urls]
        for trial, client in _with_clients(release, clients, 4):
            judge.begin(trial.name)
            try:
                received = await awaited(client, trial)
            except Exception as error:
                judge.fail(repr(error))
            else:
                _look_at(trial, received, judge)
    return judge


def _client(release: Release, half: str, url: str, http: Any) -> Any:
    options = {"_strict_response_validation": True, "max_retries": 0, "http_client": http}
    return release.client(half, base_url=url, **options)


def _with_clients(
    release: Release, clients: list[tuple[Document, Any]], seed: int
) -> Iterator[tuple[Trial, Any]]:
    """Each call, and the client of the document that describes it."""
    for trial in trials(release.model, release.generated.types.index, seed):
        key = (trial.operation, trial.kind == "events")
        yield trial, next(client for document, client in clients if key in document.calls)


def _look_at(trial: Trial, received: Any, judge: Judge) -> None:
    """Streams give the events of the document; a list gives what the mock made, never nothing."""
    if trial.kind == "events" and len(received) != 2:
        judge.fail(f"{len(received)} events, not 2")
    if trial.kind == "page" and not received:
        judge.fail("a page without items")
