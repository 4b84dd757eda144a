"""What the constructor of the root client does with its options."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tsbind.operations.evaluation.traverse import statements, walk
from tsbind.operations.methods.classes import Classes, Member, dotted
from tsbind.resolve.symbols import Symbol
from tsbind.syntax.expressions import (
    BinaryExpression,
    CallExpression,
    DeclareStatement,
    Expression,
    IfStatement,
    LiteralExpression,
    NameExpression,
    OtherStatement,
    Pick,
    UnaryExpression,
)
from tsbind.syntax.nodes import FunctionNode, TypeNode

READ_ENVIRONMENT = "readEnv"


@dataclass(slots=True)
class Constructor:
    """Constructors of a class and its bases, nearest first, and the type of the options."""

    members: tuple[Member, ...]
    options: TypeNode | None = None
    picks: dict[str, Pick] = field(default_factory=dict[str, Pick])

    def expressions(self) -> Iterator[Expression]:
        """Everything in the bodies."""
        for member in self.members:
            if member.node.body is not None:
                yield from walk(member.node.body)


def read_constructor(root: Symbol, classes: Classes) -> Constructor:
    """The constructor of the root client: its own and those it calls."""
    members = tuple(
        Member(node, owner)
        for owner in classes.chain(root)
        for declaration in owner.types
        for node in getattr(getattr(declaration, "body", None), "properties", ())
        if node.name == "constructor" and node.body is not None
    )
    constructor = Constructor(members)
    for member in members[:1]:
        node = member.node.type
        if isinstance(node, FunctionNode) and node.parameters:
            constructor.options = node.parameters[0].type
            _add(constructor, node.parameters[0].binding.picks)
    for member in members:
        for statement in statements(member.node.body.statements if member.node.body else ()):
            if isinstance(statement, DeclareStatement):
                _add(constructor, statement.binding.picks)
    return constructor


def _add(constructor: Constructor, picks: tuple[Pick, ...]) -> None:
    for pick in picks:
        known = constructor.picks.get(pick.property)
        if known is None or known.default is None:
            constructor.picks[pick.property] = pick


def environment_of(value: Expression | None) -> str | None:
    """The environment variable that ``readEnv('NAME')`` in ``value`` reads."""
    for item in walk(value) if value is not None else ():
        if isinstance(item, CallExpression) and dotted(item.function)[-1:] == (READ_ENVIRONMENT,):
            name = item.arguments[0] if item.arguments else None
            if isinstance(name, LiteralExpression) and isinstance(name.value, str):
                return name.value
    return None


def required_options(constructor: Constructor) -> tuple[str, ...]:
    """Options of which at least one must be there: the constructor throws when all are missing.

    That is the first test for missing options only: ``a === undefined``, ``!a && !b``.
    """
    for member in constructor.members[:1]:
        for statement in member.node.body.statements if member.node.body else ():
            if isinstance(statement, IfStatement) and _throws(statement):
                names = _missing(statement.test)
                known = tuple(name for name in names if name in constructor.picks)
                if known:
                    return known
    return ()


def _throws(statement: IfStatement) -> bool:
    return any(
        isinstance(item, OtherStatement) and item.kind == "throw_statement"
        for item in statement.then
    )


def _missing(test: Expression) -> tuple[str, ...]:
    """The names a test finds missing; empty when it tests anything else."""
    if isinstance(test, UnaryExpression) and test.operator == "!":
        return (test.operand.name,) if isinstance(test.operand, NameExpression) else ()
    if not isinstance(test, BinaryExpression):
        return ()
    if test.operator == "&&":
        left, right = _missing(test.left), _missing(test.right)
        return left + right if left and right else ()
    if test.operator in ("===", "==") and isinstance(test.left, NameExpression):
        nothing = test.right == NameExpression("undefined") or _is_null(test.right)
        return (test.left.name,) if nothing else ()
    return ()


def _is_null(value: Expression) -> bool:
    return isinstance(value, LiteralExpression) and value.value is None
