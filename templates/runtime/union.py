"""Unions: which member a JSON value belongs to.

The rule. A value that is no object and no array stays as it is. An array belongs to the first
array or tuple member that accepts its first item. An object is told by its discriminator where
the union has one. Otherwise it belongs to the class that fits best: one that has a value for
each required field, and whose fields accept what they are given (a field of a single literal
accepts only that; a field of several accepts new ones of the same kind), and that knows one of
its keys; of these the one that knows the most, a key whose literal is new not counted; of equals,
the one written first. The only class of a union takes any object. An object that fits no class is
a plain dict where the union has a map member, else an `UnknownModel`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NewType, get_args

from .decode_error import DecodeError
from .model import Model, UnknownModel, wrap
from .model_fields import fields_of
from .references import ModelSpec, Reference
from .value_kinds import is_mapping
from .wire import Array, Choice, Nullable, Record, Spec, Tuple, describe, joined


class ByShape(Spec):
    """A value of one of several types, told apart by shape."""

    __slots__ = ("_arrays", "_classes", "_maps", "members", "plain")

    def __init__(self, *members: Spec) -> None:
        self.members = members
        self.plain = all(member.plain for member in members)
        self._classes: list[ModelSpec] | None = None
        self._arrays: list[Spec] = []
        self._maps: list[Spec] = []

    def decode(self, value: Any, /) -> Any:
        if value.__class__ is dict:
            return self._decode_object(value)
        if value.__class__ is list or value.__class__ is tuple:
            return self._decode_array(value)
        if is_mapping(value) and not isinstance(value, Model):
            return self._decode_object(dict(value))
        return value

    def accepts(self, value: Any) -> bool:
        return any(member.accepts(value) for member in self.members)

    def check(self, value: Any) -> None:
        first: DecodeError | None = None
        for member in self.members:
            if not member.accepts(value):
                continue
            try:
                return member.check(value)
            except DecodeError as error:
                first = _deeper(first, error)
        raise first or DecodeError(f"{describe(value)} is no member of the union")

    def hint(self) -> Any:
        return joined(*self.members)

    def _sorted(self) -> list[ModelSpec]:
        if self._classes is None:
            members = list(_flat(self.members))
            self._arrays = [m for m in members if isinstance(m, (Array, Tuple))]
            self._maps = [m for m in members if isinstance(m, Record)]
            self._classes = [m for m in members if isinstance(m, ModelSpec)]
        return self._classes

    def _decode_object(self, value: dict[str, Any]) -> Any:
        classes = self._sorted()
        if len(classes) == 1 and not self._maps:
            return classes[0].decode(value)
        best = max(classes, key=lambda m: _fit(m.cls, value), default=None)
        if best is not None and _fit(best.cls, value) >= 0:
            return best.decode(value)
        return self._maps[0].decode(value) if self._maps else wrap(UnknownModel, value)

    def _decode_array(self, value: Any) -> Any:
        self._sorted()
        fitting = [member for member in self._arrays if member.accepts(value)]
        return (fitting or self._arrays)[0].decode(value) if self._arrays else value


class ByTag(Spec):
    """A value of one of several types, the objects among them told by one property."""

    __slots__ = ("_property", "members", "others")

    plain = False

    def __init__(
        self,
        property: str,  # noqa: A002
        members: Mapping[Any, Spec],
        *others: Spec,
    ) -> None:
        self._property = property
        self.members = members
        self.others = ByShape(*others)

    def decode(self, value: Any, /) -> Any:
        if value.__class__ is dict:
            try:
                decode = self.members[value.get(self._property)].decode
            except (KeyError, TypeError):  # TypeError: an array where the literal goes
                decode = self.others.decode
            return decode(value)
        return self.others.decode(value)

    def accepts(self, value: Any) -> bool:
        return is_mapping(value) or self.others.accepts(value)

    def check(self, value: Any) -> None:
        member = self._member(value) if is_mapping(value) else None
        (self.others if member is None else member).check(value)

    def hint(self) -> Any:
        return joined(*self.members.values(), *self.others.members)

    def _member(self, value: Mapping[str, Any]) -> Spec | None:
        try:
            return self.members.get(value.get(self._property))
        except TypeError:  # an array or object where the literal should be
            return None


class ConstructibleUnion(NewType):
    """A union of classes that can be called: it makes the one that the values fit best."""

    def __call__(self, /, **values: Any) -> Any:  # type: ignore  # pyright: ignore
        """An instance of a member."""
        members = get_args(self.__supertype__)
        return max(members, key=lambda member: _fit(member, values))(**values)

    def __instancecheck__(self, value: object) -> bool:
        return isinstance(value, get_args(self.__supertype__))


by_shape = ByShape
by_tag = ByTag


def _flat(members: tuple[Spec, ...]) -> list[Spec]:
    # Aliases of unions count as their members; a set guards against aliases of themselves.
    result: list[Spec] = []
    seen: set[int] = set()
    stack = list(members[::-1])
    while stack:
        member = stack.pop()
        while isinstance(member, Reference):
            member = member.target()
        if id(member) in seen:
            continue
        seen.add(id(member))
        inner = _inner(member)
        stack.extend(inner[::-1])
        if not inner:
            result.append(member)
    return result


def _inner(member: Spec) -> list[Spec]:
    if isinstance(member, ByShape):
        return list(member.members)
    if isinstance(member, ByTag):
        return [*member.members.values(), *member.others.members]
    return [member.inner] if isinstance(member, Nullable) else []


def _fit(cls: type[Model], value: dict[str, Any]) -> int:
    """How many keys of ``value`` the class knows, new literals aside; -1 where it does not fit."""
    met = new = 0
    for field in fields_of(cls).values():
        if field.wire in value:
            given = value[field.wire]
            if not field.spec.accepts(given):
                return -1
            met += 1
            new += _is_new(field.spec, given)
        elif not field.optional:
            return -1
    return met - new if met or not value else -1


def _is_new(spec: Spec, value: Any) -> bool:
    """Whether a value is none of the literals that a field takes."""
    while isinstance(spec, (Nullable, Reference)):
        spec = spec.inner if isinstance(spec, Nullable) else spec.target()
    return isinstance(spec, Choice) and value is not None and value not in spec.values


def _deeper(one: DecodeError | None, other: DecodeError) -> DecodeError:
    return other if one is None or len(other.keys) > len(one.keys) else one
