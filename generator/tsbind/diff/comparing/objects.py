"""Compares the fields of two objects."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tsbind.diff.changes.change import Spelling
from tsbind.diff.comparing.context import Context
from tsbind.diff.comparing.place import Place
from tsbind.diff.comparing.prose import compare_deprecation, compare_docs
from tsbind.diff.reading.directions import PARAMS
from tsbind.diff.reading.views import view
from tsbind.model.index import ObjectFields
from tsbind.model.spelling import typescript
from tsbind.model.types import NULL, IndexSignature, Property
from tsbind.model.unions import without
from tsbind.python.names import attribute_name

SAME_IN_PYTHON = "same_in_python"
_MANY = 4
_FEW_IN_COMMON = 0.25
Fields = dict[str, Property]


def compare_members(
    context: Context,
    old: ObjectFields,
    new: ObjectFields,
    place: Place,
    spelled: Callable[[], tuple[Spelling, Spelling]],
) -> None:
    """Collect what changed between the fields and index signatures of two objects.

    ``spelled`` gives the names of both, which few changes show.
    """
    old_fields = {field.name: field for field in old[0]}
    new_fields = {field.name: field for field in new[0]}
    if _another_payload(old_fields, new_fields):
        before, after = spelled()
        before, after = _listed(before, old_fields), _listed(after, new_fields)
        context.collector.add("shape_changed", place, old=before, new=after)
        return
    removed = {n: f for n, f in old_fields.items() if n not in new_fields}
    added = {n: f for n, f in new_fields.items() if n not in old_fields}
    _renamed(context, removed, added, place)
    _removed(context, removed, place)
    _added(context, added, place)
    for name, field in old_fields.items():
        if name in new_fields:
            compare_field(context, field, new_fields[name], place.field(field, new_fields[name]))
    _index(context, old[1], new[1], place)


def _another_payload(old: Fields, new: Fields) -> bool:
    """Whether one name stands for two payloads: field by field would say little."""
    most = max(len(old), len(new))
    common = len(old.keys() & new.keys())
    return min(len(old), len(new)) >= _MANY and common < most * _FEW_IN_COMMON


def _listed(spelling: Spelling, fields: Fields) -> Spelling:
    """The name of an object with the names of its fields, which tell one payload from another."""
    return replace(spelling, typescript=f"{spelling.typescript} {{ {', '.join(fields)} }}")


def _removed(context: Context, removed: Fields, place: Place) -> None:
    for field in removed.values():
        context.collector.add(
            "field_removed",
            place.field(field, None),
            old=context.old.spell_field(field, place),
            variant="" if field.optional else "required",
            undeprecated=field.deprecated is None,
        )


def _added(context: Context, added: Fields, place: Place) -> None:
    for field in added.values():
        kind = "field_added_optional" if field.optional else "field_added_required"
        new = context.new.spell_field(field, place)
        context.collector.add(kind, place.field(None, field), new=new)


def _renamed(context: Context, removed: Fields, added: Fields, place: Place) -> None:
    """Take out of both the fields that only changed their name, and report them."""
    for old in list(removed.values()):
        partners = [new for new in added.values() if _same_but_name(context, old, new)]
        if len(partners) != 1:
            continue
        new = partners[0]
        if sum(_same_but_name(context, one, new) for one in removed.values()) != 1:
            continue
        del removed[old.name], added[new.name]
        context.collector.add(
            "field_renamed",
            place.field(old, None),
            content=new.name,
            variant=_renamed_how(old, new, place),
            old=context.old.spell_field(old, place),
            new=context.new.spell_field(new, place),
            hint=f"{old.name} -> {new.name}",
        )
        _optionality(context, old, new, place.field(old, new))
        compare_deprecation(context, old, new, place.field(old, new))


def _renamed_how(old: Property, new: Property, place: Place) -> str:
    """Who only reads the field finds it under the same attribute; a dict to send has wire names."""
    same = attribute_name(old.name) == attribute_name(new.name)
    return SAME_IN_PYTHON if same and PARAMS not in place.usage.directions else ""


def _same_but_name(context: Context, old: Property, new: Property) -> bool:
    if old.doc != new.doc or not context.equal(old.type, new.type):
        return False
    return bool(old.doc.strip()) or _plain(old.name) == _plain(new.name)


def _plain(name: str) -> str:
    return name.replace("_", "").replace("-", "").lower()


def compare_field(context: Context, old: Property, new: Property, place: Place) -> None:
    """Collect what changed in one field that both releases have."""
    if _swapped(context, old, new):
        context.collector.add(
            "optional_nullable_swapped",
            place,
            old=context.old.spell_field(old, place),
            new=context.new.spell_field(new, place),
        )
        compare = (without(old.type, NULL), without(new.type, NULL))
    else:
        _optionality(context, old, new, place)
        compare = (old.type, new.type)
    context.compare(context, *compare, place)
    compare_deprecation(context, old, new, place)
    compare_docs(context, old.doc, new.doc, place)


def _optionality(context: Context, old: Property, new: Property, place: Place) -> None:
    if old.optional == new.optional:
        return
    context.collector.add(
        "required_to_optional" if new.optional else "optional_to_required",
        place,
        old=context.old.spell_field(old, place),
        new=context.new.spell_field(new, place),
    )


def _swapped(context: Context, old: Property, new: Property) -> bool:
    """``x?: T`` against ``x: T | null``."""
    if old.optional == new.optional:
        return False
    nullable_old = view([old.type], context.old.normalizer).null
    nullable_new = view([new.type], context.new.normalizer).null
    if nullable_old == nullable_new:
        return False
    return old.optional != nullable_old and new.optional != nullable_new


def _index(
    context: Context,
    old: tuple[IndexSignature, ...],
    new: tuple[IndexSignature, ...],
    place: Place,
) -> None:
    """Index signatures: a field of any name, which may be left out."""
    one, other = _index_fields(old), _index_fields(new)
    for name, field in one.items():
        if name in other:
            context.compare(context, field.type, other[name].type, place.field(field, other[name]))
    _removed(context, {n: f for n, f in one.items() if n not in other}, place)
    _added(context, {n: f for n, f in other.items() if n not in one}, place)


def _index_fields(index: tuple[IndexSignature, ...]) -> Fields:
    names = [f"[{typescript(signature.key)}]" for signature in index]
    return {n: Property(n, s.value, optional=True) for n, s in zip(names, index, strict=True)}
