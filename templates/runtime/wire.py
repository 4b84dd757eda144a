"""Wire specs: how JSON becomes typed values, and back to what their types are.

A generated class says for each field what stands on the wire, in these words. A spec decodes
leniently (`Spec.decode`: never fails on what the API may add), strictly (`Spec.decode_strict`),
and knows its Python type (`Spec.hint`). Classes it names are imported when data first needs them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, Optional

from .decode_error import DecodeError
from .omit import Omit, omit
from .value_kinds import is_array, is_mapping


class Spec:
    """How one JSON value is read. Decoding gives plain values back unchanged."""

    __slots__ = ()

    plain = True
    """True where decoding never changes the value."""

    def decode(self, value: Any, /) -> Any:
        """``value`` as its Python type; what does not fit comes back as it is."""
        return value

    def decode_strict(self, value: Any) -> Any:
        """Like `decode`; raises `DecodeError` for anything the type does not say."""
        try:
            self.check(value)
        except RecursionError:
            raise DecodeError("nested too deeply to check") from None
        return self.decode(value)

    def check(self, value: Any) -> None:
        """Raise `DecodeError` where ``value`` is not of this type, all the way down."""

    def accepts(self, value: Any) -> bool:
        """Whether ``value`` could be of this type, looking no deeper than its own kind."""
        return True

    def hint(self) -> Any:
        """The Python type, as a real object."""
        return object


_ITS_OWN = "(the name of the field)"
"""The wire name of a field that has its Python name; told by identity, for `""` is a name."""


class Field:
    """A field of a model: its wire name, whether it may be absent, and its spec."""

    __slots__ = ("absent", "default", "optional", "spec", "wire")

    def __init__(
        self,
        spec: Spec,
        *,
        wire: str = _ITS_OWN,
        optional: bool = False,
        absent: Callable[[Mapping[str, Any]], Any] | None = None,
        default: Callable[[], Any] | Omit = omit,
    ) -> None:
        self.absent = absent
        self.default = default
        self.wire = wire
        self.optional = optional
        self.spec = spec


class Scalar(Spec):
    """A string, number, boolean or null."""

    __slots__ = ("_kinds", "_name", "_type")

    def __init__(self, name: str, type_: Any, *kinds: type[Any]) -> None:
        self._name = name
        self._type = type_
        self._kinds = kinds

    def accepts(self, value: Any) -> bool:
        return type(value) in self._kinds

    def check(self, value: Any) -> None:
        if type(value) not in self._kinds:
            raise DecodeError(f"expected {self._name}, got {describe(value)}")

    def hint(self) -> Any:
        return self._type


class Integer(Scalar):
    """A number without a fraction."""

    __slots__ = ()

    def accepts(self, value: Any) -> bool:
        return type(value) is int or (type(value) is float and value.is_integer())

    def check(self, value: Any) -> None:
        if not self.accepts(value):
            raise DecodeError(f"expected an integer, got {describe(value)}")


class Choice(Spec):
    """One of the literal values known; others pass unless strict."""

    __slots__ = ("values",)

    def __init__(self, *values: str | float) -> None:
        self.values = values

    def accepts(self, value: Any) -> bool:
        if len(self.values) == 1:
            return self._has(value)
        return any(type(known) is type(value) for known in self.values)

    def check(self, value: Any) -> None:
        if not self._has(value):
            raise DecodeError(f"expected one of {self.values!r}, got {describe(value)}")

    def hint(self) -> Any:
        return Literal[self.values]

    def _has(self, value: Any) -> bool:
        return any(
            type(known) is type(value) and known == value for known in self.values
        )


class OpenChoice(Spec):
    """Any value of a base, of which some are known."""

    __slots__ = ("_known", "base")

    def __init__(self, base: Spec, *known: Spec) -> None:
        self.base = base
        self._known = known

    def accepts(self, value: Any) -> bool:
        return self.base.accepts(value)

    def check(self, value: Any) -> None:
        self.base.check(value)

    def hint(self) -> Any:
        return joined(self.base, *self._known)


class CastSpec(Spec):
    """A type that a program gave; making its values may fail in lenient decoding, too."""

    __slots__ = ("inner",)

    plain = False

    def __init__(self, inner: Spec) -> None:
        self.inner = inner

    def decode(self, value: Any, /) -> Any:
        if not self.inner.accepts(value):
            raise DecodeError(f"{describe(value)} is not of the type asked for")
        return self.inner.decode(value)

    def check(self, value: Any) -> None:
        self.inner.check(value)

    def hint(self) -> Any:
        return self.inner.hint()


class Nullable(Spec):
    """A value or null."""

    __slots__ = ("inner", "plain")

    def __init__(self, inner: Spec) -> None:
        self.inner = inner
        self.plain = inner.plain

    def decode(self, value: Any, /) -> Any:
        return None if value is None else self.inner.decode(value)

    def accepts(self, value: Any) -> bool:
        return value is None or self.inner.accepts(value)

    def check(self, value: Any) -> None:
        if value is not None:
            self.inner.check(value)

    def hint(self) -> Any:
        return Optional[self.inner.hint()]  # noqa: UP045


class Array(Spec):
    """A list of one kind of item."""

    __slots__ = ("item", "plain")

    def __init__(self, item: Spec) -> None:
        self.item = item
        self.plain = item.plain

    def decode(self, value: Any, /) -> Any:
        if value.__class__ is not list and value.__class__ is not tuple:
            return value
        return [*map(self.item.decode, value)]

    def accepts(self, value: Any) -> bool:
        return is_array(value) and (not value or self.item.accepts(value[0]))

    def check(self, value: Any) -> None:
        if not is_array(value):
            raise DecodeError(f"expected an array, got {describe(value)}")
        for index, item in enumerate(value):
            check_inside(self.item, item, index)

    def hint(self) -> Any:
        return list[self.item.hint()]  # type: ignore[misc]


class Tuple(Spec):
    """A list with a type for each place; ``rest`` is the type of further places."""

    __slots__ = ("items", "required", "rest")

    plain = False

    def __init__(
        self, *items: Spec, rest: Spec | None = None, required: int = -1
    ) -> None:
        self.items = items
        self.rest = rest
        self.required = len(items) if required < 0 else required

    def decode(self, value: Any, /) -> Any:
        if value.__class__ is not list:
            return value
        return tuple([self._at(place).decode(item) for place, item in enumerate(value)])

    def accepts(self, value: Any) -> bool:
        return is_array(value)

    def check(self, value: Any) -> None:
        if not is_array(value):
            raise DecodeError(f"expected an array, got {describe(value)}")
        if len(value) < self.required or (
            len(value) > len(self.items) and not self.rest
        ):
            raise DecodeError(f"expected {len(self.items)} items, got {len(value)}")
        for index, item in enumerate(value):
            check_inside(self._at(index), item, index)

    def hint(self) -> Any:
        items = [item.hint() for item in self.items]
        if self.rest is None and self.required == len(items):
            return tuple[tuple(items)]  # type: ignore[misc]
        specs = self.items if self.rest is None else (*self.items, self.rest)
        return tuple[joined(*specs), ...]  # type: ignore[misc]

    def _at(self, place: int) -> Spec:
        return (
            self.items[place] if place < len(self.items) else self.rest or anything
        )


class Record(Spec):
    """An object used as a map."""

    __slots__ = ("plain", "value")

    def __init__(self, value: Spec) -> None:
        self.value = value
        self.plain = value.plain

    def decode(self, value: Any, /) -> Any:
        if value.__class__ is not dict:
            return value
        decode = self.value.decode
        return {key: decode(item) for key, item in value.items()}

    def accepts(self, value: Any) -> bool:
        return is_mapping(value)

    def check(self, value: Any) -> None:
        if not is_mapping(value):
            raise DecodeError(f"expected an object, got {describe(value)}")
        for key, item in value.items():
            check_inside(self.value, item, str(key))

    def hint(self) -> Any:
        return dict[str, self.value.hint()]  # type: ignore[misc]


text = Scalar("a string", str, str)
number = Scalar("a number", float, int, float)
integer = Integer("an integer", int, int)
boolean = Scalar("a boolean", bool, bool)
null = Scalar("null", None, type(None))
anything = Spec()

literal = Choice
open_literal = OpenChoice
nullable = Nullable
array = Array
tuple_of = Tuple
record = Record


def fields(base: Any = None, /, **specs: Spec | Field) -> Mapping[str, Spec | Field]:
    """The fields of a class by Python name: those of its base, and its own."""
    return specs if base is None else {**base._wire, **specs}


def optional(spec: Spec) -> Field:
    """A field that may be absent."""
    return Field(spec, optional=True)


def joined_text(path: str) -> Field:
    """A text that is not sent: those at `path`, as ``output[message].text``, joined.

    A name in brackets is the `type` of the items of a list that count.
    """
    steps = [step.rstrip("]").partition("[") for step in path.split(".")]

    def absent(data: Mapping[str, Any]) -> str:
        found: list[Any] = [data]
        for key, _, kind in steps:
            values = [v.get(key) for v in found if is_mapping(v)]
            found = values if not kind else _of_type(values, kind)
        return "".join(v for v in found if isinstance(v, str))

    return Field(text, optional=True, absent=absent)


def _of_type(lists: list[Any], kind: str) -> list[Any]:
    items = [item for value in lists if is_array(value) for item in value]
    return [v for v in items if is_mapping(v) and v.get("type") == kind]


def named(wire: str, field: Spec | Field) -> Field:
    """A field whose wire name is not its Python name."""
    if isinstance(field, Field):
        return Field(
            field.spec,
            wire=wire,
            optional=field.optional,
            absent=field.absent,
            default=field.default,
        )
    return Field(field, wire=wire)


def field_of(name: str, value: Spec | Field) -> Field:
    """What a class wrote for the field ``name``, as a whole `Field`."""
    if isinstance(value, Field):
        return named(name, value) if value.wire is _ITS_OWN else value
    return Field(value, wire=name)


def joined(*specs: Spec) -> Any:
    """The Python type of a union of ``specs``."""
    hints = [spec.hint() for spec in specs]
    if any(hint is object for hint in hints):
        return object
    result = hints[0]
    for hint in hints[1:]:
        result = _either(result, hint)
    return result


def check_inside(spec: Spec, value: Any, key: str | int) -> None:
    """Check ``value``, which its container holds under ``key``."""
    try:
        spec.check(value)
    except DecodeError as error:
        raise error.inside(key) from None


def describe(value: Any) -> str:
    """A short name of a JSON value for an error message."""
    if value is None or isinstance(value, (bool, int, float)):
        return repr(value)[:40]
    if isinstance(value, str):
        return repr(value if len(value) <= 40 else f"{value[:40]}...")
    return "an object" if is_mapping(value) else f"a {type(value).__name__}"


def _either(one: Any, other: Any) -> Any:
    from typing import Union

    return Union[one, other]
