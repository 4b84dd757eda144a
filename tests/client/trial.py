"""One call of an operation: its arguments, the request it should make, and the answer."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from client.recorder import Answer
from support.synthesise import FILE, PLAIN, Scalars, Synthesiser
from tsbind.model import types as t
from tsbind.model.declarations import Package
from tsbind.model.helpers import is_available, pack_of, type_names
from tsbind.model.index import ModelIndex
from tsbind.model.operations import Operation, PathParameter, Payload, QueryStyle, Signature
from tsbind.model.unions import without_null
from tsbind.python.integers import numbers_for
from tsbind.python.methods.endpoint_options import internal_params
from tsbind.python.methods.naming import keyword_names, method_name, path_arguments
from tsbind.python.methods.overloads import overloads
from tsbind.python.methods.shapes import Shapes
from tsbind.python.names import attribute_name

_URL_ENCODED = ("Content-Type", "application/x-www-form-urlencoded")
_BRACKETS = QueryStyle()
_ARRAYS = {"brackets": "[]", "repeat": "", "indices": "[{}]"}
_JSON_IN_FORM = {True: "true", False: "false"}


@dataclass
class Trial:
    """What to call, what to see on the server, what to get back."""

    accessor: tuple[str, ...]
    positional: tuple[Any, ...]
    keywords: dict[str, Any]
    verb: str
    path: str
    query: list[tuple[str, str]]
    headers: dict[str, str]
    body: Any
    form: list[tuple[str, str]] | None
    answer: Answer
    sent: Any
    kind: str
    """``value``, ``text``, ``events``, ``page``, ``binary`` or ``nothing``."""
    operation: str = ""
    """Upstream's accessor."""

    @property
    def name(self) -> str:
        """The accessor in Python."""
        return ".".join(self.accessor)


def trials(
    package: Package, index: ModelIndex, seed: int, scalars: Scalars = PLAIN
) -> Iterator[Trial]:
    """Calls of every endpoint, one for each of its signatures, with all arguments and with few.

    Values that go into headers are plain ones.
    """
    shapes = Shapes(index, numbers_for(pack_of(package)))
    for operation in package.operations:
        if operation.kind != "endpoint":
            continue
        for number, signature in enumerate(_signatures(operation)):
            for whole in (True, False):
                chance = random.Random(f"{seed} {operation.accessor} {number} {whole}")
                kinds = PLAIN if operation.header_parameters else scalars
                made = Synthesiser(index, chance, whole=whole, scalars=kinds)
                yield _Maker(package, operation, signature, shapes, made).trial()


def _signatures(operation: Operation) -> list[Signature]:
    return [s for s in operation.signatures if not s.type_parameters] or list(operation.signatures)


class _Maker:
    def __init__(
        self,
        package: Package,
        operation: Operation,
        signature: Signature,
        shapes: Shapes,
        made: Synthesiser,
    ) -> None:
        self.package = package
        self.operation = operation
        self.signature = signature
        self.shapes = shapes
        self.made = made
        self.values: dict[str, Any] = {}
        self.by_argument: dict[str, dict[str, Any]] = {}
        self.plain: dict[str, Any] = {}
        assert package.client is not None
        self._style = package.client.query_style
        self._give()
        self._give_choices()

    def _give(self) -> None:
        operation = self.operation
        path = {p.argument or p.name for p in operation.path_parameters if p.source == "argument"}
        taken = {p.name for p in operation.path_parameters} | internal_params(operation)
        for parameter in self.signature.parameters:
            if parameter.name in path:
                continue
            variants = self.shapes.variants(parameter.type)
            if variants is None:
                self.plain[parameter.name] = self.made.value(without_null(parameter.type))
                continue
            properties = tuple(g.property for g in variants[0])
            query = operation.query is not None and operation.query.argument == parameter.name
            given = self.made.properties(properties, nulls=not (query or operation.multipart))
            flag = operation.stream_flag
            streams = any(p.name == flag for p in properties)
            if streams and self.signature.stream in ("true", "false", "either"):
                given[flag] = self.signature.stream != "false"
            given = {k: v for k, v in given.items() if v is not None and k not in taken}
            if operation.multipart:
                given = _without_null(given)
            self.by_argument[parameter.name] = given
            self.values.update(given)

    def trial(self) -> Trial:
        operation = self.operation
        path = [p for p in path_arguments(operation) if not p.parameter.choices]
        texts = {p.wire: f"{p.name} /ü" for p in path}
        keywords = {str(p.name): texts[p.wire] for p in path}
        positional: tuple[Any, ...] = ()
        if path:
            positional = (keywords.pop(str(path[-1].name)),)
        ways = overloads(operation, self.shapes, _Everything())
        names = keyword_names(ways.all, path)
        keywords.update((str(names[w]), v) for w, v in {**self.values, **self.plain}.items())
        kind, sent, answer = self._answer()
        form = self._form()
        return Trial(
            accessor=tuple(
                [attribute_name(part) for part in operation.accessor.split(".")[:-1]]
                + [method_name(operation.method)]
            ),
            positional=positional,
            keywords=keywords,
            verb=operation.verb.upper(),
            path="/v1" + self._path(texts),
            query=sorted(self._query()),
            headers=self._headers(),
            body=None if form is not None else self._sent_body(),
            form=None if form is None else sorted(form),
            answer=answer,
            sent=sent,
            kind=kind,
            operation=operation.accessor,
        )

    def _path(self, texts: Mapping[str, str]) -> str:
        by_name = {
            p.parameter.name: self._chosen(p.parameter) if p.parameter.choices else texts[p.wire]
            for p in path_arguments(self.operation)
        }
        plain = self.operation.path.partition("?")[0]
        return re.sub(r"\{([^{}]+)\}", lambda m: by_name[m[1]], plain)

    def _chosen(self, parameter: PathParameter) -> str:
        """The value of a part of the path that depends on what was given."""
        choice = next(c for c in parameter.choices if c.when is None or c.when in self.values)
        return choice.constant or self.values[choice.property or ""]

    def _give_choices(self) -> None:
        """Give what the last resort of a choice needs, where nothing else decides it."""
        for choice in (c for p in self.operation.path_parameters for c in p.choices):
            others = {c.when for p in self.operation.path_parameters for c in p.choices}
            if choice.when is None and choice.property and others.isdisjoint(self.values):
                self.values[choice.property] = "text"

    def _part(self, payload: Payload) -> dict[str, Any]:
        """What goes into a payload."""
        headers = {h.property for h in self.operation.header_parameters}
        # Keys taken out of an argument and no rest of it: these are all that goes.
        picked = bool(payload.keys) and not payload.excluded_keys
        whole = {} if picked else self.by_argument.get(payload.argument or "", {})
        given = {k: v for k, v in whole.items() if k not in {*payload.excluded_keys, *headers}}
        given |= {w: self.values[n] for w, n in payload.keys if n in self.values}
        given |= {w: self.plain[n] for w, n in payload.arguments if n in self.plain}
        given = dict(self._standing_in(payload)) | given
        return given | {w: json.loads(v) for w, v in payload.constants}

    def _standing_in(self, payload: Payload) -> Iterator[tuple[str, str]]:
        """What the client's own credentials stand in for."""
        assert self.package.client is not None
        known = {n for c in self.package.client.credentials for n in (c.option, c.password)}
        yield from ((w, f"the {option}") for w, option in payload.defaults if option in known)

    def _query(self) -> Iterator[tuple[str, str]]:
        constant = self.operation.path.partition("?")[2]
        for pair in filter(None, constant.split("&")):
            name, _, value = pair.partition("=")
            yield name, value
        if self.operation.query is not None:
            yield from _flat(_without_null(self._part(self.operation.query)), style=self._style)

    def _headers(self) -> dict[str, str]:
        result = {name.lower(): value for name, value in self.operation.headers}
        if self.operation.multipart:
            result.pop("content-type", None)
        for one in self.operation.header_parameters:
            value = self.values.get(one.property)
            if value is not None:
                joined = value if isinstance(value, list) else [value]
                result[one.header.lower()] = ",".join([*map(_text, joined), *one.appended_values])
        if self.operation.accept:
            result["accept"] = self.operation.accept
        return result

    def _body(self) -> Any:
        body = self.operation.body
        if body is None:
            return None
        if body.property is not None:
            return self.values.get(body.property)
        if body.argument in self.plain:
            return self.plain[body.argument]
        return self._part(body)

    def _form(self) -> list[tuple[str, str]] | None:
        operation = self.operation
        if operation.body is not None and _URL_ENCODED in operation.headers:
            return list(_flat(self._body(), style=self._style))
        if not operation.multipart or operation.body is None:
            return None
        given = self._body()
        if operation.multipart_mode == "maybe" and FILE not in _leaves(given):
            return None
        if self._alone(given):
            return None
        whole = {p.name for p in operation.multipart_parts if p.json}
        pairs = list(_flat({k: v for k, v in given.items() if k not in whole}))
        compact: Any = {"separators": (",", ":"), "ensure_ascii": False}
        return pairs + [(k, json.dumps(v, **compact)) for k, v in given.items() if k in whole]

    def _sent_body(self) -> Any:
        given = self._body()
        alone = self._alone(given)
        if self.operation.accessor == "embeddings.create" and self._has_helper():
            # A hand-written part: vectors travel as base64 unless the caller says otherwise.
            return {"encoding_format": "base64", **given}
        return given[alone].encode() if alone else given

    def _has_helper(self) -> bool:
        """Whether the pack of the package replaces the operation."""
        accessor = self.operation.accessor
        return any(
            helper.replaces
            and accessor in helper.accessors
            and is_available(helper, accessor, {accessor}, type_names(self.package))
            for helper in pack_of(self.package).helpers
        )

    def _alone(self, given: Mapping[str, Any]) -> str:
        """The field that is the body itself, when it is the only one."""
        name = self.operation.sole_body_value
        return name if name is not None and [*(given or ())] == [name] else ""

    def _answer(self) -> tuple[str, Any, Answer]:
        operation = self.operation
        if operation.page is not None:
            return self._page()
        streamed = self.signature.stream in ("true", "either") or operation.streams == "always"
        if streamed and operation.event is not None:
            events = [_without_error(self.made.value(operation.event)) for _ in range(2)]
            if operation.stream_format == "lines":
                return "events", events, Answer("\n".join(map(json.dumps, events)).encode())
            return "events", events, Answer(_stream(events), "text/event-stream")
        if operation.binary:
            return "binary", b"\x00\xff binary", Answer(b"\x00\xff binary", "application/octet")
        returns = self.signature.returns
        if returns in (t.Primitive("void"), t.UNDEFINED):
            return "nothing", None, Answer(b"", status=204)
        if returns == t.STRING:
            return "text", "plain text", Answer(b"plain text", "text/plain")
        sent = self.made.value(returns)
        body = sent if operation.unwrap is None else {operation.unwrap: sent}
        return "value", sent, Answer(json.dumps(body).encode())

    def _page(self) -> tuple[str, Any, Answer]:
        page = next(p for p in self.package.pages if p.id == self.operation.page)
        item = self.operation.page_item
        assert item is not None
        items = [self.made.value(item), self.made.value(item)]
        body: Any = items
        for name in reversed(page.items.split(".")):
            body = {name: body}
        return "page", items, Answer(json.dumps(body).encode())


class _Everything:
    def __contains__(self, _: object) -> bool:
        return True


def _without_error(event: Any) -> Any:
    """An event that upstream does not take for the report of an error."""
    return {**event, "error": None} if isinstance(event, dict) and event.get("error") else event


def _stream(events: list[Any]) -> bytes:
    lines = [f"data: {json.dumps(event)}\n\n" for event in events]
    return "".join([*lines, "data: [DONE]\n\n"]).encode()


def _flat(value: Any, name: str = "", style: QueryStyle = _BRACKETS) -> Iterator[tuple[str, str]]:
    """Names and values as upstream nests them."""
    if isinstance(value, dict):
        inner = f"{name}.{{}}" if style.objects == "dots" else f"{name}[{{}}]"
        for key, member in value.items():
            yield from _flat(member, inner.format(key) if name else key, style)
    elif isinstance(value, list) and style.arrays == "comma":
        yield name, ",".join(_text(member) for member in value if member is not None)
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from _flat(member, name + _ARRAYS[style.arrays].format(index), style)
    elif isinstance(value, bytes):
        yield name, value.decode()
    else:
        yield name, "" if value is None else _text(value)


def _text(value: Any) -> str:
    return _JSON_IN_FORM[value] if isinstance(value, bool) else str(value)


def _without_null(value: Any) -> Any:
    """``value`` as a form can hold it."""
    if isinstance(value, dict):
        return {k: _without_null(v) for k, v in value.items() if v is not None}
    if isinstance(value, list):
        return [_without_null(v) for v in value if v is not None]
    return value


def _leaves(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [leaf for member in value.values() for leaf in _leaves(member)]
    if isinstance(value, list):
        return [leaf for member in value for leaf in _leaves(member)]
    return [value]
