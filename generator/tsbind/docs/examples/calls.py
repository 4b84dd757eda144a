"""Examples of calls in Python: sync, async, streamed; made from the model."""

from __future__ import annotations

from collections.abc import Iterator

from tsbind.docs.context.context import Context
from tsbind.docs.context.methods import Call
from tsbind.docs.context.pages import Code
from tsbind.docs.context.python_source import Call as Source
from tsbind.docs.context.python_source import Expression, statement
from tsbind.docs.context.samples import CannotSample
from tsbind.docs.examples.frames import ASYNC_INDENT, Frame
from tsbind.model import types as t
from tsbind.python.methods.arguments import STREAM, Argument
from tsbind.python.methods.call_forms import CallForms, Overload
from tsbind.python.methods.naming import python_accessor
from tsbind.python.spelling.expression import text_of


def frame_of(context: Context) -> Frame | None:
    """What stands around the examples of a package; None for one without a client."""
    client = context.package.client
    return Frame(context.import_name, client.name) if client else None


def examples(context: Context, call: Call, *, plain: bool = True) -> tuple[Code, ...]:
    """Sync, async and, where the operation streams, streaming examples of one call.

    Without ``plain`` only those that stream in answer to an argument.
    """
    frame, forms, operation = frame_of(context), call.forms, call.operation
    if frame is None or not forms.keywords:
        return ()
    way = _plain_way(forms)
    try:
        found = list(_plain(frame, call, _source(context, call, way))) if plain else []
        if operation.streams == "body" and STREAM in forms.all:
            found += _streamed(frame, _source(context, call, way, streamed=True))
    except CannotSample:
        return ()
    return tuple(found)


def _plain_way(forms: CallForms) -> Overload:
    """The way without a stream that asks for the least."""
    return min(
        forms.keywords,
        key=lambda way: (way.stream in ("true", "either"), len(_required(way))),
    )


def _plain(frame: Frame, call: Call, source: Source) -> Iterator[Code]:
    operation = call.operation
    if operation.streams == "always":
        yield from _streamed(frame, source)
    elif operation.page is not None:
        yield _python(frame.sync([*statement("for item in ", source, ":"), "    print(item)"]))
        loop = statement("async for item in ", source, ":", indent=ASYNC_INDENT)
        yield _async(frame.asynchronous([*loop, "    print(item)"]))
    else:
        returns = call.method.returns
        value = returns.value(way.returns for way in call.forms.keywords)
        assigned = "" if text_of(returns.plain(value)) == "None" else "result = "
        shown = ["print(len(result.read()))" if operation.binary else "print(result)"]
        shown = shown if assigned else []
        yield _python(frame.sync([*statement(assigned, source), *shown]))
        awaited = statement(f"{assigned}await ", source, indent=ASYNC_INDENT)
        yield _async(frame.asynchronous([*awaited, *shown]))


def _streamed(frame: Frame, call: Source) -> Iterator[Code]:
    each = ["    for event in stream:", "        print(event)"]
    text = frame.sync([*statement("with ", call, " as stream:"), *each])
    yield Code("Streaming", "python", text)
    each = ["async with stream:", "    async for event in stream:", "        print(event)"]
    opened = statement("stream = await ", call, indent=ASYNC_INDENT)
    text = frame.asynchronous([*opened, *each])
    yield Code("Async streaming", "python", text)


def _python(text: str) -> Code:
    return Code("Python", "python", text)


def _async(text: str) -> Code:
    return Code("Async", "python", text)


def _source(context: Context, call: Call, way: Overload, *, streamed: bool = False) -> Source:
    """The call of ``way`` with what it requires."""
    method = call.method
    given: list[tuple[str, object]] = [
        (str(p.name), _sample(context, p.parameter.type, p.wire))
        for p in method.path
        if p.given and p.parameter.default is None
    ]
    for wire in _required(way):
        if wire != STREAM:
            argument = way.arguments.get(wire) or method.forms.all[wire]
            name = str(method.names[wire])
            given.append((name, _sample(context, argument.type, wire, argument)))
    if streamed and call.operation.streams == "body":
        given.append((STREAM, Expression("True")))
    return Source(f"client.{python_accessor(call.operation.accessor)}", (), tuple(given))


def _required(way: Overload) -> list[str]:
    names = [wire for wire, argument in way.arguments.items() if argument.required]
    for wire in way.required[0] if way.required else ():
        if wire not in names:
            names.append(wire)
    return names


def _sample(context: Context, type_: t.Type, wire: str, argument: Argument | None = None) -> object:
    integral = argument.integral if argument else False
    return context.samples.value(type_, wire, integral=integral)
