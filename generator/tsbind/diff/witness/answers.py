"""A strict client gets an answer of the newer release."""

from __future__ import annotations

import json

from tsbind.diff.changes.change import Change
from tsbind.diff.changes.member import way
from tsbind.diff.comparing.results import result_type
from tsbind.diff.witness.accept import Json
from tsbind.diff.witness.calls import Caller
from tsbind.diff.witness.pair import Pair
from tsbind.diff.witness.program import MODEL, RUN, Program, none
from tsbind.model.operations import Operation
from tsbind.model.types import Primitive
from tsbind.python.methods.arguments import STREAM

VOID = Primitive("void")
_NO_CALL = "the generated package cannot call the method so"


def answered(pair: Pair, change: Change, value: Json) -> Program:
    """Calls the method of both releases, where the server gives ``value``.

    A page decodes its items when they are read, and where nothing is expected nothing is read: of
    those the models say it.
    """
    old, new = pair.methods[change.place]
    root = way(change.member).root
    nothing = result_type(old) == VOID
    if old.page is not None or new.page is not None or (nothing and old.event is None):
        text = json.dumps({"data": [value]} if root == "item" else value)
        return Program(change, "responses", text, text, how=MODEL)
    gone = change.kind == "streaming_changed" and new.streams is None
    answer = _streamed(value) if root == "event" or new.streams == "always" else _plain(value)
    texts = [
        _program(pair, caller, operation, answer, streams=streams)
        for caller, operation, streams in (
            (pair.old_calls, old, root == "event" or gone),
            (pair.new_calls, new, root == "event"),
        )
    ]
    if not all(texts):
        return none(change, "responses", _NO_CALL)
    return Program(change, "responses", texts[0], texts[1], how=RUN)


def _plain(value: Json) -> str:
    return _response("application/json", json.dumps(value))


def _streamed(value: Json) -> str:
    return _response("text/event-stream", f"data: {json.dumps(value)}\n\n")


def _response(media_type: str, text: str) -> str:
    # In pieces, as from a network: what is read as a stream must not be there already.
    return f"headers={{'content-type': {media_type!r}}}, content=iter([{text.encode()!r}])"


def _program(
    pair: Pair, caller: Caller, operation: Operation, answer: str, *, streams: bool
) -> str:
    """The older and newer programs differ in what the method needs to be called at all."""
    by_argument = operation.streams in {"body", "query"}
    call = caller.call(operation, {STREAM: True} if streams and by_argument else {})
    client = caller.constructor(
        "base_url='http://localhost'",
        "http_client=httpx2.Client(transport=httpx2.MockTransport(answer))",
        "_strict_response_validation=True",
    )
    if not call:
        return ""
    return (
        f"import httpx2\n{pair.client()}"
        "def answer(request: httpx2.Request) -> httpx2.Response:\n"
        f"    return httpx2.Response(200, {answer})\n"
        f"client = {client}\n"
        f"answered = {call}\n"
        + ("assert list(answered)\n" if streams or operation.streams == "always" else "")
    )
