"""A model class inside of pydantic: as a field, in a `TypeAdapter`, with FastAPI.

Pydantic asks for this module; it is not imported before. A value is validated as leniently as
`Model.from_dict`, but for the literals that tell classes of a union apart, and serialised as
`Model.to_dict`.
"""

# pyright: reportPrivateUsage=false
from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from .model_fields import fields_of
from .value_kinds import is_mapping
from .wire import Choice, describe

if TYPE_CHECKING:
    from .model import Model


def pydantic_schema(cls: type[Model]) -> Any:
    """The core schema of `cls`."""
    # By name: type checkers of programs that have no pydantic read this file too.
    core_schema: Any = import_module("pydantic_core.core_schema")
    return core_schema.no_info_plain_validator_function(
        _validator(cls),
        ref=_key(cls),
        serialization=core_schema.plain_serializer_function_ser_schema(
            _serialized, info_arg=True
        ),
    )


def pydantic_json_schema(cls: type[Model], handler: Any) -> dict[str, Any]:
    """The JSON schema of `cls`; the classes it names become definitions of the document."""
    from .json_schema import JSONSchemas

    return JSONSchemas(_definer(handler)).of_object(cls)


def _key(cls: type[Model]) -> str:
    """The name by which pydantic knows a class among the definitions, as it makes them itself."""
    return f"{cls.__module__}.{cls.__qualname__}:{id(cls)}"


def _validator(cls: type[Model]) -> Callable[[Any], Any]:
    from .model import Model

    def validate(value: Any) -> Any:
        if isinstance(value, cls):
            return value
        if not is_mapping(value) or isinstance(value, Model):
            raise ValueError(f"expected an object ({cls.__name__}), got {describe(value)}")
        data = _by_wire_name(cls, dict(value))
        for field in fields_of(cls).values():
            literal, given = field.spec, data.get(field.wire)
            one = isinstance(literal, Choice) and len(literal.values) == 1
            if one and given is not None and not literal.accepts(given):
                raise ValueError(f"{field.wire} is {describe(given)}")
        return cls.from_dict(data)

    return validate


def _by_wire_name(cls: type[Model], data: dict[str, Any]) -> dict[str, Any]:
    """`data` with the names of the wire where it has Python's, as from `dataclasses.asdict`."""
    for name, field in fields_of(cls).items():
        if name != field.wire and name in data and field.wire not in data:
            data[field.wire] = data.pop(name)
    return data


def _serialized(value: Any, info: Any) -> Any:
    from .model import Model

    if not isinstance(value, Model):
        return value
    return value.to_dict(exclude_none=bool(info.exclude_none))


def _definer(handler: Any) -> Callable[[type[Model], Callable[[], Any]], Any]:
    """What puts the schema of a class among the definitions and gives a reference to it."""
    generator = getattr(handler, "generate_json_schema", None)
    if generator is None:
        return lambda _cls, make: make()

    def define(cls: type[Model], make: Callable[[], Any]) -> Any:
        name, reference = generator.get_cache_defs_ref_schema(_key(cls))
        if name not in generator.definitions:
            generator.definitions[name] = {}  # it may name itself
            generator.definitions[name] = make()
        return reference

    return define
