"""Dataclasses and their `TypedDict` twins, as finished lines."""

from __future__ import annotations

import keyword
from collections.abc import Iterable

from tsbind.computed import is_computed
from tsbind.model import types as t
from tsbind.model.declarations import Declaration
from tsbind.python import literals
from tsbind.python.docstrings import docstring
from tsbind.python.integers import Numbers
from tsbind.python.names import PythonName, assign
from tsbind.python.spelling.annotations import GIVE, READ, Spelling
from tsbind.python.spelling.import_table import TWIN_SUFFIX
from tsbind.python.spelling.layout import (
    Code,
    annotated,
    call,
    class_line,
    entry,
    flat,
    lay,
    sequence,
    subscript,
)
from tsbind.python.spelling.wire_specs import Wires
from tsbind.python.types.plan import ClassPlan, FieldPlan, TwinPlan
from tsbind.values import value_class


@value_class(frozen=True, slots=True)
class Attribute:
    """A property with its Python name and whether its numbers are whole."""

    property: t.Property
    name: PythonName
    integral: bool
    joined: str = ""
    """Of a text that the API does not send: the path to the texts it joins."""


def attributes(declaration: Declaration, numbers: Numbers) -> list[Attribute]:
    """The properties of a class that are data, required ones first, else in upstream's order."""
    data = [p for p in declaration.properties if not p.method and not is_computed(p.name)]
    names = assign(p.name for p in data)
    return [
        Attribute(
            p,
            names[p.name],
            whole(numbers, declaration, p.name, p.type, p.doc),
            numbers.joined.get(f"{declaration.name}.{p.name}", ""),
        )
        for p in data
    ]


def whole(numbers: Numbers, owner: Declaration, name: str, type_: t.Type, doc: str) -> bool:
    """Whether the numbers inside ``type_`` are whole, where there are any."""
    if not any(_has_number(part) for part in t.walk(type_)):
        return False
    return numbers.is_integral(owner.name.rpartition(".")[2], name, doc)


def _has_number(type_: t.Type) -> bool:
    if isinstance(type_, t.Primitive):
        return type_.name == "number"
    return isinstance(type_, t.OpenUnion)


def class_plan(
    declaration: Declaration, found: list[Attribute], spelling: Spelling, wires: Wires
) -> ClassPlan:
    """The dataclass of ``declaration``, whose attributes are ``found``."""
    scope = spelling.scope
    scope.shadowed = frozenset(a.name for a in found)
    variables = [spelling.parameters[p.name] for p in declaration.type_parameters]
    plan = ClassPlan(
        name=scope.declaration(declaration.id),
        line=class_line(scope.declaration(declaration.id), _bases(spelling, variables), depth=0),
        doc=docstring(documentation(declaration.doc, declaration.deprecated), 1),
        slots=lay("__slots__ = ", sequence(*(f'"{a.name}"' for a in found)), depth=1),
        fields=tuple(_field(a, spelling) for a in found),
        parameters=tuple(_parameter(a, spelling) for a in found),
        extra=_extra(declaration, spelling),
        wire=tuple(_wire(a, wires) for a in found),
        index=_index(declaration, wires),
    )
    scope.shadowed = frozenset()
    return plan


def twin_plan(declaration: Declaration, found: list[Attribute], spelling: Spelling) -> TwinPlan:
    """The `TypedDict` twin: keys as on the wire."""
    scope = spelling.scope
    name = scope.declaration(declaration.id, TWIN_SUFFIX)
    if declaration.index:
        mapping = scope.use_collections("Mapping")
        alias = f"{name}: {scope.use_typing('TypeAlias')} = {mapping}[str, object]"
        return TwinPlan(name, "", (), alias=alias)
    functional = not all(_is_key(a.property.name) for a in found)
    typed = scope.use_typing("TypedDict")
    if functional:
        keys = tuple(_quoted_key(a, spelling) for a in found)
        return TwinPlan(name, f"{name} = {typed}(", keys, functional=True)
    scope.shadowed = frozenset(a.property.name for a in found)
    keys = tuple(annotated(a.property.name, _key(a, spelling), depth=2) for a in found)
    scope.shadowed = frozenset()
    variables = [spelling.parameters[p.name] for p in declaration.type_parameters]
    generic = f", {scope.use_typing('Generic')}[{', '.join(variables)}]" if variables else ""
    line = class_line(name, f"{typed}{generic}, total=False", depth=1)
    return TwinPlan(name, line, keys)


def documentation(doc: str, deprecated: str | None) -> str:
    """Upstream's text, with its deprecation as a last paragraph."""
    if deprecated is None:
        return doc
    note = f"Deprecated: {deprecated}" if deprecated else "Deprecated."
    return f"{doc}\n\n{note}" if doc else note


def _bases(spelling: Spelling, variables: Iterable[str]) -> str:
    model = spelling.scope.use_runtime("model", "Model")
    inside = ", ".join(variables)
    return f"{model}, {spelling.scope.use_typing('Generic')}[{inside}]" if inside else model


def _field(attribute: Attribute, spelling: Spelling) -> FieldPlan:
    property_ = attribute.property
    spelling.place = property_.position
    code = spelling.annotation(property_.type, READ, integral=attribute.integral)
    if property_.optional:
        code = spelling.optional(code, "None")
    doc = documentation(property_.doc, property_.deprecated)
    return FieldPlan(annotated(attribute.name, code, depth=1), docstring(doc, 1))


def _parameter(attribute: Attribute, spelling: Spelling) -> str:
    property_ = attribute.property
    spelling.place = property_.position
    code = spelling.annotation(property_.type, GIVE, integral=attribute.integral)
    if not property_.optional:
        return lay(f"{attribute.name}: ", code, ",", depth=3)
    omit = spelling.scope.use_runtime("omit", "omit")
    code = spelling.optional(code, spelling.scope.use_runtime("omit", "Omit"))
    return lay(f"{attribute.name}: ", code, f" = {omit},", depth=3)


def _extra(declaration: Declaration, spelling: Spelling) -> str:
    if not declaration.index:
        return ""
    return f"**extra: {spelling.scope.builtin('object')},"


def _wire(attribute: Attribute, wires: Wires) -> str:
    property_ = attribute.property
    code: Code = wires.spec(property_.type, integral=attribute.integral)
    if attribute.joined:
        code = call("wire.joined_text", literals.string(attribute.joined))
    elif property_.optional:
        code = call("wire.optional", code)
    if property_.name != attribute.name:
        code = call("wire.named", literals.string(property_.name), code)
    return lay(f"{attribute.name}=", code, ",", depth=2)


def _index(declaration: Declaration, wires: Wires) -> str:
    if not declaration.index:
        return ""
    return lay("_index = ", wires.spec(declaration.index[0].value), depth=1)


def _key(attribute: Attribute, spelling: Spelling) -> Code:
    property_ = attribute.property
    spelling.place = property_.position
    code = spelling.annotation(property_.type, GIVE, integral=attribute.integral)
    if property_.optional:
        return code
    return subscript(spelling.scope.use_typing("Required"), code)


def _quoted_key(attribute: Attribute, spelling: Spelling) -> str:
    value = literals.string(flat(_key(attribute, spelling)))
    return lay("", entry(literals.string(attribute.property.name), value), ",", depth=3)


def _is_key(name: str) -> bool:
    return (
        name.isascii()
        and name.isidentifier()
        and not keyword.iskeyword(name)
        and (not name.startswith("__"))
    )
