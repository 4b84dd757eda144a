"""The arguments of upstream's call of a method as those of the Python call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

from tsbind.docs.context.methods import Call
from tsbind.model.operations import Signature
from tsbind.python.methods.naming import PathArgument

Arguments = tuple[tuple[Any, ...], tuple[tuple[str, Any], ...]]
"""Positional ones, and keywords with their values."""


class Untranslatable(Exception):  # noqa: N818 - says what happened, and is caught beside
    """Something in an example that there is no rule for."""


def python_arguments(call: Call, given: Sequence[Any]) -> Arguments:
    """``given`` as Python takes it: the last path parameter positional, all else by keyword.

    Raises `Untranslatable` where an argument, or a key of one, is none of the method's.
    """
    path = [p for p in call.method.path if p.given]
    rows = list(_rows(call, path, given))
    names = [name for name, _ in rows]
    if len(set(names)) < len(names):
        raise Untranslatable("an argument given twice")
    first = [(n, v) for n, v in rows if path and n == str(path[-1].name)]
    return tuple(v for _, v in first), tuple(row for row in rows if row not in first)


def _rows(
    call: Call, path: Sequence[PathArgument], given: Sequence[Any]
) -> Iterator[tuple[str, Any]]:
    positional = {p.parameter.argument or p.parameter.name: p for p in path if _is_argument(p)}
    signature = _signature(call, len(given))
    for parameter, value in zip(signature.parameters, given, strict=False):
        if parameter.name in positional:
            yield str(positional[parameter.name].name), value
        elif isinstance(value, dict):
            yield from _keys(call, path, cast("dict[str, Any]", value))
        else:
            yield _keyword(call, parameter.name), value


def _keys(
    call: Call, path: Sequence[PathArgument], given: dict[str, Any]
) -> Iterator[tuple[str, Any]]:
    named = {p.parameter.name: p for p in path if not _is_argument(p)}
    for key, value in given.items():
        yield (str(named[key].name) if key in named else _keyword(call, key)), value


def _keyword(call: Call, wire: str) -> str:
    if wire not in call.forms.all:
        raise Untranslatable(wire)
    return str(call.method.names[wire])


def _is_argument(path: PathArgument) -> bool:
    return path.parameter.source == "argument"


def _signature(call: Call, count: int) -> Signature:
    """The first signature that takes as many arguments."""
    for signature in call.operation.signatures:
        if len(signature.parameters) >= count:
            return signature
    raise Untranslatable("more arguments than parameters")
