"""The parameters of a method, by the part of the request they go to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tsbind.docs.context.context import Context
from tsbind.docs.context.methods import Call
from tsbind.docs.context.pages import Badge, Row
from tsbind.docs.reference.types import (
    DEPRECATED,
    NULLABLE,
    OPTIONAL,
    REQUIRED,
    badges,
    default_in,
    property_row,
)
from tsbind.model import types as t
from tsbind.model.declarations import Declaration
from tsbind.model.kinds import is_class
from tsbind.model.operations import Operation
from tsbind.model.unions import members_of
from tsbind.python.methods.arguments import Argument
from tsbind.python.types.classes import attributes

_DEPTH = 2
"""How many levels of objects unfold in place; a link leads to what is further inside."""
_MOST = 30
"""An object of more fields is read on its own page."""


def parameter_groups(context: Context, call: Call) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """Path, body, query and headers, each with its rows, the required ones first."""
    groups: dict[str, list[Row]] = {}
    for argument in call.method.path:
        if argument.given:
            name = str(argument.name)
            groups.setdefault("Path", []).append(
                Row(
                    name=name,
                    anchor=_anchor(call, name),
                    wire="" if name == argument.parameter.name else argument.parameter.name,
                    type=context.linker.given(argument.parameter.type, integral=True),
                    badges=(REQUIRED if argument.parameter.default is None else OPTIONAL,),
                    doc=argument.parameter.doc,
                )
            )
    for wire, given in call.forms.all.items():
        where = _where(call.operation, wire)
        groups.setdefault(where, []).append(_argument_row(context, call, wire, given))
    for where in ("Path", "Body", "Query", "Headers"):
        if where in groups:
            yield where, _required_first(groups[where])


def _argument_row(context: Context, call: Call, wire: str, argument: Argument) -> Row:
    name = str(call.method.names[wire])
    anchor = _anchor(call, name)
    marks: list[Badge] = [REQUIRED if argument.required else OPTIONAL]
    if t.NULL in members_of(argument.type):
        marks.append(NULLABLE)
    if argument.deprecated is not None:
        marks.append(DEPRECATED)
    return Row(
        name=name,
        anchor=anchor,
        wire="" if name == wire else wire,
        type=context.linker.given(argument.type, integral=argument.integral),
        badges=tuple(marks),
        doc=argument.doc,
        deprecated=argument.deprecated,
        history=_argument_history(context, call.operation, wire),
        default=default_in(argument.doc),
        fields=_fields(context, argument.type, anchor, ()),
    )


def _fields(
    context: Context, type_: t.Type, anchor: str, outer: tuple[str, ...]
) -> tuple[Row, ...]:
    """The fields of the one class that a value of ``type_`` is or holds, if there is one."""
    found = {d.id: d for d in _classes(context, type_)}
    if len(found) != 1 or len(outer) == _DEPTH:
        return ()
    ((id_, declaration),) = found.items()
    given = attributes(declaration, context.numbers)
    if id_ in outer or len(given) > _MOST:
        return ()
    return _required_first(
        property_row(
            attribute,
            anchor,
            context.linker.given(attribute.property.type, integral=attribute.integral),
            badges(attribute.property, "params"),
            fields=_fields(
                context, attribute.property.type, f"{anchor}.{attribute.name}", (*outer, id_)
            ),
        )
        for attribute in given
    )


def _required_first(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: REQUIRED not in row.badges))


def _classes(context: Context, type_: t.Type) -> Iterator[Declaration]:
    """The classes that a value of ``type_`` can be, or the items of one that is a list."""
    for member in context.index.alternatives(type_):
        items = (
            context.index.alternatives(member.item) if isinstance(member, t.Array) else (member,)
        )
        for item in items:
            declaration = context.index.declared(item)
            if declaration and is_class(declaration) and not declaration.type_parameters:
                yield declaration


def _argument_history(context: Context, operation: Operation, wire: str) -> str:
    """What is known of the past of the field that the argument ``wire`` is."""
    if not context.history:
        return ""
    types = (p.type for signature in operation.signatures for p in signature.parameters)
    named = (part.id for type_ in types for part in t.walk(type_) if isinstance(part, t.Reference))
    known = (context.history.get(f"{id_} {wire}", "") for id_ in dict.fromkeys(named))
    return next(filter(None, known), "")


def _anchor(call: Call, name: str) -> str:
    return f"{call.method.name}.{name}"


def _where(operation: Operation, wire: str) -> str:
    """The part of the request that the argument ``wire`` goes to."""
    if any(h.property == wire for h in operation.header_parameters):
        return "Headers"
    if operation.query is None:
        return "Body"
    if operation.body is None:
        return "Query"
    named = {*dict(operation.query.keys), *dict(operation.query.keys).values()}
    named |= {name for name, _ in operation.query.arguments}
    return "Query" if wire in named else "Body"
