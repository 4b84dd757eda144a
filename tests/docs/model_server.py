"""A server on loopback that answers any request as the types of a release say."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from client.recorder import Answer, Recorder, Request
from tsbind.docs.context.context import Context
from tsbind.docs.context.samples import CannotSample, json_text
from tsbind.model.operations import Operation

JSON = Any
FINAL = ("completed", "succeeded", "processed", "idle")
"""What polling waits for."""


class ModelServer(Recorder):
    """Finds the operation that a request is meant for, and gives a value of what it returns."""

    def __init__(self, made: Context) -> None:
        super().__init__()
        self.made = made
        self.asked: list[Request] = []
        self.scripts: dict[str, list[bytes]] = {}
        """Streams by accessor, where the events matter."""
        self.answers: dict[str, JSON] = {}
        """Values by accessor, where what is in them matters."""
        self.meant = ""
        """The accessor of the operation that is meant, where several have one path."""
        self._pages = 0

    def __enter__(self) -> ModelServer:
        super().__enter__()
        return self

    @property
    def answer(self) -> Answer:
        """The answer to the request at hand."""
        assert self.request is not None
        self.asked.append(self.request)
        operation = self.operation(self.request)
        assert operation is not None, f"no operation is {self.request.method} {self.request.path}"
        if self._streams(operation):
            return Answer(self._events(operation), "text/event-stream")
        if operation.binary:
            return Answer(b"binary", "application/octet-stream")
        return Answer(json.dumps(self._value(operation)).encode())

    @answer.setter
    def answer(self, _: Answer) -> None:
        """What a recorder is made with does not count."""

    def forget(self, meant: str) -> None:
        """Begin with the next example, which is of the operation ``meant``."""
        self.meant = meant
        self.asked.clear()
        self._pages = 0

    @cached_property
    def _routes(self) -> list[tuple[str, re.Pattern[str], Operation]]:
        return list(_routes(self.made))

    def operation(self, request: Request) -> Operation | None:
        """The operation that sends such a request; the one with the fewest parameters of them."""
        path = request.path.removeprefix("/v1")
        found = [
            o for verb, route, o in self._routes if verb == request.method and route.fullmatch(path)
        ]
        return min(found, key=lambda o: (o.accessor != self.meant, o.path.count("{")), default=None)

    def _streams(self, operation: Operation) -> bool:
        if operation.streams == "body":
            assert self.request is not None
            with contextlib.suppress(ValueError):
                return bool(json.loads(self.request.body or b"{}").get("stream"))
            return b'name="stream"\r\n\r\ntrue' in self.request.body
        return operation.streams == "always"

    def _events(self, operation: Operation) -> bytes:
        script = self.scripts.get(operation.accessor)
        if script is not None:
            return b"".join(script)
        assert operation.event is not None
        event = json.loads(json_text(self.made.samples.value(operation.event)))
        return f"data: {json.dumps(event)}\n\ndata: [DONE]\n\n".encode()

    def _value(self, operation: Operation) -> JSON:
        if operation.accessor in self.answers:
            return self.answers[operation.accessor]
        if operation.page is not None:
            return self._page(operation)
        signatures = operation.signatures
        if operation.accessor == "embeddings.create":
            # Its first overload is for callers who ask for base64; the example does not.
            signatures = signatures[::-1]
        for signature in signatures:
            with contextlib.suppress(CannotSample):
                value = json.loads(json_text(self.made.samples.value(signature.returns)))
                value = self._final(value, signature.returns)
                return {operation.unwrap: value} if operation.unwrap else value
        return {}

    def _final(self, value: JSON, type_: Any) -> JSON:
        """``value`` with the status that polling waits for."""
        declared = self.made.index.get(getattr(type_, "id", ""))
        for p in declared.properties if declared else ():
            if p.name == "status" and isinstance(value, dict):
                known = self.made.index.literals(p.type)
                value["status"] = next((s for s in FINAL if s in known), value.get("status"))
        return value

    def _page(self, operation: Operation) -> JSON:
        """One page with an item, then pages without."""
        page = next(p for p in self.made.package.pages if p.id == operation.page)
        assert operation.page_item is not None
        items: JSON = []
        if not self._pages:
            items = [json.loads(json_text(self.made.samples.value(operation.page_item)))]
        self._pages += 1
        for name in reversed(page.items.split(".")):
            items = {name: items}
        return items


def _routes(made: Context) -> Iterator[tuple[str, re.Pattern[str], Operation]]:
    for operation in made.package.operations:
        if operation.kind == "endpoint":
            path = operation.path.partition("?")[0]
            pattern = re.sub(r"\\\{[^{}]*\\\}", "[^/]+", re.escape(path))
            yield operation.verb.upper(), re.compile(pattern), operation
