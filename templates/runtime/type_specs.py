"""Python types as wire specs: what `cast_to` and the fields of a user's own classes say.

JSON types, generated classes and unions of them become the specs that generated code uses.
Pydantic models, dataclasses, TypedDicts and enums are made by `ForeignSpec`.
"""

# pyright: reportPrivateUsage=false
from __future__ import annotations

import copy
import dataclasses
import enum
import inspect
import sys
import types
from collections.abc import (
    Callable,
    Iterable,
    Iterator,
    Mapping,
    MutableMapping,
    Sequence,
)
from importlib import import_module
from types import FrameType
from typing import (
    Annotated,
    Any,
    ClassVar,
    Literal,
    NewType,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from . import wire
from .decode_error import DecodeError
from .model import Model, UnknownModel
from .model_fields import fields_of, redefine
from .omit import Omit, omit
from .references import ModelSpec, Reference
from .union import ByShape
from .value_kinds import is_mapping
from .wire import Field, Spec

_PLAIN: Mapping[Any, Spec] = {
    str: wire.text,
    int: wire.integer,
    float: wire.number,
    bool: wire.boolean,
    None: wire.null,
    type(None): wire.null,
    Any: wire.anything,
    object: wire.anything,
    list: wire.array(wire.anything),
    dict: wire.record(wire.anything),
    Mapping: wire.record(wire.anything),
}
_ARRAYS = (list, Sequence, Iterable)
_RECORDS = (dict, Mapping, MutableMapping)
_QUALIFIERS = ("Required", "NotRequired", "ReadOnly")


def type_spec(kind: Any) -> Spec:
    """How JSON becomes a `kind`; TypeError for a type that it cannot become."""
    if isinstance(kind, Spec):
        return kind
    kind = _unwrapped(kind)
    try:
        plain = _PLAIN.get(kind)
    except TypeError:  # not hashable, so no type
        raise _refused(kind) from None
    if plain is not None:
        return plain
    if isinstance(kind, TypeVar):
        return wire.anything if kind.__bound__ is None else type_spec(kind.__bound__)
    return _composed(kind) if get_args(kind) else _class_spec(kind)


def _unwrapped(kind: Any) -> Any:
    """`kind` without qualifiers; what a `NewType` or a `type` alias stands for."""
    while True:
        if isinstance(kind, NewType):
            kind = kind.__supertype__
        elif type(kind).__name__ == "TypeAliasType":
            kind = kind.__value__
        elif get_origin(kind) is Annotated or _is_qualified(kind):
            kind = get_args(kind)[0]
        else:
            return kind


def _is_qualified(kind: Any) -> bool:
    return getattr(get_origin(kind), "_name", None) in _QUALIFIERS


def _composed(kind: Any) -> Spec:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return _literal(arguments)
    if origin is Union or origin is types.UnionType:
        return _union(arguments)
    if origin in _ARRAYS:
        return wire.array(type_spec(arguments[0]))
    if origin in _RECORDS:
        return wire.record(type_spec(arguments[-1]))
    if origin is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return wire.tuple_of(rest=type_spec(arguments[0]))
        return wire.tuple_of(*map(type_spec, arguments))
    return _class_spec(kind)


def _literal(values: tuple[Any, ...]) -> Spec:
    values = tuple(v.value if isinstance(v, enum.Enum) else v for v in values)
    spec = wire.literal(*(value for value in values if value is not None))
    return wire.nullable(spec) if None in values else spec


def _union(members: tuple[Any, ...]) -> Spec:
    specs = [type_spec(m) for m in members if m is not type(None)]
    if any(isinstance(spec, ForeignSpec) for spec in specs):
        spec: Spec = FirstFit(*specs)
    else:
        spec = specs[0] if len(specs) == 1 else ByShape(*specs)
    return wire.nullable(spec) if type(None) in members else spec


def _class_spec(kind: Any) -> Spec:
    origin = get_origin(kind) or kind
    if not isinstance(origin, type):
        raise _refused(kind)
    if origin in _declaring:
        return Reference(lambda: _class_spec(kind))
    if issubclass(origin, Model):
        return ModelSpec(UnknownModel if origin is Model else _filled(kind, origin))
    make = _maker(kind, origin)
    if make is None:
        raise _refused(kind)
    return ForeignSpec(kind, make)


_filled_classes: dict[Any, type[Model]] = {}


def _filled(kind: Any, origin: type[Model]) -> type[Model]:
    """The class for `Box[Widget]`: `Box` with types for the parameters in its fields.

    It stands in the module of `Box`, so that what is made of it can be pickled.
    """
    parameters: tuple[Any, ...] = getattr(origin, "__parameters__", ())
    arguments = get_args(kind)
    if kind in _filled_classes or not arguments or len(parameters) != len(arguments):
        return _filled_classes.get(kind, origin)
    given = dict(zip(parameters, arguments, strict=True))
    fields, hints = fields_of(origin), _hints(origin)
    open_ = {name: hints[name] for name in fields if _parameters(hints.get(name))}
    if not open_:
        return origin
    _filled_classes[kind] = origin  # inside itself, where it has no fields yet
    names = ", ".join(getattr(a, "__name__", str(a)) for a in arguments)
    name = f"{origin.__name__}[{names}]".replace(".", "_")
    filled = {n: _with_spec(fields[n], _fill(hint, given)) for n, hint in open_.items()}
    members = {"__slots__": (), "__module__": origin.__module__}
    cls = type(name, (origin,), {**members, "_wire": {**fields, **filled}})
    redefine(cls, filled)
    setattr(sys.modules[origin.__module__], name, cls)
    _filled_classes[kind] = cls
    return cls


def _parameters(hint: Any) -> tuple[Any, ...]:
    if isinstance(hint, TypeVar):
        return (hint,)
    return getattr(hint, "__parameters__", ()) if get_args(hint) else ()


def _fill(hint: Any, given: Mapping[Any, Any]) -> Any:
    if isinstance(hint, TypeVar):
        return given.get(hint, Any)
    return hint[tuple(given.get(parameter, Any) for parameter in _parameters(hint))]


def _with_spec(field: Field, hint: Any) -> Field:
    spec = type_spec(hint)
    return Field(
        spec, wire=field.wire, optional=field.optional, default=field.default
    )


def _maker(kind: Any, origin: Any) -> Callable[[Any], Any] | None:
    """What makes a `kind` of a JSON value."""
    if issubclass(origin, enum.Enum):
        make: Callable[[Any], Any] = origin
        return make
    if hasattr(origin, "model_validate"):
        validate: Callable[[Any], Any] = kind.model_validate
        return validate
    if hasattr(origin, "__pydantic_validator__"):  # a dataclass of pydantic
        pydantic: Any = import_module("pydantic")
        validate_python: Callable[[Any], Any] = pydantic.TypeAdapter(
            kind
        ).validate_python
        return validate_python
    if is_typeddict(kind):
        return _typed_dict_maker(kind)
    if dataclasses.is_dataclass(origin):
        return _dataclass_maker(kind)
    return None


def _typed_dict_maker(kind: Any) -> Callable[[Any], Any]:
    specs = _lazy_specs(kind)
    required = getattr(kind, "__required_keys__", frozenset[str]())

    def make(value: Any) -> Any:
        _expect_object(kind, value, required)
        fields = specs()
        return {
            name: _inside(fields[name], item, name) if name in fields else item
            for name, item in value.items()
        }

    return make


def _dataclass_maker(kind: Any) -> Callable[[Any], Any]:
    specs = _lazy_specs(kind)
    given = [field for field in dataclasses.fields(kind) if field.init]
    required = frozenset(
        field.name
        for field in given
        if field.default is dataclasses.MISSING
        and field.default_factory is dataclasses.MISSING
    )

    def make(value: Any) -> Any:
        _expect_object(kind, value, required)
        fields = specs()
        return kind(
            **{
                field.name: _inside(fields[field.name], value[field.name], field.name)
                for field in given
                if field.name in value
            }
        )

    return make


def _lazy_specs(kind: Any) -> Callable[[], Mapping[str, Spec]]:
    """The specs of the fields of a class, made once and when first needed: it may hold itself."""
    made: dict[str, Spec] = {}

    def specs() -> Mapping[str, Spec]:
        if not made:
            own = {getattr(kind, "__name__", ""): kind}
            hints = get_type_hints(kind, localns=own, include_extras=True)
            made.update((name, type_spec(hint)) for name, hint in hints.items())
        return made

    return specs


def _expect_object(kind: Any, value: Any, required: frozenset[str]) -> None:
    if not is_mapping(value):
        described = wire.describe(value)
        raise DecodeError(f"expected an object ({_name(kind)}), got {described}")
    missing = sorted(required - value.keys())
    if missing:
        raise DecodeError(f"{_name(kind)} needs this field", missing[0])


def _inside(spec: Spec, value: Any, key: str) -> Any:
    try:
        return spec.decode_strict(value)
    except DecodeError as error:
        raise error.inside(key) from None


class ForeignSpec(Spec):
    """A value of a class that is not of this package; what does not fit is a `DecodeError`."""

    __slots__ = ("_kind", "_make")

    plain = False

    def __init__(self, kind: Any, make: Callable[[Any], Any]) -> None:
        self._kind = kind
        self._make = make

    def decode(self, value: Any, /) -> Any:
        """An instance of the class, as `value` may be already."""
        if self._kind in value.__class__.__mro__:
            return value
        try:
            return self._make(value)
        except DecodeError:
            raise
        except (ValueError, TypeError) as error:
            raise DecodeError(f"no {_name(self._kind)}: {error}") from error

    def check(self, value: Any) -> None:
        """Raise `DecodeError` where the class does not take the value."""
        self.decode(value)

    def hint(self) -> Any:
        """The class."""
        return self._kind


class FirstFit(ByShape):
    """The first member of a union that takes a value."""

    def decode(self, value: Any, /) -> Any:
        """The value as a member takes it."""
        first: DecodeError | None = None
        for member in self.members:
            try:
                return member.decode_strict(value)
            except DecodeError as error:
                first = first or error
        raise first or DecodeError("no member of the union takes the value")

    def accepts(self, value: Any) -> bool:
        """Whether a member could take it."""
        return any(member.accepts(value) for member in self.members)


def _name(kind: Any) -> str:
    return getattr(kind, "__name__", "") or repr(kind)


def _refused(kind: Any) -> TypeError:
    return TypeError(
        f"JSON cannot become {kind!r}: give a class of this package, a pydantic model, a"
        " dataclass, a TypedDict, an Enum, or a type made of them and of str, int, float, bool,"
        " None, list, dict, tuple, Literal and unions"
    )


_declaring: set[type[Any]] = set()
"""Classes whose fields are being read: what holds itself is looked up later."""


def declared_fields(cls: type[Model]) -> Mapping[str, Field]:
    """The fields that `cls` itself declares; a value in the class is a default."""
    _declaring.add(cls)
    try:
        return dict(_declared(cls))
    finally:
        _declaring.discard(cls)


def _declared(cls: type[Model]) -> Iterator[tuple[str, Field]]:
    own = list(inspect.get_annotations(cls))
    hints = _hints(cls)
    for name in own:
        hint = hints[name]
        if name[:1] == "_" or hint is ClassVar or get_origin(hint) is ClassVar:
            continue
        default = _default(vars(cls).get(name, omit))
        optional = not isinstance(default, Omit)
        yield name, Field(type_spec(hint), optional=optional, default=default)


def _hints(cls: type[Model]) -> Mapping[str, Any]:
    # A class may speak of itself although it is defined inside a function.
    own = {cls.__name__: cls}
    try:
        return get_type_hints(cls, localns=own, include_extras=True)
    except NameError as error:
        # A class defined in a function may name another one there.
        callers: dict[str, Any] = {}
        frame: FrameType | None = sys._getframe()
        while frame is not None:
            callers = {**frame.f_locals, **callers}
            frame = frame.f_back
        try:
            return get_type_hints(cls, localns={**callers, **own}, include_extras=True)
        except NameError:
            raise TypeError(f"{cls.__name__}: {error}") from error


def _default(value: Any) -> Callable[[], Any] | Omit:
    """What makes the default that a class says by `value`; `omit` where it says none."""
    if isinstance(value, Omit):
        return value
    if isinstance(value, dataclasses.Field):
        field: Any = value  # pyright: ignore[reportUnknownVariableType]
        if field.default_factory is not dataclasses.MISSING:
            made: Callable[[], Any] = field.default_factory
            return made
        missing = field.default is dataclasses.MISSING
        return _default(omit if missing else field.default)
    return lambda: copy.copy(value)
