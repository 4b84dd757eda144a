"""The types in a model: those that a declaration or an operation mentions, and all replaced."""

from __future__ import annotations

import dataclasses
import operator
import typing
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from tsbind.model import declarations, operations
from tsbind.model import types as model_types
from tsbind.model.declarations import Declaration
from tsbind.model.operations import Operation
from tsbind.model.types import Object, Reference, Type, walk


def mentioned(types: Iterable[Type]) -> Iterator[str]:
    """Ids of all references in ``types``, in source order, repeats included."""
    for type_ in types:
        for part in walk(type_):
            if isinstance(part, Reference):
                yield part.id


def shape_types(declaration: Declaration) -> Iterator[Type]:
    """The types that matter for the values of a declaration; methods of a class do not."""
    if declaration.type is not None and not isinstance(declaration.type, Object):
        yield declaration.type
        return
    is_class = declaration.kind == "class"
    for property_ in declaration.properties:
        if not (is_class and property_.method):
            yield property_.type
    for signature in declaration.index:
        yield signature.value
    for parameter in declaration.type_parameters:
        if parameter.default is not None:
            yield parameter.default
    if is_class:
        yield from declaration.extends


def parameter_types(operation: Operation) -> Iterator[Type]:
    """The types of what a caller passes to an operation."""
    for signature in operation.signatures:
        yield from (parameter.type for parameter in signature.parameters)
    yield from (parameter.type for parameter in operation.path_parameters)
    yield from (h.type for h in operation.header_parameters if h.type is not None)
    for payload in (operation.body, operation.query):
        if payload and payload.type is not None:
            yield payload.type


def result_types(operation: Operation) -> Iterator[Type]:
    """The types of what an operation returns."""
    yield from (signature.returns for signature in operation.signatures)
    yield from (t for t in (operation.event, operation.page_item) if t is not None)


def operation_types(operation: Operation) -> Iterator[Type]:
    """Every type that an operation mentions."""
    yield from parameter_types(operation)
    yield from result_types(operation)


TYPE_CLASSES: tuple[type[Any], ...] = typing.get_args(Type)
_TYPE_CLASSES = frozenset(TYPE_CLASSES)
NAMES = {**vars(model_types), **vars(operations), **vars(declarations)}
"""The names that annotations of the model's classes may use."""

_Value = TypeVar("_Value")


def stored_fields(cls: Any) -> tuple[dataclasses.Field[Any], ...]:
    """The fields of a class of the model that are part of it, and in its JSON."""
    return tuple(field for field in dataclasses.fields(cls) if field.compare)


def mapped_types(value: _Value, transform: Callable[[Type], Type]) -> _Value:
    """A value of the model with ``transform`` applied to each outermost type inside it.

    What does not change stays the identical object.
    """
    return typing.cast("_Value", _mapped(value, transform))


def _mapped(value: Any, transform: Callable[[Type], Type]) -> Any:
    cls: Any = value.__class__
    if cls in _TYPE_CLASSES:
        return transform(value)
    if cls is tuple:
        mapped = tuple([_mapped(item, transform) for item in value])
        return value if all(map(operator.is_, value, mapped)) else mapped
    if value is None:
        return None
    changed: dict[str, Any] = {}
    for name in _fields_with_types(cls):
        before = getattr(value, name)
        after = _mapped(before, transform)
        if after is not before:
            changed[name] = after
    return dataclasses.replace(value, **changed) if changed else value


_FIELDS: dict[type[Any], tuple[str, ...]] = {}


def _fields_with_types(cls: type[Any]) -> tuple[str, ...]:
    """The fields of a class of the model that hold types, directly or inside other values."""
    found = _FIELDS.get(cls)
    if found is None:
        hints = typing.get_type_hints(cls, NAMES)
        found = tuple(f.name for f in stored_fields(cls) if _holds_types(hints[f.name]))
        _FIELDS[cls] = found
    return found


def _holds_types(hint: Any) -> bool:
    if hint in TYPE_CLASSES:
        return True
    if dataclasses.is_dataclass(hint):
        return bool(_fields_with_types(typing.cast("type[Any]", hint)))
    return any(_holds_types(argument) for argument in typing.get_args(hint))
