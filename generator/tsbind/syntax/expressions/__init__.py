"""Expressions and statements as written, as far as operations are read from bodies.

Plain values. Types inside expressions (casts, type arguments of calls) are kept as text: the types
of an operation come from its signature.
"""

from tsbind.syntax.expressions.bindings import (
    NO_BINDING,
    Binding,
    Pick,
)
from tsbind.syntax.expressions.operands import (
    ArrayExpression,
    AssignmentExpression,
    AwaitExpression,
    BinaryExpression,
    CallExpression,
    CastExpression,
    ConditionalExpression,
    Expression,
    FunctionExpression,
    IndexExpression,
    LiteralExpression,
    MemberExpression,
    NameExpression,
    ObjectEntry,
    ObjectExpression,
    RawExpression,
    SpreadExpression,
    TemplateExpression,
    UnaryExpression,
)
from tsbind.syntax.expressions.statements import (
    BodyStatement,
    DeclareStatement,
    ExpressionStatement,
    FunctionBody,
    IfStatement,
    OtherStatement,
    ReturnStatement,
)

__all__ = [
    "NO_BINDING",
    "ArrayExpression",
    "AssignmentExpression",
    "AwaitExpression",
    "BinaryExpression",
    "Binding",
    "BodyStatement",
    "CallExpression",
    "CastExpression",
    "ConditionalExpression",
    "DeclareStatement",
    "Expression",
    "ExpressionStatement",
    "FunctionBody",
    "FunctionExpression",
    "IfStatement",
    "IndexExpression",
    "LiteralExpression",
    "MemberExpression",
    "NameExpression",
    "ObjectEntry",
    "ObjectExpression",
    "OtherStatement",
    "Pick",
    "RawExpression",
    "ReturnStatement",
    "SpreadExpression",
    "TemplateExpression",
    "UnaryExpression",
]
