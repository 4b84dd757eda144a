"""A model type as TypeScript text, with only the parentheses that its precedence needs.

Used wherever users read a type: ``inspect``, ``diff``, the documentation.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from tsbind.model.types import (
    Array,
    Function,
    Generic,
    Intersection,
    Literal,
    Object,
    Opaque,
    OpenUnion,
    Parameter,
    Primitive,
    Property,
    Record,
    Reference,
    TemplateLiteral,
    Tuple,
    Type,
    UnionType,
    children,
    walk,
)
from tsbind.values import value_class

# Precedence of a spelling, lowest first (TypeScript's grammar of types).
_FUNCTION, _UNION, _INTERSECTION, _OPERATOR, _POSTFIX = range(5)

_IDENTIFIER = re.compile(r"[A-Za-z_$][\w$]*", re.ASCII)
_PLAIN_TEXT = re.compile(r"[\w.$]+")
_SPACE = re.compile(r"\s+")


@value_class(frozen=True, slots=True)
class _Spelled:
    text: str
    level: int = _POSTFIX
    signature: str = ""
    """For a function: its text as a call signature of an object."""

    def at(self, level: int) -> str:
        """The text for a place that needs at least ``level``."""
        return self.text if self.level >= level else f"({self.text})"


_Parts: TypeAlias = Sequence[_Spelled]


def typescript(type_: Type) -> str:
    """``type_`` on one line; a reference is spelled by its qualified name without the file.

    Does not recurse, so that a type of any depth has a spelling.
    """
    return _spelled(type_).text


def union_member(type_: Type) -> str:
    """``type_`` as it is written between the bars of a union."""
    return _spelled(type_).at(_UNION)


def _spelled(type_: Type) -> _Spelled:
    finished: list[_Spelled] = []
    for node in reversed(list(walk(type_))):
        # In reverse order of writing the children of a node are the last ones finished, the
        # first child on top.
        parts = [finished.pop() for _ in children(node)]
        finished.append(_SPELLERS[type(node)](node, parts))
    return finished[0]


def declared_name(id_: str) -> str:
    """``Ns.Name`` of the id ``relative/path.ts#Ns.Name``."""
    return id_.partition("#")[2] or id_


def literal_text(value: str | int | float | bool) -> str:
    """A literal type as TypeScript writes it, strings in single quotes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        inner = json.dumps(value)[1:-1].replace('\\"', '"').replace("'", "\\'")
        return f"'{inner}'"
    return repr(value).removesuffix(".0")


def property_name(name: str) -> str:
    """A property's name, quoted if it is not an identifier."""
    return name if _IDENTIFIER.fullmatch(name) else literal_text(name)


def property_head(property_: Property) -> str:
    """What stands before the type of a property: ``readonly name?: ``."""
    readonly = "readonly " if property_.readonly else ""
    mark = "?" if property_.optional else ""
    return f"{readonly}{property_name(property_.name)}{mark}: "


def open_base(type_: OpenUnion) -> str:
    """The member of an open union that allows any other value of its base."""
    return f"({type_.base} & {{}})"


def _array(node: Array, parts: _Parts) -> _Spelled:
    return _list(f"{parts[0].at(_POSTFIX)}[]", node)


def _list(text: str, node: Array | Tuple) -> _Spelled:
    return _Spelled(f"readonly {text}", _OPERATOR) if node.readonly else _Spelled(text)


def _record(_: Record, parts: _Parts) -> _Spelled:
    return _Spelled(f"Record{_arguments(parts)}")


def _tuple(node: Tuple, parts: _Parts) -> _Spelled:
    items: list[str] = []
    for item, part in zip(node.items, parts, strict=True):
        if item.rest:
            is_spread = isinstance(item.type, Generic) and item.type.operator == "spread"
            shown = part.text.removeprefix("spread<").removesuffix(">")
            items.append(f"...{shown}" if is_spread else f"...{part.at(_POSTFIX)}[]")
        elif item.optional:
            items.append(f"{part.at(_POSTFIX)}?")
        else:
            items.append(part.text)
    return _list(f"[{', '.join(items)}]", node)


def _joined(parts: Sequence[str], operator: str, level: int) -> _Spelled:
    if not parts:
        return _Spelled("never")
    return _Spelled(f" {operator} ".join(parts), level if len(parts) > 1 else _POSTFIX)


def _union(_: UnionType, parts: _Parts) -> _Spelled:
    if len(parts) == 1:
        return parts[0]
    return _joined([part.at(_UNION) for part in parts], "|", _UNION)


def _open_union(node: OpenUnion, parts: _Parts) -> _Spelled:
    members = [open_base(node), *(part.at(_UNION) for part in parts)]
    return _joined(members, "|", _UNION)


def _intersection(_: Intersection, parts: _Parts) -> _Spelled:
    if len(parts) == 1:
        return parts[0]
    return _joined([part.at(_INTERSECTION) for part in parts], "&", _INTERSECTION)


def _arguments(parts: _Parts) -> str:
    return f"<{', '.join(part.text for part in parts)}>" if parts else ""


def _reference(node: Reference, parts: _Parts) -> _Spelled:
    return _Spelled(declared_name(node.id) + _arguments(parts))


def _object(node: Object, parts: _Parts) -> _Spelled:
    rest = list(parts)
    members = [property_head(p) + rest.pop(0).text for p in node.properties]
    members += [f"[key: {rest.pop(0).text}]: {rest.pop(0).text}" for _ in node.index]
    members += [part.signature or part.text for part in rest]
    return _Spelled(f"{{ {'; '.join(members)} }}" if members else "{}")


def _function(node: Function, parts: _Parts) -> _Spelled:
    written = [
        f"{'...' if p.rest else ''}{p.name}{'?' if p.optional else ''}: {part.text}"
        for p, part in zip(node.parameters, parts, strict=False)
    ]
    head = f"{'new ' if node.constructs else ''}({', '.join(written)})"
    returns = parts[-1].text
    return _Spelled(f"{head} => {returns}", _FUNCTION, f"{head}: {returns}")


def _template_literal(node: TemplateLiteral, parts: _Parts) -> _Spelled:
    pieces: list[str] = []
    for piece, part in zip(node.parts, parts, strict=True):
        if isinstance(piece, Literal) and isinstance(piece.value, str):
            text = json.dumps(piece.value)[1:-1].replace('\\"', '"')
            pieces.append(text.replace("`", "\\`").replace("${", "\\${"))
        else:
            pieces.append(f"${{{part.text}}}")
    return _Spelled(f"`{''.join(pieces)}`")


def _opaque(node: Opaque, _: _Parts) -> _Spelled:
    text = _SPACE.sub(" ", node.text).strip()
    return _Spelled(text, _POSTFIX if _PLAIN_TEXT.fullmatch(text) else _FUNCTION)


def _generic(node: Generic, parts: _Parts) -> _Spelled:
    operator = _OPERATORS.get((node.operator, len(parts)))
    return operator(parts) if operator else _Spelled(node.operator + _arguments(parts))


_OPERATORS: dict[tuple[str, int], Callable[[_Parts], _Spelled]] = {
    ("keyof", 1): lambda p: _Spelled(f"keyof {p[0].at(_OPERATOR)}", _OPERATOR),
    ("typeof", 1): lambda p: _Spelled(f"typeof {p[0].at(_OPERATOR)}", _OPERATOR),
    ("infer", 1): lambda p: _Spelled(f"infer {p[0].at(_OPERATOR)}", _OPERATOR),
    ("index", 2): lambda p: _Spelled(f"{p[0].at(_POSTFIX)}[{p[1].text}]"),
    ("conditional", 4): lambda p: _Spelled(
        f"{p[0].at(_UNION)} extends {p[1].at(_UNION)} ? {p[2].text} : {p[3].text}", _FUNCTION
    ),
}

_SPELLERS: dict[type[Any], Callable[[Any, _Parts], _Spelled]] = {
    Primitive: lambda node, _: _Spelled(node.name),
    Literal: lambda node, _: _Spelled(literal_text(node.value)),
    Parameter: lambda node, _: _Spelled(node.name),
    Array: _array,
    Record: _record,
    Tuple: _tuple,
    UnionType: _union,
    OpenUnion: _open_union,
    Intersection: _intersection,
    Reference: _reference,
    Object: _object,
    Function: _function,
    TemplateLiteral: _template_literal,
    Generic: _generic,
    Opaque: _opaque,
}
