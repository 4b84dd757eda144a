"""Expressions and statements as written, as far as operations are read from bodies.

Plain values; what there is no rule for is kept as a `RawExpression` with its text. Types inside
expressions (casts, type arguments of calls) are kept as text: the types of an operation come from
its signature.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias, Union

from tsbind.position import Position


@dataclass(frozen=True, slots=True)
class LiteralExpression:
    """A string, number, boolean, or None for ``null``."""

    value: str | int | float | bool | None
    position: Position


@dataclass(frozen=True, slots=True)
class NameExpression:
    """An identifier, ``this``, ``super`` or ``undefined``."""

    name: str


@dataclass(frozen=True, slots=True)
class MemberExpression:
    """``object.name`` and ``object?.name``; ``#name`` keeps its hash."""

    object: Expression
    name: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class IndexExpression:
    """``object[index]``."""

    object: Expression
    index: Expression


@dataclass(frozen=True, slots=True)
class CallExpression:
    """``function<T>(...)``; ``new`` marks ``new function<T>(...)``."""

    function: Expression
    arguments: tuple[Expression, ...]
    position: Position
    type_arguments: tuple[str, ...] = ()
    new: bool = False


@dataclass(frozen=True, slots=True)
class TemplateExpression:
    """`` tag`a${b}c` ``: strings and expressions in turn."""

    parts: tuple[str | Expression, ...]
    position: Position
    tag: Expression | None = None


@dataclass(frozen=True, slots=True)
class ObjectEntry:
    """One entry of an object literal.

    ``key`` is the name, an expression when it is computed, or None for a spread.
    """

    key: str | Expression | None
    value: Expression


@dataclass(frozen=True, slots=True)
class ObjectExpression:
    """``{ ... }``: entries in order of writing."""

    entries: tuple[ObjectEntry, ...]
    position: Position


@dataclass(frozen=True, slots=True)
class ArrayExpression:
    """``[...]``."""

    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class SpreadExpression:
    """``...value`` in an array or among arguments."""

    value: Expression


@dataclass(frozen=True, slots=True)
class Pick:
    """One property taken out by a destructuring pattern: ``property: local = default``."""

    property: str
    local: str
    default: Expression | None = None


@dataclass(frozen=True, slots=True)
class Binding:
    """What a parameter or a declaration binds: one name, or an object pattern.

    ``name`` is empty for a pattern; ``picks`` and ``rest`` are those of
    ``{ a, b: c = 1, ...rest }``. A pattern there is no rule for (array, nested) has neither.
    """

    name: str = ""
    picks: tuple[Pick, ...] = ()
    rest: str | None = None


NO_BINDING = Binding()


@dataclass(frozen=True, slots=True)
class FunctionExpression:
    """An arrow function or function expression; ``body`` is an expression or a block."""

    parameters: tuple[Binding, ...]
    body: Expression | FunctionBody
    position: Position
    asynchronous: bool = False


@dataclass(frozen=True, slots=True)
class AwaitExpression:
    """``await value``."""

    value: Expression


@dataclass(frozen=True, slots=True)
class CastExpression:
    """``value as T``, ``value satisfies T``, ``<T>value``, ``value!`` (the type is then empty).

    Also ``Value<T>`` without a call, such as a generic page class handed over as an argument.
    """

    value: Expression
    type: str


@dataclass(frozen=True, slots=True)
class ConditionalExpression:
    """``test ? when_true : when_false``."""

    test: Expression
    when_true: Expression
    when_false: Expression


@dataclass(frozen=True, slots=True)
class BinaryExpression:
    """``left operator right``, also for ``&&``, ``||``, ``??``, ``in`` and ``instanceof``."""

    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class UnaryExpression:
    """``!operand``, ``-operand``, ``typeof operand``, ``void operand``, ``delete operand``."""

    operator: str
    operand: Expression


@dataclass(frozen=True, slots=True)
class AssignmentExpression:
    """``target operator value`` for ``=``, ``+=`` and the like."""

    operator: str
    target: Expression
    value: Expression


@dataclass(frozen=True, slots=True)
class RawExpression:
    """An expression this room has no rule for, as text."""

    text: str
    position: Position


Expression: TypeAlias = Union[
    LiteralExpression,
    NameExpression,
    MemberExpression,
    IndexExpression,
    CallExpression,
    TemplateExpression,
    ObjectExpression,
    ArrayExpression,
    SpreadExpression,
    FunctionExpression,
    AwaitExpression,
    CastExpression,
    ConditionalExpression,
    BinaryExpression,
    UnaryExpression,
    AssignmentExpression,
    RawExpression,
]


@dataclass(frozen=True, slots=True)
class DeclareStatement:
    """``const binding = value``: one per declarator."""

    binding: Binding
    value: Expression | None
    position: Position


@dataclass(frozen=True, slots=True)
class ReturnStatement:
    """``return value``."""

    value: Expression | None


@dataclass(frozen=True, slots=True)
class ExpressionStatement:
    """An expression for its effect."""

    value: Expression


@dataclass(frozen=True, slots=True)
class IfStatement:
    """``if (test) { then } else { otherwise }``."""

    test: Expression
    then: tuple[BodyStatement, ...]
    otherwise: tuple[BodyStatement, ...] = ()


@dataclass(frozen=True, slots=True)
class OtherStatement:
    """A loop, ``switch``, ``try``, ``throw``, bare block: its expressions and statements in order.

    ``kind`` is the grammar's name of the statement (``while_statement``).
    """

    kind: str
    expressions: tuple[Expression, ...] = ()
    statements: tuple[BodyStatement, ...] = ()


BodyStatement: TypeAlias = Union[
    DeclareStatement, ReturnStatement, ExpressionStatement, IfStatement, OtherStatement
]


@dataclass(frozen=True, slots=True)
class FunctionBody:
    """The body of a function or method."""

    position: Position
    statements: tuple[BodyStatement, ...] = ()
