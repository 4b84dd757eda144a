"""Where the parts of a request go: the URL, the headers, and what is not sent as it is given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tsbind.model.operations import Operation, PathChoice, PathParameter
from tsbind.python.literals import string
from tsbind.python.methods.arguments import Arguments
from tsbind.python.methods.naming import path_arguments
from tsbind.python.names import attribute_name
from tsbind.python.spelling.expression import (
    Code,
    display,
    entry,
    keyword,
    sequence,
)


def text_option(name: str, value: str | None) -> Iterator[Code]:
    """The option ``name`` that is a text; nothing without one."""
    if value is not None:
        yield keyword(name, string(value))


def texts_option(name: str, values: Iterable[str]) -> Iterator[Code]:
    """The option ``name`` that is several texts; nothing without any."""
    found = [*map(string, values)]
    if found:
        yield keyword(name, sequence(*found))


def table_option(name: str, rows: Iterable[tuple[str, Code]]) -> Iterator[Code]:
    """The option ``name`` that is a table, by texts; nothing without rows."""
    found = [entry(string(key), value) for key, value in rows]
    if found:
        yield keyword(name, display(*found))


def place(operation: Operation) -> Iterator[Code]:
    """Where the request goes, beside the path that the caller's values make."""
    yield from text_option("base_url", operation.base_url)
    arguments = path_arguments(operation)
    choices = [(a.wire, a.parameter.choices) for a in arguments if a.parameter.choices]
    yield from table_option("choices", ((w, sequence(*map(_choice, c))) for w, c in choices))
    defaults = [
        (a.wire, a.parameter.default)
        for a in arguments
        if a.parameter.source == "params" and a.parameter.default is not None
    ]
    payloads = [p for p in (operation.body, operation.query) if p is not None]
    defaults += [pair for payload in payloads for pair in payload.defaults]
    yield from table_option("defaults", ((w, string(attribute_name(o))) for w, o in defaults))


def _choice(choice: PathChoice) -> Code:
    parts = (choice.when, choice.property, choice.constant)
    return sequence(*("None" if part is None else string(part) for part in parts))


def unsent_and_renamed(operation: Operation, arguments: Arguments) -> Iterator[Code]:
    """Values that are not sent, and those that are sent under another name."""
    yield from texts_option("unsent", (n for n in _taken_out(operation) if n in arguments))
    payloads = [p for p in (operation.body, operation.query) if p is not None]
    pairs = [(name, wire) for p in payloads for wire, name in p.keys if wire != name]
    yield from table_option("renamed", ((name, string(wire)) for name, wire in pairs))


def internal_params(operation: Operation) -> frozenset[str]:
    """What upstream takes out of the params and makes no part of the request of.

    Those are callbacks, say, that upstream's own code calls.
    """
    path = {name for p in operation.path_parameters for name in _path_names(p)}
    return frozenset(_taken_out(operation)) - path


def _taken_out(operation: Operation) -> list[str]:
    """The properties of the params that go neither into a payload nor into a header."""
    payloads = [p for p in (operation.body, operation.query) if p is not None]
    taken = [name for payload in payloads for name in payload.excluded_keys]
    taken += [c.property for p in operation.path_parameters for c in p.choices if c.property]
    sent = {p.property for p in operation.header_parameters}
    sent |= {name for payload in payloads for _, name in payload.keys}
    sent |= {payload.property for payload in payloads if payload.property}
    return [name for name in dict.fromkeys(taken) if name not in sent]


def _path_names(parameter: PathParameter) -> Iterator[str]:
    yield parameter.name
    for choice in parameter.choices:
        yield from (name for name in (choice.when, choice.property) if name is not None)


def headers(operation: Operation) -> Iterator[Code]:
    """Headers that values go into, and those that are always sent."""
    parameters = [(p.property or p.argument, p) for p in operation.header_parameters]
    yield from table_option("header_params", ((n, string(p.header)) for n, p in parameters))
    appended = [(name, p.appended_values) for name, p in parameters if p.appended_values]
    yield from table_option("appended", ((n, sequence(*map(string, v))) for n, v in appended))
    fixed = dict(operation.headers)
    for parameter in operation.header_parameters:
        if parameter.appended_values:
            fixed.setdefault(parameter.header, ",".join(parameter.appended_values))
    # What a form is made of stands in a Content-Type that only its writer knows (RFC 7578).
    elsewhere = {"accept", "content-type"} if operation.multipart else {"accept"}
    static = [(n, string(v)) for n, v in fixed.items() if n.lower() not in elsewhere]
    yield from table_option("headers", static)
