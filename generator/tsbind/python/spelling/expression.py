"""Expressions: Python text together with the imports it needs.

Small functions make larger expressions of smaller ones, and the imports come along. A module
imports what the expressions it holds need, so nobody looks for names in text. Everything is on
one line: a formatter breaks it where it is too long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeAlias, Union

from tsbind.values import value_class


@value_class(frozen=True, slots=True)
class Import:
    """``from module import name as local``; ``import module`` where there is no name."""

    module: str
    """A module of the package begins with a dot, from the package's root: ``._runtime.wire``."""
    name: str = ""
    local: str = ""
    lazy: bool = False
    """Whether only the table of references names it: it is imported when it is first needed."""


Imports: TypeAlias = frozenset[Import]
NO_IMPORTS: Imports = frozenset()


@value_class(frozen=True, slots=True)
class Expression:
    """Python source of one value or type."""

    text: str
    imports: Imports = NO_IMPORTS
    operands: tuple[Code, ...] = ()
    """The operands of ``a | b``, so that a union can take further ones."""

    def __str__(self) -> str:
        return self.text


Code: TypeAlias = Union[str, Expression]
"""An expression; a plain string is one that needs no import."""


def text_of(code: Code) -> str:
    """The source of ``code``."""
    return code if isinstance(code, str) else code.text


def imports_of(*codes: Code) -> Imports:
    """The imports that any of ``codes`` needs."""
    found = [c.imports for c in codes if not isinstance(c, str) and c.imports]
    if len(found) < 2:
        return found[0] if found else NO_IMPORTS
    return found[0].union(*found[1:])


def subscript(head: Code, *items: Code) -> Expression:
    """``head[items]``."""
    return Expression(f"{head}[{_joined(items)}]", imports_of(head, *items))


def call(head: Code, *arguments: Code) -> Expression:
    """``head(arguments)``."""
    return Expression(f"{head}({_joined(arguments)})", imports_of(head, *arguments))


def display(*items: Code) -> Expression:
    """``{items}``: a dict of `entry` values, or a set."""
    return Expression(f"{{{_joined(items)}}}", imports_of(*items))


def sequence(*items: Code) -> Expression:
    """``(items)``, a tuple."""
    comma = "," if len(items) == 1 else ""
    return Expression(f"({_joined(items)}{comma})", imports_of(*items))


def keyword(name: str, value: Code) -> Expression:
    """``name=value``, an argument of a call."""
    return Expression(f"{name}={value}", imports_of(value))


def entry(key: Code, value: Code) -> Expression:
    """``key: value``, an item of a dict."""
    return Expression(f"{key}: {value}", imports_of(key, value))


def member(owner: Code, name: str) -> Expression:
    """``owner.name``."""
    return Expression(f"{owner}.{name}", imports_of(owner))


def union(items: Iterable[Code], union_type: Callable[[], Code]) -> Code:
    """``a | b``, or the only item; the operands of unions among ``items`` are operands of it.

    A name in quotes can be no operand (`str` has no ``|``): then it is ``Union[a, b]``, where
    ``union_type`` gives the local name of ``typing.Union``.
    """
    operands: dict[str, Code] = {}
    for item in items:
        for operand in operands_of(item):
            operands.setdefault(text_of(operand), operand)
    codes = tuple(operands.values())
    if len(codes) == 1:
        return codes[0]
    if any(text.startswith('"') for text in operands):
        return replace(subscript(union_type(), *codes), operands=codes)
    return Expression(" | ".join(operands), imports_of(*codes), codes)


def operands_of(code: Code) -> tuple[Code, ...]:
    """The operands of a union, or ``code`` itself."""
    return (code,) if isinstance(code, str) else code.operands or (code,)


def _joined(codes: Iterable[Code]) -> str:
    return ", ".join(map(text_of, codes))
