"""Kinds of declarations: data or not, a class with fields, a map, another name of a type."""

from __future__ import annotations

from tsbind.model.declarations import Declaration
from tsbind.model.types import Literal, Object, Record, Reference, Type, UnionType


def is_data(declaration: Declaration) -> bool:
    """Whether a declaration is data, not a resource, a page or another class with behaviour."""
    return declaration.kind != "class" and not declaration.is_resource


def is_class(declaration: Declaration) -> bool:
    """Whether a declaration is an object with properties of its own: a dataclass in Python."""
    if declaration.kind in ("interface", "class"):
        return not is_record(declaration)
    return declaration.kind == "alias" and isinstance(declaration.type, Object)


def is_record(declaration: Declaration) -> bool:
    """Whether an interface has only an index signature."""
    return bool(declaration.index) and not declaration.properties


def alias_type(declaration: Declaration) -> Type | None:
    """What an alias, an enum or a record-like interface stands for."""
    if is_record(declaration):
        return Record(declaration.index[0].key, declaration.index[0].value)
    if declaration.kind == "enum":
        values = [m.value for m in declaration.members if m.value is not None]
        if not values or len(values) < len(declaration.members):
            return None
        return UnionType(tuple(Literal(v) for v in values))
    return declaration.type


def is_reexport(declaration: Declaration) -> bool:
    """Whether a namespace member only repeats a declaration under its own name.

    ``namespace X { export type Y = API.Y }``: upstream's way to reach ``Y`` through ``X``.
    """
    target = declaration.type
    if not isinstance(target, Reference) or target.arguments or "." not in declaration.name:
        return False
    return last_name(declaration.name) == last_name(target.id)


def last_name(identifier: str) -> str:
    """The unqualified name of a declaration, from its id or its qualified name."""
    return identifier.rpartition("#")[2].rpartition(".")[2]
