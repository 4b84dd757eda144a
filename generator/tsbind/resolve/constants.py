"""The types of values: constants, and properties without annotation, as the compiler infers them.

What takes more than the rules here (calls, functions, arithmetic of unknown operands) is opaque.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias, cast

from tsbind.model.types import (
    BOOLEAN,
    NEVER,
    NULL,
    NUMBER,
    STRING,
    UNDEFINED,
    Array,
    Function,
    Generic,
    Literal,
    Object,
    Primitive,
    Property,
    Reference,
    Tuple,
    TupleItem,
    Type,
)
from tsbind.model.unions import members_of, union
from tsbind.position import Position
from tsbind.resolve.enum_values import path_of
from tsbind.resolve.scope import EnumValue, is_value
from tsbind.resolve.symbols import Context, LexicalScope, Symbol
from tsbind.resolve.templates import text_of
from tsbind.syntax.expressions import (
    ArrayExpression,
    BinaryExpression,
    CallExpression,
    CastExpression,
    ConditionalExpression,
    Expression,
    FunctionBody,
    FunctionExpression,
    IndexExpression,
    LiteralExpression,
    MemberExpression,
    NameExpression,
    ObjectEntry,
    ObjectExpression,
    SpreadExpression,
    TemplateExpression,
    UnaryExpression,
)
from tsbind.syntax.nodes import ClassDeclaration, FunctionNode, TypeNode, VariableDeclaration
from tsbind.values import value_class

if TYPE_CHECKING:
    from tsbind.resolve.bind import Binder

_ARITHMETIC = frozenset("- * / % ** | & ^ << >> >>>".split())
_COMPARISONS = frozenset("< > <= >= == != === !== in instanceof".split())


class _UnknownError(Exception):
    """The rules do not say what the type is; the text says why."""


@value_class(frozen=True, slots=True)
class _Place:
    """Where an expression stands; ``frozen`` inside ``as const``."""

    scope: LexicalScope
    position: Position
    frozen: bool = False


_Rule: TypeAlias = Callable[["ConstantTypes", Any, _Place], tuple[Type, bool]]


class ConstantTypes:
    """Types of the expressions of one program."""

    def __init__(self, binder: Binder) -> None:
        self.binder = binder
        self._running: set[str] = set()

    def type_of(
        self,
        expression: Expression | None,
        scope: LexicalScope,
        position: Position,
        *,
        constant: bool,
    ) -> Type:
        """The type TypeScript infers; ``constant``: the place cannot be assigned again."""
        if expression is None:
            return Primitive("any")
        try:
            type_, fresh = self._part(expression, _Place(scope, position))
        except _UnknownError as unknown:
            return self.binder.opaque("a value", str(unknown), position)
        if constant:
            return type_
        return self._widened(type_) if fresh else type_

    def _part(self, expression: Expression, place: _Place) -> tuple[Type, bool]:
        """The type, and whether its literals widen where the place can be assigned again."""
        rule = self._rules.get(type(expression))
        if rule is None:
            raise _UnknownError("its type is inferred from code")
        return rule(self, expression, place)

    def _inner(self, expression: Expression, place: _Place) -> Type:
        """The type of what stands in an object or an array; opaque without costing the rest."""
        try:
            type_, fresh = self._part(expression, place)
        except _UnknownError as unknown:
            return self.binder.opaque("a value", str(unknown), place.position)
        return self._widened(type_) if fresh and not place.frozen else type_

    def _widened(self, type_: Type) -> Type:
        return union([self._widened_one(member) for member in members_of(type_)])

    def _widened_one(self, type_: Type) -> Type:
        if isinstance(type_, Literal):
            if isinstance(type_.value, bool):
                return BOOLEAN
            return STRING if isinstance(type_.value, str) else NUMBER
        target = self.binder.targets.get(type_.id) if isinstance(type_, Reference) else None
        if isinstance(target, EnumValue):
            self.binder.targets[target.enum.id] = target.enum
            return Reference(target.enum.id)
        return type_

    # One rule for each kind of expression

    def _literal(self, expression: LiteralExpression, _place: _Place) -> tuple[Type, bool]:
        return (NULL, False) if expression.value is None else (Literal(expression.value), True)

    def _template(self, expression: TemplateExpression, place: _Place) -> tuple[Type, bool]:
        if expression.tag is not None:
            raise _UnknownError("its type is inferred from code")
        if all(isinstance(part, str) for part in expression.parts):
            return Literal("".join(str(part) for part in expression.parts)), True
        if place.frozen:
            raise _UnknownError("a template of values")
        return STRING, False

    def _name(self, expression: NameExpression, place: _Place) -> tuple[Type, bool]:
        if expression.name == "undefined":
            return UNDEFINED, False
        return self._path((expression.name,), place)

    def _member(self, expression: MemberExpression, place: _Place) -> tuple[Type, bool]:
        path = path_of(expression)
        if not path:
            raise _UnknownError("its type is inferred from code")
        return self._path(path, place)

    def _path(self, path: tuple[str, ...], place: _Place) -> tuple[Type, bool]:
        target = self.binder.program.lookup_path(path, place.scope, is_value)
        if isinstance(target, EnumValue):
            return self.binder.enum_value(target), True
        if isinstance(target, Symbol):
            return self._symbol(target)
        if target is None and len(path) > 1:
            whole, _ = self._path(path[:-1], place)
            return Generic("index", (whole, Literal(path[-1]))), False
        raise _UnknownError("its type is inferred from code")

    def _symbol(self, symbol: Symbol) -> tuple[Type, bool]:
        if symbol.id in self._running:
            raise _UnknownError("a value that is made of itself")
        self._running.add(symbol.id)
        try:
            statement = symbol.values[0] if symbol.values else None
            if isinstance(statement, VariableDeclaration) and statement.type is None:
                if statement.value is None:
                    return Primitive("any"), False
                place = _Place(symbol.scope, statement.position)
                type_, fresh = self._part(statement.value, place)
                return (type_, fresh) if statement.constant else (self._widened(type_), False)
            return self.binder.type_of(symbol), False
        finally:
            self._running.discard(symbol.id)

    def _unary(self, expression: UnaryExpression, place: _Place) -> tuple[Type, bool]:
        if expression.operator == "void":
            return UNDEFINED, False
        inner = expression.operand
        value = inner.value if isinstance(inner, LiteralExpression) else None
        if expression.operator in ("!", "delete"):
            is_literal = expression.operator == "!" and isinstance(inner, LiteralExpression)
            return (Literal(not value), True) if is_literal else (BOOLEAN, False)
        if isinstance(value, int | float) and expression.operator in ("-", "+"):
            return Literal(-value if expression.operator == "-" else value), True
        self._part(inner, place)
        if expression.operator in ("-", "+", "~"):
            return NUMBER, False
        raise _UnknownError("its type is inferred from code")

    def _binary(self, expression: BinaryExpression, place: _Place) -> tuple[Type, bool]:
        if expression.operator in _COMPARISONS:
            return BOOLEAN, False
        left, right = (
            self._widened(self._part(side, place)[0])
            for side in (expression.left, expression.right)
        )
        if expression.operator in _ARITHMETIC and {left, right} == {NUMBER}:
            return NUMBER, False
        if expression.operator == "+" and STRING in (left, right):
            return STRING, False
        if expression.operator == "+" and {left, right} == {NUMBER}:
            return NUMBER, False
        raise _UnknownError("its type is inferred from code")

    def _conditional(self, expression: ConditionalExpression, place: _Place) -> tuple[Type, bool]:
        yes, no = (
            self._part(side, place) for side in (expression.when_true, expression.when_false)
        )
        return union([yes[0], no[0]]), yes[1] or no[1]

    def _cast(self, expression: CastExpression, place: _Place) -> tuple[Type, bool]:
        if expression.type == "const":
            frozen = replace(place, frozen=True)
            return self._part(expression.value, frozen)[0], False
        if expression.operator == "as" and expression.annotation is not None:
            annotation = cast("TypeNode", expression.annotation)
            return self.binder.bind(annotation, Context(place.scope)), False
        type_, fresh = self._part(expression.value, place)
        if expression.operator == "!":
            return Generic("NonNullable", (type_,)), False
        in_place = isinstance(expression.value, ObjectExpression | ArrayExpression)
        is_kept = place.frozen or not in_place
        if expression.operator == "satisfies" and is_kept:
            return type_, fresh
        raise _UnknownError("what it satisfies shapes its type")

    def _object(self, expression: ObjectExpression, place: _Place) -> tuple[Type, bool]:
        properties: dict[str, Property] = {}
        for entry in expression.entries:
            if entry.key is None:
                properties |= self._spread(entry.value, place)
                continue
            name, numeric = self._key(entry, place)
            type_ = self._entry_type(entry, place)
            before = properties.pop(name, None)
            method = entry.form == "method"
            # A getter and a setter are one property, of the getter's type.
            accessed = before if entry.form == "set" else None
            readonly = place.frozen or (entry.form == "get" and before is None)
            properties[name] = accessed or Property(
                name, type_, readonly=readonly, method=method, numeric=numeric
            )
        return Object(tuple(properties.values())), False

    def _entry_type(self, entry: ObjectEntry, place: _Place) -> Type:
        type_ = self._inner(entry.value, place)
        if entry.form in ("", "method") or not isinstance(type_, Function):
            return type_
        return type_.returns if entry.form == "get" else type_.parameters[0].type

    def _function(self, expression: FunctionExpression, place: _Place) -> tuple[Type, bool]:
        node, body = expression.signature, expression.body
        # What a function is assigned to may tell the types of its parameters.
        if not isinstance(node, FunctionNode) or any(
            p.type is None and p.default is None for p in node.parameters
        ):
            raise _UnknownError("its type is inferred from code")
        if node.returns is None and not isinstance(body, FunctionBody):
            raise _UnknownError("its type is inferred from code")
        block = body if isinstance(body, FunctionBody) else None
        context = Context(place.scope)
        return self.binder.function(node, context, block, expression.asynchronous), False

    def _key(self, entry: ObjectEntry, place: _Place) -> tuple[str, bool]:
        if isinstance(entry.key, str):
            return entry.key, entry.numeric
        assert entry.key is not None
        type_, _ = self._part(entry.key, place)
        target = self.binder.targets.get(type_.id) if isinstance(type_, Reference) else None
        value = self.binder.enum_values.value(target) if isinstance(target, EnumValue) else None
        if isinstance(type_, Literal):
            value = type_.value
        if value is None:
            raise _UnknownError("a computed key")
        return text_of(value), not isinstance(value, str)

    def _spread(self, value: Expression, place: _Place) -> dict[str, Property]:
        # `as const` reaches into what is spread in an array, not in an object.
        inside = self._part(value, replace(place, frozen=False))[0]
        if not isinstance(inside, Object) or inside.index or inside.calls:
            raise _UnknownError("a spread of something that is not written in place")
        if any(property_.optional for property_ in inside.properties):
            raise _UnknownError("a spread of properties that may be absent")
        return {p.name: replace(p, readonly=place.frozen) for p in inside.properties}

    def _array(self, expression: ArrayExpression, place: _Place) -> tuple[Type, bool]:
        if place.frozen:
            items: list[TupleItem] = []
            for item in expression.items:
                items += self._items(item, place)
            return Tuple(tuple(items), readonly=True), False
        types: list[Type] = []
        for item in expression.items:
            if isinstance(item, SpreadExpression):
                inside = self._part(item.value, place)[0]
                types.append(Generic("index", (inside, NUMBER)))
            else:
                types.append(self._inner(item, place))
        if not types:
            return Array(NEVER), False
        objects = [t for t in types if isinstance(t, Object)]
        if len(set(objects)) > 1:
            raise _UnknownError("an array of objects that differ")
        return Array(union(types)), False

    def _items(self, item: Expression, place: _Place) -> list[TupleItem]:
        if not isinstance(item, SpreadExpression):
            return [TupleItem(self._inner(item, place))]
        inside = self._part(item.value, place)[0]
        if isinstance(inside, Tuple):
            return list(inside.items)
        if isinstance(inside, Array):
            return [TupleItem(inside.item, rest=True)]
        raise _UnknownError("a spread of something that is not written in place")

    def _call(self, expression: CallExpression, place: _Place) -> tuple[Type, bool]:
        path = path_of(expression.function)
        if path == ("Object", "freeze") and len(expression.arguments) == 1:
            return self._frozen(expression.arguments[0], place), False
        if path == ("Symbol",):
            return Primitive("symbol"), False
        target = self.binder.program.lookup_path(path, place.scope, is_value) if path else None
        is_class = isinstance(target, Symbol) and [
            v for v in target.values if isinstance(v, ClassDeclaration) and not v.type_parameters
        ]
        if expression.new and isinstance(target, Symbol) and is_class:
            self.binder.targets[target.id] = target
            return Reference(target.id), False
        raise _UnknownError("what a call returns")

    def _frozen(self, argument: Expression, place: _Place) -> Type:
        """``Object.freeze``: literals of its own properties are kept."""
        type_ = self._part(argument, place)[0]
        if isinstance(argument, ObjectExpression) and isinstance(type_, Object):
            kept = {
                entry.key: self._part(entry.value, place)[0]
                for entry in argument.entries
                if isinstance(entry.value, LiteralExpression | UnaryExpression)
                and isinstance(entry.key, str)
            }
            properties = [replace(p, type=kept.get(p.name, p.type)) for p in type_.properties]
            type_ = Object(tuple(properties))
        return Generic("Readonly", (type_,))

    _rules: ClassVar[dict[type[Any], _Rule]] = {
        LiteralExpression: _literal,
        TemplateExpression: _template,
        NameExpression: _name,
        MemberExpression: _member,
        IndexExpression: _member,
        UnaryExpression: _unary,
        BinaryExpression: _binary,
        ConditionalExpression: _conditional,
        CastExpression: _cast,
        ObjectExpression: _object,
        ArrayExpression: _array,
        CallExpression: _call,
        FunctionExpression: _function,
    }
