"""Dataclasses and their `TypedDict` twins."""

from __future__ import annotations

import keyword

from tsbind.computed import is_computed
from tsbind.model import types as t
from tsbind.model.declarations import Declaration
from tsbind.python import literals
from tsbind.python.integers import Numbers
from tsbind.python.literals import docstring
from tsbind.python.names import PythonName, assign
from tsbind.python.spelling.annotations import GIVE, READ, Spelling
from tsbind.python.spelling.expression import (
    Code,
    Expression,
    call,
    imports_of,
    subscript,
    text_of,
)
from tsbind.python.spelling.generics import has_mapping_twin
from tsbind.python.spelling.import_table import TWIN_SUFFIX
from tsbind.python.spelling.wire_specs import WireSpecWriter
from tsbind.python.types.plan import ClassPlan, FieldPlan, KeyPlan, TwinPlan
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
    declaration: Declaration,
    found: list[Attribute],
    spelling: Spelling,
    wires: WireSpecWriter,
    base: t.Reference | None,
    of_base: list[Attribute],
) -> ClassPlan:
    """The dataclass of ``declaration``, whose attributes are ``found``.

    It inherits from ``base``, whose attributes are ``of_base``.
    """
    table = spelling.table
    parent = _base(base, spelling)
    names, above = {a.name for a in of_base}, {_essence(a) for a in of_base}
    table.shadowed = frozenset(a.name for a in found)
    plan = ClassPlan(
        name=text_of(table.declaration(declaration.id)),
        bases=(parent or table.runtime("model", "Model"), *_generic(declaration, spelling)),
        doc=docstring(documentation(declaration.doc, declaration.deprecated)),
        fields=tuple(_field(a, spelling, wires) for a in found),
        inherited=frozenset(a.name for a in found if _essence(a) in above),
        base=parent,
        narrowed=frozenset(a.name for a in found if a.name in names and _essence(a) not in above),
        extra=table.builtin("object") if declaration.index else "",
        index=wires.spec(declaration.index[0].value) if declaration.index else "",
        id=declaration.id,
        model=spelling.index,
    )
    table.shadowed = frozenset()
    return plan


def _base(base: t.Reference | None, spelling: Spelling) -> Code:
    if base is None:
        return ""
    name = spelling.table.declaration(base.id)
    given = [spelling.parameters[a.name] for a in base.arguments if isinstance(a, t.Parameter)]
    return subscript(name, *given) if given else name


def _essence(attribute: Attribute) -> tuple[object, ...]:
    """All of an attribute but its text and where it is written."""
    property_ = attribute.property
    type_ = property_.type, property_.optional, attribute.integral
    return attribute.name, property_.name, attribute.joined, type_


def twin_plan(declaration: Declaration, found: list[Attribute], spelling: Spelling) -> TwinPlan:
    """The `TypedDict` twin: keys as on the wire."""
    table = spelling.table
    name = text_of(table.declaration(declaration.id, TWIN_SUFFIX))
    if has_mapping_twin(declaration):
        return TwinPlan(name, alias=subscript(table.collections("Mapping"), "str", "object"))
    bases = (table.typing("TypedDict"), *_generic(declaration, spelling))
    names = [a.property.name for a in found]
    if not all(map(_is_key, names)) or not table.defined.isdisjoint(names):
        keys = tuple(_quoted_key(a, spelling) for a in found)
        return TwinPlan(name, bases, keys, functional=True)
    table.shadowed = frozenset(a.property.name for a in found)
    keys = tuple(KeyPlan(a.property.name, _key(a, spelling)) for a in found)
    table.shadowed = frozenset()
    return TwinPlan(name, bases, keys)


def documentation(doc: str, deprecated: str | None) -> str:
    """Upstream's text, with its deprecation as a last paragraph."""
    if deprecated is None:
        return doc
    note = f"Deprecated: {deprecated}" if deprecated else "Deprecated."
    return f"{doc}\n\n{note}" if doc else note


def _generic(declaration: Declaration, spelling: Spelling) -> tuple[Code, ...]:
    variables = [spelling.parameters[p.name] for p in declaration.type_parameters]
    return (subscript(spelling.table.typing("Generic"), *variables),) if variables else ()


def _field(attribute: Attribute, spelling: Spelling, wires: WireSpecWriter) -> FieldPlan:
    property_ = attribute.property
    spelling.place = property_.position
    annotation = spelling.annotation(property_.type, READ, integral=attribute.integral)
    parameter = spelling.annotation(property_.type, GIVE, integral=attribute.integral)
    default: Code = ""
    if property_.optional:
        annotation = spelling.optional(annotation, "None")
        default = spelling.table.runtime("omit", "omit")
        parameter = spelling.optional(parameter, spelling.table.runtime("omit", "Omit"))
    return FieldPlan(
        name=attribute.name,
        annotation=annotation,
        doc=docstring(documentation(property_.doc, property_.deprecated)),
        parameter=spelling.parameter(attribute.name, parameter),
        default=default,
        wire_name=literals.string(property_.name),
        wire=_wire(attribute, wires),
    )


def _wire(attribute: Attribute, wires: WireSpecWriter) -> Code:
    property_ = attribute.property
    code = wires.spec(property_.type, integral=attribute.integral)
    if attribute.joined:
        code = call(wires.wire("joined_text"), literals.string(attribute.joined))
    elif property_.optional:
        code = call(wires.wire("optional"), code)
    if property_.name != attribute.name:
        code = call(wires.wire("named"), literals.string(property_.name), code)
    return code


def _key(attribute: Attribute, spelling: Spelling) -> Code:
    property_ = attribute.property
    spelling.place = property_.position
    code = spelling.annotation(property_.type, GIVE, integral=attribute.integral)
    return code if property_.optional else subscript(spelling.table.typing("Required"), code)


def _quoted_key(attribute: Attribute, spelling: Spelling) -> KeyPlan:
    code = _key(attribute, spelling)
    quoted = Expression(literals.string(text_of(code)), imports_of(code))
    return KeyPlan(literals.string(attribute.property.name), quoted)


def _is_key(name: str) -> bool:
    return (
        name.isascii()
        and name.isidentifier()
        and not keyword.iskeyword(name)
        and (not name.startswith("__"))
    )
