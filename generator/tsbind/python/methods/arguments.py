"""The keyword arguments of a method: properties of one or several objects, merged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tsbind.model import types as t
from tsbind.model.kinds import FILE_TYPES, foreign_type
from tsbind.model.unions import members_of, values_of
from tsbind.python.methods.shapes import Variant

STREAM = "stream"
"""What upstreams call the flag that decides whether an answer is a stream, as a rule."""


@dataclass(frozen=True, slots=True)
class Argument:
    """A keyword argument: its wire name, what it can be, and whether it must be given."""

    wire: str
    type: t.Type
    required: bool
    integral: bool = False
    doc: str = ""
    deprecated: str | None = None


Arguments = Mapping[str, Argument]


def of_variants(variants: Sequence[Variant], *, optional: bool = False) -> dict[str, Argument]:
    """The arguments for objects of any of ``variants``; all ``optional`` where the object is."""
    each = [
        {
            given.property.name: Argument(
                given.property.name,
                _given(given.property),
                not (given.property.optional or optional),
                given.integral,
                given.property.doc,
                given.property.deprecated,
            )
            for given in variant
        }
        for variant in variants
    ]
    return merged(each)


def merged(each: Sequence[Arguments]) -> dict[str, Argument]:
    """Arguments that accept what any of ``each`` accepts; required where all require it."""
    result: dict[str, Argument] = {}
    for arguments in each:
        for name, argument in arguments.items():
            known = result.get(name)
            result[name] = argument if known is None else _joined(known, argument)
    return {
        name: replace(argument, required=all(name in one and one[name].required for one in each))
        for name, argument in result.items()
    }


def joined_type(types: Iterable[t.Type]) -> t.Type:
    """The union of ``types``, flat and without repeats."""
    members = dict.fromkeys(member for type_ in types for member in members_of(type_))
    if t.BOOLEAN in members:
        members.pop(t.Literal(value=True), None)
        members.pop(t.Literal(value=False), None)
    return next(iter(members)) if len(members) == 1 else t.UnionType(tuple(members))


def _joined(one: Argument, other: Argument) -> Argument:
    both = one.deprecated is not None and other.deprecated is not None
    type_ = one.type
    if other.type != type_:
        type_ = joined_type((type_, other.type))
    return replace(
        one,
        type=type_,
        integral=one.integral and other.integral,
        doc=one.doc or other.doc,
        deprecated=one.deprecated if both else None,
    )


def _given(property_: t.Property) -> t.Type:
    """The type of a property, without undefined: that is not giving it."""
    members = [m for m in members_of(property_.type) if m != t.UNDEFINED]
    if not members or not isinstance(property_.type, t.UnionType):
        return property_.type
    if len(members) == len(members_of(property_.type)):
        return property_.type
    return joined_type(members)


def is_upload(type_: t.Type) -> bool:
    """Whether a value of ``type_`` is a file, an array of files, or nothing."""
    members = values_of(type_)
    return bool(members) and all(_is_file(m) for m in members)


def _is_file(type_: t.Type) -> bool:
    if isinstance(type_, t.Array):
        return is_upload(type_.item)
    return isinstance(type_, t.Reference) and foreign_type(type_.id) == FILE_TYPES
