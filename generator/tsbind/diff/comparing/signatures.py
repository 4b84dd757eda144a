"""Compares what two versions of a method take: path parameters, params, overloads."""

from __future__ import annotations

import re

from tsbind.diff.changes.change import Spelling
from tsbind.diff.comparing.context import Context, Side
from tsbind.diff.comparing.endpoints import endpoint, method_place, spell_call
from tsbind.diff.comparing.overloads import SAME_IN_PYTHON, compare_overloads
from tsbind.diff.reading.directions import PARAMS
from tsbind.model.operations import Operation, PathParameter, Payload
from tsbind.model.types import NULL, UNDEFINED, Type, UnionType
from tsbind.python.names import attribute_name

_NAME = re.compile(r"\{([^}]*)\}")


def compare_signature(context: Context, old: Operation, new: Operation) -> None:
    """Collect changes of what the caller gives."""
    if endpoint(old) == endpoint(new):
        _path_parameters(context, old, new)
    _payloads(context, old, new)
    compare_overloads(context, old, new)


def _path_parameters(context: Context, old: Operation, new: Operation) -> None:
    before = {p.name: p for p in old.path_parameters}
    after = {p.name: p for p in new.path_parameters}
    place = method_place(old, new)
    names = zip(_NAME.findall(old.path), _NAME.findall(new.path), strict=False)
    for one, other in names:
        if attribute_name(one) != attribute_name(other):
            context.collector.add(
                "path_param_renamed_only",
                place,
                content=f"{one} -> {other}",
                old=Spelling(one, attribute_name(one)),
                new=Spelling(other, attribute_name(other)),
                hint=f"{attribute_name(one)} -> {attribute_name(other)}",
            )
        if one in before and other in after:
            _path_parameter(context, old, new, before[one], after[other])


def _path_parameter(
    context: Context, old: Operation, new: Operation, one: PathParameter, other: PathParameter
) -> None:
    place = method_place(old, new)
    if one.source != other.source and {one.source, other.source} == {"argument", "params"}:
        where = "the parameters" if other.source == "params" else "a position"
        context.collector.add(
            "signature_changed",
            place,
            content=f"{other.name} to {where}",
            variant=_felt(context, old, other),
            old=spell_call(context.old, old),
            new=spell_call(context.new, new),
            note=f"{attribute_name(other.name)} moved to {where} of upstream's method",
        )
    context.compare(
        context, one.type, other.type, place.step(f"({attribute_name(other.name)})").only(PARAMS)
    )


def payloads(operation: Operation) -> dict[str, Payload]:
    """What the method sends by slot; an argument that goes to both is listed once."""
    found = {"body": operation.body, "query": operation.query}
    kept: dict[str, Payload] = {}
    for slot, payload in found.items():
        if payload is not None and payload.type is not None:
            same = any(p.argument == payload.argument is not None for p in kept.values())
            if not same:
                kept[slot] = payload
    return kept


def _felt(context: Context, old: Operation, moved: PathParameter) -> str:
    """Who gives params whole feels that a path parameter moved into or out of them."""
    given_whole = any(
        p.type and _own_fields(context.old, old, p.type) for p in payloads(old).values()
    )
    return "in_params" if moved.source == "argument" or given_whole else SAME_IN_PYTHON


def _moved_to_params(old: Operation, new: Operation) -> bool:
    """Whether a path parameter moved into the params: that is why they are required now."""
    before = sum(p.source == "params" for p in old.path_parameters)
    return sum(p.source == "params" for p in new.path_parameters) > before


def _payloads(context: Context, old: Operation, new: Operation) -> None:
    before, after = payloads(old), payloads(new)
    if len(before) == len(after) == 1:
        slots = [(next(iter(before)), next(iter(after)))]
    else:
        slots = [(slot, slot) for slot in ("body", "query") if slot in before or slot in after]
    for one, other in slots:
        _payload(context, (old, before.get(one)), (new, after.get(other)))
        if one in before and other in after and one != other:
            context.collector.add(
                "shape_changed",
                method_place(old, new).step("(params)").only(PARAMS),
                content=f"{one} to {other}",
                old=Spelling(f"sent in the {one}"),
                new=Spelling(f"sent in the {other}"),
            )


_Given = tuple[Operation, Payload | None]


def _payload(context: Context, old: _Given, new: _Given) -> None:
    one, other = old[1], new[1]
    place = method_place(old[0], new[0])
    if one and other and one.type and other.type:
        before, after = given(one.type), given(other.type)
        context.compare(context, before, after, place.step("(params)").only(PARAMS))
        _optional(context, old, new)
        return
    kind = _came_or_went(context, old, new)
    if kind:
        context.collector.add(
            kind,
            place,
            content="params",
            old=spell_call(context.old, old[0]),
            new=spell_call(context.new, new[0]),
        )


def _came_or_went(context: Context, old: _Given, new: _Given) -> str:
    """The kind of change where one release has params; of path parameters alone others tell."""
    if old[1] and old[1].type:
        return "signature_changed" if _own_fields(context.old, old[0], old[1].type) else ""
    if not (new[1] and new[1].type and _own_fields(context.new, new[0], new[1].type)):
        return ""
    required = _required_fields(context.new, new[0], new[1].type)
    return "signature_changed" if required else "optional_argument_added"


def given(type_: Type) -> Type:
    """A type without ``null`` and ``undefined``: leaving an argument out is another matter."""
    if not isinstance(type_, UnionType):
        return type_
    rest = tuple(member for member in type_.members if member not in (NULL, UNDEFINED))
    return rest[0] if len(rest) == 1 else UnionType(rest)


def _optional(context: Context, old: _Given, new: _Given) -> None:
    """The params as a whole may be left out no longer, or from now on.

    The first is felt in Python only where a field is required; of the second the fields tell.
    """
    one, other = old[1], new[1]
    assert one is not None
    assert other is not None
    if one.optional == other.optional or other.type is None or one.type is None:
        return
    known, side, type_ = (new, context.new, other.type)
    if other.optional:
        known, side, type_ = (old, context.old, one.type)
    if _moved_to_params(old[0], new[0]) or _moved_to_params(new[0], old[0]):
        return
    felt = bool(_required_fields(side, known[0], type_))
    context.collector.add(
        "optional_argument_added" if other.optional else "signature_changed",
        method_place(old[0], new[0]),
        content="params optional" if other.optional else "params required",
        variant="" if felt or other.optional else SAME_IN_PYTHON,
        old=spell_call(context.old, old[0]),
        new=spell_call(context.new, new[0]),
    )


def _own_fields(side: Side, operation: Operation, type_: Type) -> set[str]:
    """Fields of the params that are not path parameters."""
    path = {p.name for p in operation.path_parameters}
    found: set[str] = set()
    for leaf in side.index.alternatives(type_):
        members = side.index.fields(leaf)
        found |= {f.name for f in members[0]} if members else {"?"}
    return found - path


def _required_fields(side: Side, operation: Operation, type_: Type) -> set[str]:
    path = {p.name for p in operation.path_parameters}
    required: list[set[str]] = []
    for leaf in side.index.alternatives(type_):
        members = side.index.fields(leaf)
        required.append({f.name for f in members[0] if not f.optional} if members else set())
    everywhere = required[0].intersection(*required[1:]) if required else set[str]()
    return everywhere - path
