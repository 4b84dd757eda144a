"""The model's types in the oracle's canonical strings, as written and flattened."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from tsbind.model.declarations import Declaration, Package
from tsbind.model.substitute import substitute
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
    Record,
    Reference,
    TemplateLiteral,
    Tuple,
    Type,
    UnionType,
)

# Aliases of TypeScript's own library, which tsc dissolves and the model keeps by name.
LIBRARY_ALIASES: dict[str, tuple[Type, ...]] = {
    "lib#RequestInfo": (Reference("lib#Request"), Primitive("string")),
    "lib#ArrayBufferLike": (Reference("lib#ArrayBuffer"), Reference("lib#SharedArrayBuffer")),
}


def js_number(value: float) -> str:
    """A number as JavaScript prints it."""
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e21 else repr(value)


def _literal(type_: Literal) -> str:
    if isinstance(type_.value, str):
        return f"lit({json.dumps(type_.value, ensure_ascii=False)})"
    if isinstance(type_.value, bool):
        return f"lit({'true' if type_.value else 'false'})"
    return f"lit({js_number(type_.value)})"


def _key(name: str, optional: bool) -> str:
    return json.dumps(name, ensure_ascii=False) + ("?" if optional else "")


@dataclass
class Canonical:
    """Spells types of one package; ``flat`` follows aliases as tsc does."""

    package: Package
    flat: bool = False

    def __post_init__(self) -> None:
        self.by_id: dict[str, Declaration] = {d.id: d for d in self.package.types}
        self._following: list[str] = []

    def spell(self, type_: Type) -> str:
        """The canonical string of a type."""
        return self.rules()[type(type_)](type_)

    def rules(self) -> dict[type[Any], Callable[[Any], str]]:
        return {
            Primitive: lambda t: t.name,
            Literal: _literal,
            Array: lambda t: f"array({self.spell(t.item)})",
            Record: self.record,
            Tuple: self.tuple,
            UnionType: lambda t: self.union(t.members),
            OpenUnion: lambda t: self.union([t]),
            Intersection: lambda t: f"inter({self.joined(t.members)})",
            Reference: self.reference,
            Parameter: lambda t: f"param({t.name})",
            Object: self.object,
            Function: self.function,
            TemplateLiteral: self.template,
            Generic: lambda t: f"{t.operator}({', '.join(map(self.spell, t.arguments))})",
            Opaque: lambda t: f"opaque({t.text})",
        }

    def joined(self, members: Iterable[Type]) -> str:
        return ", ".join(sorted({self.spell(m) for m in members}))

    def record(self, type_: Record) -> str:
        value = self.spell(type_.value)
        key = self.spell(type_.key)
        return f"record({value})" if key == "string" else f"record({key}, {value})"

    def tuple(self, type_: Tuple) -> str:
        items = [
            (
                f"...{self.spell(i.type)}"
                if i.rest
                else self.spell(i.type) + ("?" if i.optional else "")
            )
            for i in type_.items
        ]
        return f"tuple({', '.join(items)})"

    def template(self, type_: TemplateLiteral) -> str:
        parts = [
            json.dumps(p.value, ensure_ascii=False) if isinstance(p, Literal) else self.spell(p)
            for p in type_.parts
        ]
        return f"template({', '.join(parts)})"

    def function(self, type_: Function) -> str:
        parameters = [
            ("..." if p.rest else "")
            + self.spell(p.type)
            + ("?" if p.optional and not p.rest else "")
            for p in type_.parameters
        ]
        prefix = "new " if type_.constructs else ""
        return f"{prefix}function(({', '.join(parameters)}) => {self.spell(type_.returns)})"

    def object(self, type_: Object) -> str:
        entries = [f"{_key(p.name, p.optional)}: {self.spell(p.type)}" for p in type_.properties]
        entries += [f"[{self.spell(i.key)}]: {self.spell(i.value)}" for i in type_.index]
        entries += [f"(): {self.spell(c)}" for c in type_.calls]
        return f"object{{{', '.join(sorted(entries))}}}"

    def reference(self, type_: Reference) -> str:
        if self.flat:
            inner = self.alias(type_)
            if inner is not None:
                return inner
        given = type_.arguments or (self.defaults(type_) if self.flat else ())
        spelled = [self.spell(argument) for argument in given]
        arguments = f"; {', '.join(spelled)}" if spelled else ""
        return f"ref({json.dumps(type_.id, ensure_ascii=False)}{arguments})"

    def defaults(self, type_: Reference) -> tuple[Type, ...]:
        """The defaults tsc fills in where a generic is used without arguments."""
        declaration = self.by_id.get(type_.id)
        parameters = declaration.type_parameters if declaration is not None else ()
        return tuple([p.default for p in parameters if p.default is not None])

    def alias(self, type_: Reference) -> str | None:
        """What an alias flattens to; None where the name stays (objects, interfaces, classes)."""
        declaration = self.by_id.get(type_.id)
        if declaration is None or declaration.type is None or type_.id in self._following:
            return None
        if isinstance(declaration.type, Object | Record | Intersection | Function):
            return None
        self._following.append(type_.id)
        try:
            names = [parameter.name for parameter in declaration.type_parameters]
            values = dict(zip(names, type_.arguments or self.defaults(type_), strict=False))
            return self.spell(substitute(declaration.type, values))
        finally:
            self._following.pop()

    def union(self, members: Iterable[Type]) -> str:
        plain: set[str] = set()
        opened: dict[str, set[str]] = {}
        for member in self._members(members):
            if isinstance(member, OpenUnion):
                known = self._members(member.members) if self.flat else member.members
                opened.setdefault(member.base, set()).update(self.spell(m) for m in known)
            else:
                plain.add(self.spell(member))
        if self.flat:
            self.absorb(plain, opened)
        if {"lit(true)", "lit(false)"} <= plain:
            plain = plain - {"lit(true)", "lit(false)"} | {"boolean"}
        for base, known_texts in opened.items():
            if self.flat:
                prefix = 'lit("' if base == "string" else "lit("
                known_texts |= {text for text in plain if text.startswith(prefix)}
                plain -= known_texts
            plain.add(f"open_union({base}; {', '.join(sorted(known_texts))})")
        return plain.pop() if len(plain) == 1 else f"union({', '.join(sorted(plain))})"

    def absorb(self, plain: set[str], opened: dict[str, set[str]]) -> None:
        """What tsc drops: literals beside their primitive, everything beside unknown."""
        for top in ("any", "unknown"):
            if top in plain:
                plain.intersection_update((top,))
                opened.clear()
                return
        if "string" in plain:
            plain -= {t for t in plain if t.startswith(('lit("', "template("))}
            opened.pop("string", None)
        if "number" in plain:
            plain -= {t for t in plain if t.startswith("lit(") and t[4] in "-0123456789"}
            opened.pop("number", None)
        if "boolean" in plain:
            plain -= {"lit(true)", "lit(false)"}

    def _members(self, members: Iterable[Type]) -> list[Type]:
        """Members with, when flat, aliases of unions replaced by their members."""
        if not self.flat:
            return list(members)
        result: list[Type] = []
        stack = list(members)[::-1]
        seen: set[str] = set()
        while stack:
            member = stack.pop()
            declaration = self.by_id.get(member.id) if isinstance(member, Reference) else None
            if isinstance(member, UnionType):
                stack.extend(reversed(member.members))
            elif isinstance(member, Reference) and member.id in LIBRARY_ALIASES:
                stack.extend(LIBRARY_ALIASES[member.id])
            elif (
                declaration is not None
                and declaration.type is not None
                and not isinstance(declaration.type, Object | Record | Intersection | Function)
                and not declaration.type_parameters
            ):
                if declaration.id not in seen:
                    seen.add(declaration.id)
                    stack.append(declaration.type)
            else:
                result.append(member)
        return result
