"""Sections of types: classes with their fields, aliases with their members."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from tsbind.docs.context.context import Context
from tsbind.docs.context.links import Pieces
from tsbind.docs.context.pages import Badge, Row, TypeSection
from tsbind.docs.context.python_source import Call, laid
from tsbind.docs.context.samples import json_text
from tsbind.model import types as t
from tsbind.model.declarations import Declaration
from tsbind.model.kinds import alias_type, is_class
from tsbind.python.types.classes import Attribute, attributes
from tsbind.python.types.hoist import INLINE

REQUIRED = Badge("required", "required")
OPTIONAL = Badge("optional", "optional")
NULLABLE = Badge("nullable", "nullable")
DEPRECATED = Badge("deprecated", "deprecated")
ALWAYS = Badge("always present", "always")
ABSENT = Badge("may be absent", "optional")

_DEFAULT = re.compile(
    r"\b[Dd]efault(?:s to|s is|ing to| is| value is|:)\s+`([^`\n]{1,60})`|^Defaults to (\S{1,60})$",
    re.MULTILINE,
)
"""In prose the value is code; the tag ``@default`` is a line of its own."""


def type_section(context: Context, declaration: Declaration) -> TypeSection:
    """The section of ``declaration``, which has a place in the plan."""
    place = context.plan.places[declaration.id]
    parameters = tuple(p.name for p in declaration.type_parameters)
    role = _role(context, declaration)
    rows: tuple[Row, ...] = ()
    definition: Pieces = ()
    members: tuple[tuple[str, Pieces], ...] = ()
    shown = declaration if is_class(declaration) else context.class_behind(declaration)
    if shown is not None:
        found = attributes(shown, context.numbers)
        rows = tuple(_row(context, declaration, a, role, parameters) for a in found)
    if not is_class(declaration):
        aliased = alias_type(declaration) or t.UNKNOWN
        definition = context.linker.annotation(aliased, parameters=parameters)
        members = tuple(_members(context, aliased, parameters))
    sample = context.samples.declared(declaration)
    return TypeSection(
        name=str(place.name),
        kind="class" if is_class(declaration) else "alias",
        doc=declaration.doc,
        deprecated=declaration.deprecated,
        import_line=_import_line(context, declaration),
        upstream="" if INLINE in declaration.id else declaration.name,
        place=f"{declaration.position}",
        rows=rows,
        definition=definition,
        members=members,
        extra=_extra(context, declaration),
        used_by=context.used_by.get(declaration.id, ()),
        example="" if sample is None else _short(json_text(sample)),
        construction="" if role == "response" else _construction(context, declaration, sample),
        history=context.history.get(declaration.id, ""),
    )


def badges(property_: t.Property, role: str) -> tuple[Badge, ...]:
    """The marks of a field."""
    needed, free = (ALWAYS, ABSENT) if role == "response" else (REQUIRED, OPTIONAL)
    found = [free if property_.optional else needed]
    if property_.nullable:
        found.append(NULLABLE)
    if property_.deprecated is not None:
        found.append(DEPRECATED)
    return tuple(found)


def property_row(
    attribute: Attribute,
    owner: str,
    type_: Pieces,
    marks: tuple[Badge, ...],
    *,
    history: str = "",
    fields: tuple[Row, ...] = (),
) -> Row:
    """The row of a property of a class, below the anchor ``owner``."""
    property_, name = attribute.property, str(attribute.name)
    return Row(
        name=name,
        anchor=f"{owner}.{name}",
        type=type_,
        badges=marks,
        wire="" if name == property_.name else property_.name,
        doc=property_.doc,
        deprecated=property_.deprecated,
        history=history,
        default=default_in(property_.doc),
        fields=fields,
    )


def default_in(doc: str) -> str:
    """The default value that a documentation text states, else nothing."""
    match = _DEFAULT.search(doc)
    return match[1] or match[2] if match else ""


def _role(context: Context, declaration: Declaration) -> str:
    if declaration.id not in context.plan.twinned:
        return "response"
    return "both" if declaration.id in context.answered else "params"


def _row(
    context: Context,
    owner: Declaration,
    attribute: Attribute,
    role: str,
    parameters: tuple[str, ...],
) -> Row:
    property_ = attribute.property
    # What may be left out of params is omitted, so None is no value of it; a response has None.
    type_ = context.linker.annotation(
        property_.type,
        integral=attribute.integral,
        optional=property_.optional and role != "params",
        parameters=parameters,
    )
    return property_row(
        attribute,
        context.plan.places[owner.id].name,
        type_,
        badges(property_, role),
        history=context.history.get(f"{owner.id} {property_.name}", ""),
    )


def _members(
    context: Context, type_: t.Type, parameters: tuple[str, ...]
) -> Iterator[tuple[str, Pieces]]:
    """The members of a union that are more than literals, each with what selects it."""
    if not isinstance(type_, t.UnionType):
        return
    chosen_by: dict[str, list[str]] = {}
    if type_.discriminator:
        name = type_.discriminator.property
        for literal, id_ in type_.discriminator.mapping:
            chosen_by.setdefault(id_, []).append(f"{name}: {literal}")
    for member in type_.members:
        if isinstance(member, t.Literal):
            continue
        selects = chosen_by.get(member.id, []) if isinstance(member, t.Reference) else []
        yield ", ".join(selects[:3]), context.linker.annotation(member, parameters=parameters)


def _import_line(context: Context, declaration: Declaration) -> str:
    place = context.plan.places[declaration.id]
    module = context.exports.get(declaration.id) or ".".join(place.module)
    return f"from {context.import_name}.{module} import {place.name}"


def _extra(context: Context, declaration: Declaration) -> Pieces:
    if not (declaration.index and is_class(declaration)):
        return ()
    return context.linker.annotation(declaration.index[0].value)


def _construction(context: Context, declaration: Declaration, sample: object) -> str:
    """Python that makes ``sample``, an object of a class."""
    if not (is_class(declaration) and isinstance(sample, dict) and sample):
        return ""
    values = cast("dict[str, object]", sample)
    names = {a.property.name: str(a.name) for a in attributes(declaration, context.numbers)}
    if not values.keys() <= names.keys():
        return ""
    name = str(context.plan.places[declaration.id].name)
    call = Call(name, keywords=tuple((names[key], value) for key, value in values.items()))
    text = f"{_import_line(context, declaration)}\n\n{laid('', call)}\n"
    return _short(text)


def _short(text: str) -> str:
    return text if len(text) <= 6_000 else ""
