"""Errors: what they say, how they can be copied, and when a client asks again."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

from client.recorder import Answer, Recorder
from dropin.behaviours.program import OBJECT, Program, attempt, made
from dropin.sidebyside.observing import error_of

REFUSAL = {"error": {"message": "No.", "type": "t", "param": "p", "code": "c"}}
REFUSED = json.dumps(REFUSAL).encode()
FAST = {"retry-after-ms": "1"}
AGAIN, NEVER = ({**FAST, "x-should-retry": wish} for wish in ("true", "false"))


def refused(body: bytes, status: int = 400, kind: str = "application/json") -> Program:
    """The error of an answer, its text aside."""

    def program(api: Any, server: Recorder) -> Any:
        shown = error_of(_refusal(api, server, Answer(body, kind, status)))
        return {name: shown[name] for name in shown if name not in ("str", "message")}

    return program


def _refusal(api: Any, server: Recorder, answer: Answer) -> Exception:
    server.expect([answer])
    try:
        made(api, server).models.retrieve("m")
    except api.APIError as error:
        found: Exception = error
        return found
    raise AssertionError("no error")


def texts(api: Any, server: Recorder) -> Any:
    error = _refusal(api, server, Answer(REFUSED, status=404))
    return str(error), repr(error), error.args


def told(api: Any, server: Recorder) -> Any:
    """What an error knows of its request and response."""
    error: Any = _refusal(api, server, Answer(REFUSED, status=404, headers={"x-request-id": "r"}))
    sent, got = error.request, error.response
    return sent.method, sent.url.path, got.status_code, got.json(), error.request_id


def again(api: Any, server: Recorder) -> Any:
    """What copying and pickling an error gives."""
    error = _refusal(api, server, Answer(REFUSED, status=404))
    ways: list[Any] = [copy.copy, copy.deepcopy, lambda e: pickle.loads(pickle.dumps(e))]
    return [attempt(lambda way=way: error_of(way(error))["status_code"])[0:1] for way in ways]


def no_connection(api: Any, server: Recorder) -> Any:
    client = made(api, server, base_url="http://127.0.0.1:1/v1")
    try:
        client.models.retrieve("m")
    except api.APIConnectionError as error:
        return error_of(error), repr(error), error.request.method, error.__cause__ is not None


def retried(*answers: Answer, **options: Any) -> Program:
    """How often a client asks, and what it says of that."""

    def program(api: Any, server: Recorder) -> Any:
        server.expect(answers)
        models = made(api, server, **{"max_retries": 2, **options}).models
        try:
            result = models.with_raw_response.retrieve("m").retries_taken
        except api.APIError as error:
            result = type(error).__name__
        return result, [r.headers["x-stainless-retry-count"] for r in server.requests]

    return program


def _failing(status: int, headers: dict[str, str] = FAST) -> Answer:
    return Answer(b"{}", status=status, headers=headers)


STATUSES = (400, 401, 402, 403, 404, 408, 409, 418, 422, 429, 500, 502, 599)
CASES: dict[str, Program] = {
    **{f"error {status}": refused(REFUSED, status) for status in STATUSES},
    "error that is text": refused(b"<html>no</html>", 502, "text/html"),
    "error without a body": refused(b"", 500),
    "error null": refused(b"null", 500),
    "error list": refused(b"[1]", 400),
    "error string": refused(b'"no"', 400),
    "error without error": refused(b'{"message": "m", "code": 3}', 400),
    "error with a string in error": refused(b'{"error": "no"}', 400),
    "error with null in error": refused(b'{"error": null}', 400),
    "error with more": refused(b'{"error": {"message": 5, "code": 1, "extra": [1]}}', 400),
    "error texts": texts,
    "error told": told,
    "error copied": again,
    "no connection": no_connection,
    "retry 500": retried(_failing(500), OBJECT),
    "retry 429 twice": retried(_failing(429), _failing(429), OBJECT),
    "retry 409": retried(_failing(409), OBJECT),
    "retry 408": retried(_failing(408), OBJECT),
    "retry 400": retried(_failing(400), OBJECT),
    "retry when told to": retried(_failing(400, AGAIN), OBJECT),
    "no retry when told not to": retried(_failing(500, NEVER), OBJECT),
    "retry until the end": retried(_failing(500)),
    "retry never": retried(_failing(500), max_retries=0),
}
"""Programs by what they try."""
