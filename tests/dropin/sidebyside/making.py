"""Calls of every endpoint of a model: with all arguments, with few, with null, as a page turns."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from client.recorder import Answer
from client.trial import Trial, trials
from dropin.sidebyside.calls import Call
from support.synthesise import Scalars
from tsbind.model.declarations import Package
from tsbind.model.helpers import pack_of
from tsbind.model.index import ModelIndex
from tsbind.model.operations import Operation
from tsbind.python.integers import numbers_for
from tsbind.python.methods.naming import keyword_names, path_arguments
from tsbind.python.methods.overloads import overloads
from tsbind.python.methods.shapes import Shapes

IDS = ("a b", "ü/ñ", "100%", "a+b", "x=1&y", "%2F", "日本語", "a:b;c@d,e", "(1)~!*'$", '"<>|^`{}[]')
"""Path parameters that are legal, if odd."""
HEADERS = {"x-request-id": "req_1", "x-of-the-answer": "yes"}
STATUSES = (400, 401, 403, 404, 409, 418, 422, 429, 500, 503)
EXTRA_QUERY = {"more": ["a b", "c&d"], "deep": {"x": {"y": True}, "z": 1.5}}
EXTRA_BODY = {"more": {"a": [1, "ü", {"b": 1.5}]}, "flag": False}
SCALARS = Scalars('te xt+&=%;"\\/ü\u2028😀', (3, 0, -1, 10**15))
_MARK = " /ü"
"""How `trials` ends path parameters."""


def calls_of(package: Package, index: ModelIndex, seed: int = 1) -> Iterator[Call]:
    """The calls of every endpoint, in the order of the model."""
    nullable = _Nullable(package, index)
    for number, trial in enumerate(trials(package, index, seed, SCALARS)):
        yield from _variants(trial, number, nullable.of(trial.operation))


def _variants(trial: Trial, number: int, nullable: set[str]) -> Iterator[Call]:
    whole = number % 2 == 0
    plain = Call(
        accessor=tuple(map(str, trial.accessor)),
        variant="whole" if whole else "few",
        positional=tuple(_odd(value, number) for value in trial.positional),
        keywords={
            name: _odd(value, number + place)
            for place, (name, value) in enumerate(trial.keywords.items(), 1)
        },
        answers=_answers(trial),
        kind=trial.kind,
    )
    yield plain
    if whole:
        nothing = dict.fromkeys(nullable & plain.keywords.keys())
        if nothing:
            yield replace(plain, variant="nulls", keywords={**plain.keywords, **nothing})
        if any(isinstance(value, list) for value in plain.keywords.values()):
            yield replace(plain, variant="iterables", iterables=True)
    else:
        extra = {"extra_headers": {"X-More": "1"}, "extra_query": EXTRA_QUERY, "timeout": 5.0}
        if trial.body or trial.form:
            extra["extra_body"] = EXTRA_BODY
        yield replace(plain, variant="raw", keywords={**plain.keywords, **extra}, mode="raw")
        yield replace(plain, variant="error", answers=(_refusal(number),))


def _odd(value: Any, number: int) -> Any:
    marked = isinstance(value, str) and value.endswith(_MARK)
    return value.removesuffix(_MARK) + IDS[number % len(IDS)] if marked else value


def _refusal(number: int) -> Answer:
    status = STATUSES[number // 2 % len(STATUSES)]
    error = {"message": "No.", "type": "of_error", "param": "the_param", "code": "the_code"}
    body = json.dumps({"error": error}).encode()
    return Answer(body, status=status, headers=HEADERS)


def _answers(trial: Trial) -> tuple[Answer, ...]:
    if trial.kind == "page":
        return tuple(_pages(json.loads(trial.answer.body)))
    if trial.kind == "events":
        events = json.loads(json.dumps(trial.sent), object_hook=_as_sent)
        body = b"".join(_event(event) for event in events) + b"data: [DONE]\n\n"
        return (replace(trial.answer, body=body, headers=HEADERS),)
    body = trial.answer.body
    if trial.kind == "value":
        body = json.dumps(json.loads(body, object_hook=_as_sent)).encode()
    return (replace(trial.answer, body=body, headers=HEADERS),)


def _as_sent(value: dict[str, Any]) -> dict[str, Any]:
    """An object without what the TypeScript SDK adds to what arrived."""
    return {k: v for k, v in value.items() if k != "output_text" or not isinstance(v, str)}


def _pages(body: Any) -> Iterator[Answer]:
    for number, more in enumerate((True, False)):
        numbered = _numbered(body, number)
        if isinstance(body, dict):
            ids = {"first_id": f"first_{number}", "last_id": f"last_{number}"}
            after = f"next_{number}" if more else None
            numbered |= {"has_more": more, "next": after, **ids}
        yield Answer(json.dumps(numbered).encode(), headers=HEADERS)


def _numbered(body: Any, page: int) -> Any:
    """``body`` with an id of its own in each object of a list."""
    if isinstance(body, list):
        return [
            {**item, "id": f"id_{page}{place}"} if isinstance(item, dict) else item
            for place, item in enumerate(body)
        ]
    return {name: _numbered(v, page) for name, v in body.items()} if _is_page(body) else body


def _is_page(body: Any) -> bool:
    return isinstance(body, dict)


def _event(event: Any) -> bytes:
    """An event as the API sends it: those of assistants have a name."""
    if isinstance(event, dict) and {"event", "data"} <= event.keys():
        return f"event: {event['event']}\ndata: {json.dumps(event['data'])}\n\n".encode()
    return f"data: {json.dumps(event)}\n\n".encode()


class _Nullable:
    """Which keywords of an endpoint may be None."""

    def __init__(self, package: Package, index: ModelIndex) -> None:
        self._operations = {o.accessor: o for o in package.operations}
        self._shapes = Shapes(index, numbers_for(pack_of(package)))

    def of(self, accessor: str) -> set[str]:
        operation = self._operations[accessor]
        found = {p.name for p in self._properties(operation) if p.nullable and p.optional}
        found.discard("stream")  # what is answered hangs on it
        ways = overloads(operation, self._shapes, _Everything())
        names = keyword_names(ways.all, path_arguments(operation))
        return {str(name) for wire, name in names.items() if wire in found}

    def _properties(self, operation: Operation) -> Iterable[Any]:
        for signature in operation.signatures:
            for parameter in signature.parameters:
                for variant in self._shapes.variants(parameter.type) or ():
                    yield from (given.property for given in variant)


class _Everything:
    def __contains__(self, _: object) -> bool:
        return True
