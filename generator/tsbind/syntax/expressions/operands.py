"""Expressions; what there is no rule for is a `RawExpression` with its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, Union

from tsbind.position import Position
from tsbind.values import value_class

if TYPE_CHECKING:
    from tsbind.syntax.expressions.bindings import Binding
    from tsbind.syntax.expressions.statements import FunctionBody


@value_class(frozen=True, slots=True)
class LiteralExpression:
    """A string, number, boolean, or None for ``null``."""

    value: str | int | float | bool | None
    position: Position


@value_class(frozen=True, slots=True)
class NameExpression:
    """An identifier, ``this``, ``super`` or ``undefined``."""

    name: str


@value_class(frozen=True, slots=True)
class MemberExpression:
    """``object.name`` and ``object?.name``; ``#name`` keeps its hash."""

    object: Expression
    name: str
    optional: bool = False


@value_class(frozen=True, slots=True)
class IndexExpression:
    """``object[index]``."""

    object: Expression
    index: Expression


@value_class(frozen=True, slots=True)
class CallExpression:
    """``function<T>(...)``; ``new`` marks ``new function<T>(...)``."""

    function: Expression
    arguments: tuple[Expression, ...]
    position: Position
    type_arguments: tuple[str, ...] = ()
    new: bool = False


@value_class(frozen=True, slots=True)
class TemplateExpression:
    """`` tag`a${b}c` ``: strings and expressions in turn."""

    parts: tuple[str | Expression, ...]
    position: Position
    tag: Expression | None = None


@value_class(frozen=True, slots=True)
class ObjectEntry:
    """One entry of an object literal.

    ``key`` is the name, an expression when it is computed, or None for a spread.
    """

    key: str | Expression | None
    value: Expression
    numeric: bool = False
    """The key is written as a number."""
    form: str = ""
    """``method``, ``get`` or ``set``; empty for a value."""


@value_class(frozen=True, slots=True)
class ObjectExpression:
    """``{ ... }``: entries in order of writing."""

    entries: tuple[ObjectEntry, ...]
    position: Position


@value_class(frozen=True, slots=True)
class ArrayExpression:
    """``[...]``."""

    items: tuple[Expression, ...]


@value_class(frozen=True, slots=True)
class SpreadExpression:
    """``...value`` in an array or among arguments."""

    value: Expression


@value_class(frozen=True, slots=True)
class FunctionExpression:
    """An arrow function or function expression; ``body`` is an expression or a block."""

    parameters: tuple[Binding, ...]
    body: Expression | FunctionBody
    position: Position
    asynchronous: bool = False
    signature: object = None
    """The signature as a `FunctionNode`, of a folder above this one."""


@value_class(frozen=True, slots=True)
class AwaitExpression:
    """``await value``."""

    value: Expression


@value_class(frozen=True, slots=True)
class CastExpression:
    """``value as T``, ``value satisfies T``, ``<T>value``, ``value!`` (the type is then empty).

    Also ``Value<T>`` without a call, such as a generic page class handed over as an argument.
    """

    value: Expression
    type: str
    annotation: object = None
    """The type as a `TypeNode`, of a folder above this one; None where ``const`` or empty."""
    operator: str = "as"
    """``as``, ``satisfies``, ``!``, or ``<>`` for ``Value<T>``."""


@value_class(frozen=True, slots=True)
class ConditionalExpression:
    """``test ? when_true : when_false``."""

    test: Expression
    when_true: Expression
    when_false: Expression


@value_class(frozen=True, slots=True)
class BinaryExpression:
    """``left operator right``, also for ``&&``, ``||``, ``??``, ``in`` and ``instanceof``."""

    operator: str
    left: Expression
    right: Expression


@value_class(frozen=True, slots=True)
class UnaryExpression:
    """``!operand``, ``-operand``, ``typeof operand``, ``void operand``, ``delete operand``."""

    operator: str
    operand: Expression


@value_class(frozen=True, slots=True)
class AssignmentExpression:
    """``target operator value`` for ``=``, ``+=`` and the like."""

    operator: str
    target: Expression
    value: Expression


@value_class(frozen=True, slots=True)
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
