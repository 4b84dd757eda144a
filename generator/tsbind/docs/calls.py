"""Examples of calls in Python: sync, async, streamed; made from the model."""

from __future__ import annotations

from collections.abc import Iterator

from tsbind.docs.context import Context, python_accessor
from tsbind.docs.pages import Code
from tsbind.docs.samples import CannotSample, python_text
from tsbind.model import types as t
from tsbind.model.operations import Operation
from tsbind.python.client.arguments import STREAM, Argument
from tsbind.python.client.methods import Method
from tsbind.python.client.overloads import Overload, Overloads

_SYNC = """from {package} import {client}

client = {client}()

{body}
"""
_ASYNC = """import asyncio

from {package} import Async{client}


async def main() -> None:
    async with Async{client}() as client:
{body}


asyncio.run(main())
"""


def examples(
    context: Context, operation: Operation, ways: Overloads, method: Method
) -> tuple[Code, ...]:
    """Sync, async and, where the operation streams, streaming examples of one call."""
    client = context.package.client
    if client is None or not ways.keywords:
        return ()
    values = {"package": context.import_name, "client": client.name}
    try:
        plain = _call(context, operation, method, _plain_way(ways))
        streamed = _call(context, operation, method, _plain_way(ways), streamed=True)
    except CannotSample:
        return ()
    found = list(_plain_examples(operation, plain, values))
    if operation.streams == "body" and STREAM in ways.all:
        found += _stream_examples(streamed, values)
    return tuple(found)


def _plain_way(ways: Overloads) -> Overload:
    """The way without a stream that asks for the least."""
    return min(
        ways.keywords,
        key=lambda way: (way.stream in ("true", "either"), len(_required(way))),
    )


def _plain_examples(operation: Operation, call: str, values: dict[str, str]) -> Iterator[Code]:
    if operation.streams == "always":
        yield from _stream_examples(call, values)
        return
    if operation.page is not None:
        sync = f"for item in {call}:\n    print(item)"
        yield _code("Python", _SYNC, sync, values)
        yield _code("Async", _ASYNC, _indented(f"async {sync}"), values)
        return
    shown = "print(len(result.read()))" if operation.binary else "print(result)"
    yield _code("Python", _SYNC, f"result = {call}\n{shown}", values)
    yield _code("Async", _ASYNC, _indented(f"result = await {call}\n{shown}"), values)


def _stream_examples(call: str, values: dict[str, str]) -> Iterator[Code]:
    each = "for event in stream:"
    lines = [f"with {call} as stream:", f"    {each}", "        print(event)"]
    yield _code("Streaming", _SYNC, "\n".join(lines), values)
    lines = [
        f"stream = await {call}",
        "async with stream:",
        f"    async {each}",
        "        print(event)",
    ]
    yield _code("Async streaming", _ASYNC, _indented("\n".join(lines)), values)


def _code(title: str, frame: str, body: str, values: dict[str, str]) -> Code:
    return Code(title, "python", frame.format(body=body, **values))


def _indented(text: str) -> str:
    return "\n".join(f"        {line}" if line else "" for line in text.split("\n"))


def _call(
    context: Context, operation: Operation, method: Method, way: Overload, *, streamed: bool = False
) -> str:
    """The call of ``way`` with what it requires."""
    given = [
        (str(p.name), python_text(_sample(context, p.parameter.type, p.wire), 4))
        for p in method.path
        if p.given and p.parameter.default is None
    ]
    for wire in _required(way):
        if wire == STREAM:
            continue
        argument = way.arguments.get(wire) or method.ways.all[wire]
        value = _sample(context, argument.type, wire, argument)
        given.append((str(method.names[wire]), python_text(value, 4)))
    if streamed and operation.streams == "body":
        given.append((STREAM, "True"))
    call = f"client.{python_accessor(operation.accessor)}"
    line = f"{call}({', '.join(f'{n}={v}' for n, v in given)})"
    if len(line) <= 60 and "\n" not in line:
        return line
    return "\n".join([f"{call}(", *(f"    {n}={v}," for n, v in given), ")"])


def _required(way: Overload) -> list[str]:
    names = [wire for wire, argument in way.arguments.items() if argument.required]
    for wire in way.required[0] if way.required else ():
        if wire not in names:
            names.append(wire)
    return names


def _sample(context: Context, type_: t.Type, wire: str, argument: Argument | None = None) -> object:
    integral = argument.integral if argument else False
    return context.samples.value(type_, wire, integral=integral)
