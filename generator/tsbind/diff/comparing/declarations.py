"""Compares declarations: which came, went, moved, were renamed, and what changed in the rest."""

from __future__ import annotations

from tsbind.diff.changes.change import Spelling
from tsbind.diff.comparing.context import Context
from tsbind.diff.comparing.extractions import purely_structural
from tsbind.diff.comparing.objects import compare_members
from tsbind.diff.comparing.place import Place
from tsbind.diff.comparing.prose import compare_deprecation, compare_docs
from tsbind.diff.comparing.unchanged import unchanged
from tsbind.diff.reading.generics import comparable_members, comparable_types
from tsbind.diff.reading.reach import common_usage
from tsbind.model.declarations import Declaration
from tsbind.model.index import ModelIndex, ObjectFields
from tsbind.model.kinds import base_alias, is_object
from tsbind.model.spelling import typescript
from tsbind.model.types import (
    Intersection,
    Literal,
    Object,
    OpenUnion,
    Reference,
    Type,
    UnionType,
)


def compare_declarations(context: Context) -> None:
    """Collect every change of declarations a user can meet."""
    pairs = context.matching.pairs
    old_surface, new_surface = context.old.reach.surface, context.new.reach.surface
    importable = context.old.index.importable
    extracted, inlined = purely_structural(context)
    same = unchanged(context.old.index, context.new.index, context.matching)
    for identifier, declaration in context.old.index.declarations.items():
        partner = pairs.get(identifier)
        if identifier in same:
            continue
        if partner is not None and (identifier in old_surface or partner in new_surface):
            _compare_pair(context, declaration, context.new.index.declarations[partner])
        elif partner is not None:
            _page_class(context, declaration, context.new.index.declarations[partner])
        elif declaration.exported and identifier in importable:
            _gone(context, declaration, inlined=identifier in inlined)
    for identifier, declaration in context.new.index.declarations.items():
        if identifier in context.matching.taken:
            continue
        if identifier in context.new.index.importable and declaration.exported:
            _come(context, declaration, extracted=identifier in extracted)


def _gone(context: Context, declaration: Declaration, *, inlined: bool) -> None:
    index = context.old.index
    usage = context.old.reach.usage(declaration.id)
    hint = _other_name(context, declaration)
    context.collector.add(
        "alias_inlined" if inlined else "type_removed",
        Place(index.public(declaration.id), usage, old=declaration.position),
        old=context.old.spell_declaration(declaration),
        undeprecated=declaration.deprecated is None and not inlined,
        variant="successor" if hint and not inlined else "",
        hint=hint,
    )


def _other_name(context: Context, declaration: Declaration) -> str:
    """What a removed alias stood for, or what stands where it was used, where that is there."""
    target = context.old.index.declared(declaration.type) if declaration.type is not None else None
    partner = context.matching.pairs.get(target.id) if target is not None else None
    partner = partner or context.successors.of(declaration.id)
    if partner is None or partner not in context.new.index.importable:
        return ""
    return f"{context.old.index.public(declaration.id)} -> {context.new.index.public(partner)}"


def _come(context: Context, declaration: Declaration, *, extracted: bool) -> None:
    index = context.new.index
    usage = context.new.reach.usage(declaration.id)
    context.collector.add(
        "alias_extracted" if extracted else "type_added",
        Place(index.public(declaration.id), usage, new=declaration.position),
        new=context.new.spell_declaration(declaration),
    )


def _compare_pair(context: Context, old: Declaration, new: Declaration) -> None:
    if old.is_resource or new.is_resource:
        return
    context.start()
    usage = common_usage(
        context.old.reach.usage(old.id), context.new.reach.usage(new.id), context.moved_methods
    )
    place = Place(context.new.index.public(new.id), usage, "", old.position, new.position)
    _name(context, old, new, place)
    _kind(context, old, new, place)
    _contents(context, old, new, place)
    compare_deprecation(context, old, new, place)
    compare_docs(context, old.doc, new.doc, place)


def _name(context: Context, old: Declaration, new: Declaration, place: Place) -> None:
    rule = context.matching.rules.get(old.id)
    before = context.old.index.public(old.id)
    if rule is None or before == place.name or old.id not in context.old.index.importable:
        return
    stays = before in context.new.index.paths(new.id)
    context.collector.add(
        f"type_{rule}",
        place,
        content=before,
        variant="import_stays" if stays else "",
        old=context.old.spell_declaration(old),
        new=context.new.spell_declaration(new),
        hint=f"{before} -> {place.name}",
        undeprecated=old.deprecated is None,
    )


def _page_class(context: Context, old: Declaration, new: Declaration) -> None:
    """Pages are no data of their own: their items are compared where a method gives them."""
    if old.kind != new.kind and "class" in {old.kind, new.kind} and not old.is_resource:
        name = context.new.index.public(new.id)
        usage = context.new.reach.usage(new.id)
        _kind(context, old, new, Place(name, usage, "", old.position, new.position))


def _kind(context: Context, old: Declaration, new: Declaration, place: Place) -> None:
    if old.kind == new.kind:
        return
    page = base_alias(old) is not None or base_alias(new) is not None
    surfaces = (context.old.reach.surface, context.new.reach.surface)
    if not page and old.id not in surfaces[0] and new.id not in surfaces[1]:
        return
    objects = [_is_class(context.old.index, old), _is_class(context.new.index, new)]
    if all(objects) and "class" not in {old.kind, new.kind}:
        return  # The generated class is the same.
    context.collector.add(
        "page_class_made_alias" if page else "kind_changed",
        place,
        variant="no_class" if objects == [True, False] and not page else "",
        old=context.old.spell_declaration(old),
        new=context.new.spell_declaration(new),
    )


def _is_class(index: ModelIndex, declaration: Declaration) -> bool:
    """Whether the name is that of a class in Python, if only of another one."""
    leaves = list(index.alternatives(Reference(declaration.id)))
    return len(leaves) == 1 and index.fields(leaves[0]) is not None


def _values(context: Context, old: Declaration, new: Declaration, place: Place) -> None:
    """A member of an enum that has another value: its name means something else on the wire."""
    after = {member.name: member.value for member in new.members}
    for member in old.members if old.kind == new.kind == "enum" else ():
        value = after.get(member.name, member.value)
        if value != member.value and None not in {value, member.value}:
            context.collector.add(
                "const_changed",
                place.step(f".{member.name}" if place.member else member.name),
                old=Spelling(f"{member.name} = {member.value!r}"),
                new=Spelling(f"{member.name} = {value!r}"),
            )


def _contents(context: Context, old: Declaration, new: Declaration, place: Place) -> None:
    _values(context, old, new, place)
    equal = context.old.normalizer.structure(old) == context.new.normalizer.structure(new)
    if is_object(old) and is_object(new):
        # Of two with the same meaning only the documentation can differ.
        before, after = _fields(context.old.index, old), _fields(context.new.index, new)
        before, after = comparable_members((old, before), (new, after))
        members = context.drop_moved_fields(old.id, before, new.id, after)
        compare_members(context, *members, place, lambda: _spelled(context, old, new))
        _unknown_parts(context, old, new, place)
        return
    one, other = meaning(context.old.index, old), meaning(context.new.index, new)
    if not equal and one is not None and other is not None:
        if old.id in context.old.reach.always_open and new.id in context.new.reach.always_open:
            one, other = OpenUnion("string", (one,)), OpenUnion("string", (other,))
        context.compare(context, *comparable_types((old, one), (new, other)), place)


def _fields(index: ModelIndex, declaration: Declaration) -> ObjectFields:
    """The fields of an object; those of the known parts of an intersection with unknown ones."""
    if not isinstance(declaration.type, Intersection):
        return index.declared_fields(declaration)
    known = [members for part in declaration.type.members if (members := index.fields(part))]
    joined = {field.name: field for members in known for field in members[0]}
    return tuple(joined.values()), tuple(one for members in known for one in members[1])


def _unknown_parts(context: Context, old: Declaration, new: Declaration, place: Place) -> None:
    """Parts of an intersection whose fields are not known are compared by their text."""
    gone, come = (
        (
            {typescript(part) for part in d.type.members if side.index.fields(part) is None}
            if isinstance(d.type, Intersection)
            else set[str]()
        )
        for side, d in ((context.old, old), (context.new, new))
    )
    if gone != come:
        one, other = (Spelling(" & ".join(sorted(parts))) for parts in (gone, come))
        context.collector.add("type_changed", place, old=one, new=other)


def _spelled(context: Context, old: Declaration, new: Declaration) -> tuple[Spelling, Spelling]:
    return context.old.spell_declaration(old), context.new.spell_declaration(new)


def meaning(index: ModelIndex, declaration: Declaration) -> Type | None:
    """A type that stands for the declaration's contents."""
    if declaration.kind == "enum":
        values = tuple(Literal(m.value) for m in declaration.members if m.value is not None)
        return UnionType(values)
    if is_object(declaration):
        return Object(*_fields(index, declaration))
    return index.stands_for(declaration)
