"""Types nested too deeply to spell: they become opaque, and the rest goes on."""

from __future__ import annotations

from dataclasses import replace

from tsbind.model.declarations import Declaration
from tsbind.model.types import Opaque, Type, children
from tsbind.problems import Problem, Severity

DEEPEST = 120
"""More levels than anybody writes, and few enough for the interpreter's stack."""


def bounded(declaration: Declaration, problems: list[Problem]) -> Declaration:
    """``declaration`` with opaque types in place of those nested beyond `DEEPEST`, reported."""
    type_ = declaration.type
    if type_ is not None and is_deep(type_):
        declaration = replace(declaration, type=_opaque(declaration, problems), properties=())
    if any(is_deep(p.type) for p in declaration.properties):
        opaque = _opaque(declaration, problems)
        properties = (
            replace(p, type=opaque) if is_deep(p.type) else p for p in declaration.properties
        )
        declaration = replace(declaration, properties=tuple(properties))
    return declaration


def is_deep(type_: Type) -> bool:
    """Whether ``type_`` has more than `DEEPEST` levels; found without recursion."""
    level: list[Type] = [type_]
    for _ in range(DEEPEST):
        level = [child for parent in level for child in children(parent)]
        if not level:
            return False
    return True


def _opaque(declaration: Declaration, problems: list[Problem]) -> Opaque:
    message = f"{declaration.name} is nested more than {DEEPEST} levels deep; object stands for it"
    problems.append(Problem(Severity.OPAQUE, message, declaration.position))
    return Opaque("", "nested too deeply", declaration.position)
