"""Declarations whose members stand in another order: no change, and told only when asked for."""

from __future__ import annotations

from tsbind.diff.comparing.context import Context
from tsbind.diff.comparing.place import Place
from tsbind.model.declarations import Declaration
from tsbind.model.spelling import typescript
from tsbind.model.types import Type, UnionType, walk


def note_reordered(context: Context) -> None:
    """Collect declarations of both releases that differ in nothing but the order of members."""
    for identifier, partner in context.matching.pairs.items():
        old = context.old.index.declarations[identifier]
        new = context.new.index.declarations[partner]
        if context.old.normalizer.structure(old) != context.new.normalizer.structure(new):
            continue
        before, after = _members(old), _members(new)
        if before != after and sorted(before) == sorted(after):
            usage = context.new.reach.usage(partner)
            place = Place(context.new.index.public(partner), usage, "", old.position, new.position)
            context.collector.add(
                "order_changed",
                place,
                old=context.old.spell_declaration(old),
                new=context.new.spell_declaration(new),
            )


def _members(declaration: Declaration) -> list[str]:
    """The names of fields, and the members of unions, as they are written."""
    found = [f"field {field.name}" for field in declaration.properties]
    types: list[Type] = [field.type for field in declaration.properties]
    types += [declaration.type] if declaration.type is not None else []
    for type_ in types:
        for part in walk(type_):
            if isinstance(part, UnionType):
                found += [f"member {typescript(member)}" for member in part.members]
    return found
