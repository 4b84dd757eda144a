"""Intersections: objects joined property by property, unions distributed, primitives narrowed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from tsbind.model.types import (
    ANY,
    BOOLEAN,
    NEVER,
    NULL,
    UNDEFINED,
    UNKNOWN,
    Array,
    IndexSignature,
    Intersection,
    Literal,
    Object,
    OpenUnion,
    Primitive,
    Property,
    Reference,
    TemplateLiteral,
    Tuple,
    Type,
    UnionType,
)
from tsbind.model.unions import OPENABLE, members_of, union
from tsbind.resolve.assignable import is_assignable
from tsbind.resolve.enums import with_enums_closed, with_enums_open
from tsbind.resolve.evaluate import Evaluator, Members, UnresolvableError, value_of

_MAX_PRODUCT = 4096
_EMPTY = Object(())
_NOTHING = (NULL, UNDEFINED)
_VOID = Primitive("void")


def intersect(evaluator: Evaluator, members: Sequence[Type]) -> Type:
    """``A & B & ...`` as one type.

    Raises `UnresolvableError` when a member is of a kind no rule joins.
    """
    parts = [_collapsed(evaluator, evaluator.evaluate(member)) for member in members]
    parts = [part for part in parts if part != UNKNOWN]
    if ANY in parts:
        return ANY
    if NEVER in parts:
        return NEVER
    if _EMPTY in members and len(parts) > 1:
        # `(A | null) & {}` is A: nothing is left of `{}` but that null is none of it.
        others = [part for part in parts if part != _EMPTY] or [_EMPTY]
        kept = [_without_nothing(evaluator, part) for part in others]
        return kept[0] if len(kept) == 1 else intersect(evaluator, kept)
    choices = [_choices(evaluator, part) for part in parts]
    size = 1
    for choice in choices:
        size *= len(choice)
    if size > _MAX_PRODUCT:
        raise UnresolvableError(f"an intersection of unions with {size} combinations")
    if size == 1:
        return _join(evaluator, [choice[0] for choice in choices])
    joined = [_join(evaluator, list(combination)) for combination in product(*choices)]
    return with_enums_closed(evaluator, joined)


def _collapsed(evaluator: Evaluator, part: Type) -> Type:
    """``any`` or ``unknown`` for a union with it."""
    members = evaluator.union_members(part) if isinstance(part, UnionType) else []
    return members[0] if members in ([ANY], [UNKNOWN]) else part


def _without_nothing(evaluator: Evaluator, part: Type) -> Type:
    members = evaluator.union_members(part)
    if _VOID in members:
        raise UnresolvableError("void without null")
    kept = [member for member in members if member not in _NOTHING]
    return part if len(kept) == len(members) else union(kept)


def _choices(evaluator: Evaluator, part: Type) -> list[Type]:
    expanded = evaluator.expanded(part)
    members = evaluator.union_members(expanded) if isinstance(expanded, UnionType) else [part]
    return with_enums_open(evaluator, members)


def _join(evaluator: Evaluator, parts: list[Type]) -> Type:
    parts = list(dict.fromkeys(parts))
    if not parts:
        return UNKNOWN
    if len(parts) == 1:
        return parts[0]
    every = [evaluator.members(part) for part in parts]
    if any(isinstance(part, Literal | TemplateLiteral) for part in parts):
        # What has no members asks nothing of a literal.
        left = [p for p, members in zip(parts, every, strict=True) if not _is_empty(members)]
        if len(left) < len(parts):
            return _join(evaluator, left)
    known = [members for members in every if members is not None]
    full = [p for p, members in zip(parts, every, strict=True) if not _is_empty(members)]
    if len(full) == 1 and len(known) == len(parts):
        # `A & {}` is A, by its name.
        return full[0]
    known = [members for members in every if members is not None]
    if len(known) == len(every):
        joined = _joined(evaluator, known)
        return NEVER if joined is None else joined.as_object()
    # What has members that only the library knows, or an array, is joined with nothing else.
    kept_apart = any(_is_outside(evaluator, part) for part in parts)
    if (known or kept_apart) and any(part in _NOTHING for part in parts):
        return NEVER
    if kept_apart or (known and any(isinstance(part, Literal) for part in parts)):
        return Intersection(tuple(parts))
    return _narrowed(evaluator, parts)


def _is_empty(members: Members | None) -> bool:
    return members is not None and not (members.properties or members.index or members.calls)


def _is_outside(evaluator: Evaluator, part: Type) -> bool:
    """True for an array and for a type declared outside: its members are not known here."""
    part = evaluator.expanded(part)
    is_named = isinstance(part, Reference) and part.id.startswith(("lib#", "ext:"))
    return is_named or isinstance(part, Array | Tuple)


def _joined(evaluator: Evaluator, every: list[Members]) -> Members | None:
    """The members of all; None where a property's literals leave no object that is of each."""
    properties: dict[str, Property] = {}
    index: dict[Type, IndexSignature] = {}
    for members in every:
        for name, property_ in members.properties.items():
            before = properties.get(name)
            both = _both(evaluator, before, property_) if before else property_
            never = before and both.type == NEVER and not both.optional
            if before and never and _tells_apart(evaluator, before, property_):
                return None
            properties[name] = both
        index |= {signature.key: signature for signature in members.index}
    calls = tuple([call for members in every for call in members.calls])
    return Members(properties, tuple(index.values()), calls)


def _tells_apart(evaluator: Evaluator, one: Property, other: Property) -> bool:
    """Whether a property that can have no value means that there is no such object.

    It does where types of single values make it ``never`` and not where it is written ``never``
    (TypeScript 3.9 release notes, "Intersections reduced by discriminant properties").
    """
    both = [evaluator.union_members(value_of(p)) for p in (one, other)]
    if [] in both or both[0] == both[1]:
        return False
    return any(all(_is_single(evaluator, m) for m in members) for members in both)


def _is_single(evaluator: Evaluator, type_: Type) -> bool:
    is_value = isinstance(type_, Literal | TemplateLiteral) or type_ in (NULL, UNDEFINED, BOOLEAN)
    return is_value or evaluator.enum_of(type_) is not None


def _both(evaluator: Evaluator, one: Property, other: Property) -> Property:
    """A property that two members of an intersection have: both types, required if one is."""
    if one.type == other.type and (one.optional is other.optional or one.type != _VOID):
        type_ = one.type
    elif one.optional is other.optional:
        type_ = evaluator.evaluate(Intersection((one.type, other.type)))
    else:
        type_ = evaluator.evaluate(Intersection((value_of(one), value_of(other))))
    return replace(
        one,
        type=type_,
        optional=one.optional and other.optional,
        readonly=one.readonly and other.readonly,
        doc=one.doc or other.doc,
        deprecated=one.deprecated if one.deprecated is not None else other.deprecated,
    )


def _narrowed(evaluator: Evaluator, parts: list[Type]) -> Type:
    """Primitives and literals: the narrower one, ``never`` when they have nothing in common."""
    result = parts[0]
    for part in parts[1:]:
        opened = _opened(evaluator, result, part) or _opened(evaluator, part, result)
        if opened is not None:
            result = opened
        elif is_assignable(evaluator, result, part) and evaluator.enum_of(part) is None:
            continue
        elif is_assignable(evaluator, part, result):
            result = part
        elif is_assignable(evaluator, result, part):
            # A number is of an enum, which is narrower all the same.
            result = part if isinstance(result, Primitive) else result
        elif _is_plain(evaluator, result) and _is_plain(evaluator, part):
            return NEVER
        elif (branded := _branded(evaluator, result, part)) is not None:
            result = branded
        else:
            raise UnresolvableError("an intersection of these kinds is not worked out")
    return result


def _branded(evaluator: Evaluator, one: Type, other: Type) -> Type | None:
    """``string & { __brand: 'x' }``: on the wire any value of the primitive.

    Beside literals it does not absorb them, as the plain primitive would.
    """
    plain, object_ = (one, other) if _is_plain(evaluator, one) else (other, one)
    if not _is_plain(evaluator, plain) or evaluator.members(object_) is None:
        return None
    if isinstance(plain, Primitive) and plain.name in OPENABLE:
        return OpenUnion(plain.name, ())
    return Intersection((one, other))


def _opened(evaluator: Evaluator, plain: Type, other: Type) -> Type | None:
    """``string & Record<never, never>``: any string of an open union, as ``string & {}`` is."""
    if not isinstance(plain, Primitive) or plain.name not in OPENABLE:
        return None
    members = None if isinstance(other, Primitive) else evaluator.members(other)
    if members is None or members.properties or members.index or members.calls:
        return None
    declared = evaluator.declared(other) if isinstance(other, Reference) else None
    # Only `{}` in place keeps a string open beside its literals; a name for it does not.
    return (
        plain if declared is not None and declared.type == Object(()) else OpenUnion(plain.name, ())
    )


def _is_plain(evaluator: Evaluator, type_: Type) -> bool:
    expanded = evaluator.expanded(type_)
    return all(
        isinstance(m, Primitive | Literal | OpenUnion | TemplateLiteral)
        or evaluator.enum_of(m) is not None
        for m in members_of(expanded)
    )
