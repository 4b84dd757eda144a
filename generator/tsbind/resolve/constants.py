"""The types of values: constants, and properties without annotation, as the compiler infers them.

What takes more than the rules here (calls, functions, arithmetic of unknown operands) is opaque.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from tsbind.model.types import (
    BOOLEAN,
    NEVER,
    NULL,
    NUMBER,
    STRING,
    UNDEFINED,
    Array,
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
from tsbind.syntax.nodes import ClassDeclaration, TypeNode, VariableDeclaration

if TYPE_CHECKING:
    from tsbind.resolve.bind import Binder

_ARITHMETIC = frozenset("- * / % ** | & ^ << >> >>>".split())
_COMPARISONS = frozenset("< > <= >= == != === !== in instanceof".split())


class _UnknownError(Exception):
    """The rules do not say what the type is; the text says why."""


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
            type_, fresh = self._read(expression, scope, position, frozen=False)
        except _UnknownError as unknown:
            return self.binder.opaque("a value", str(unknown), position)
        if constant:
            return type_
        return self._widened(type_) if fresh else type_

    def _read(
        self, expression: Expression, scope: LexicalScope, position: Position, *, frozen: bool
    ) -> tuple[Type, bool]:
        """The type, and whether its literals widen where the place can be assigned again."""
        rule = _RULES.get(type(expression))
        if rule is None:
            raise _UnknownError("its type is inferred from code")
        return rule(self, expression, _Place(scope, position, frozen))

    def _part(self, expression: Expression, place: _Place) -> tuple[Type, bool]:
        return self._read(expression, place.scope, place.position, frozen=place.frozen)

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

    def literal(self, expression: LiteralExpression, _place: _Place) -> tuple[Type, bool]:
        """The rule for such an expression."""
        return (NULL, False) if expression.value is None else (Literal(expression.value), True)

    def template(self, expression: TemplateExpression, place: _Place) -> tuple[Type, bool]:
        """The rule for such an expression."""
        if expression.tag is not None:
            raise _UnknownError("its type is inferred from code")
        if all(isinstance(part, str) for part in expression.parts):
            return Literal("".join(str(part) for part in expression.parts)), True
        if place.frozen:
            raise _UnknownError("a template of values")
        return STRING, False

    def name(self, expression: NameExpression, place: _Place) -> tuple[Type, bool]:
        """The rule for such an expression."""
        if expression.name == "undefined":
            return UNDEFINED, False
        return self._path((expression.name,), place)

    def member(self, expression: MemberExpression, place: _Place) -> tuple[Type, bool]:
        """The rule for such an expression."""
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
                type_, fresh = self._read(
                    statement.value, symbol.scope, statement.position, frozen=False
                )
                return (type_, fresh) if statement.constant else (self._widened(type_), False)
            return self.binder.type_of(symbol), False
        finally:
            self._running.discard(symbol.id)

    def unary(self, expression: UnaryExpression, place: _Place) -> tuple[Type, bool]:
        """The rule for such an expression."""
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

    def binary(self, expression: BinaryExpression, place: _Place) -> tuple[Type, bool]:
        """The rule for such an expression."""
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

    def conditional(self, expression: ConditionalExpression, place: _Place) -> tuple[Type, bool]:
        """The rule for such an expression."""
        yes, no = (
            self._part(side, place) for side in (expression.when_true, expression.when_false)
        )
        return union([yes[0], no[0]]), yes[1] or no[1]

    def cast(self, expression: CastExpression, place: _Place) -> tuple[Type, bool]:
        """The rule for such an expression."""
        if expression.type == "const":
            frozen = replace_place(place, frozen=True)
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

    def object(self, expression: ObjectExpression, place: _Place) -> tuple[Type, bool]:
        """The rule for such an expression."""
        properties: dict[str, Property] = {}
        for entry in expression.entries:
            if entry.key is None:
                properties |= self._spread(entry.value, place)
                continue
            name, numeric = self._key(entry, place)
            type_ = self._inner(entry.value, place)
            properties.pop(name, None)
            properties[name] = Property(name, type_, readonly=place.frozen, numeric=numeric)
        return Object(tuple(properties.values())), False

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
        inside = self._part(value, replace_place(place, frozen=False))[0]
        if not isinstance(inside, Object) or inside.index or inside.calls:
            raise _UnknownError("a spread of something that is not written in place")
        if any(property_.optional for property_ in inside.properties):
            raise _UnknownError("a spread of properties that may be absent")
        is_value_of_name = not isinstance(value, ObjectExpression)
        return {
            p.name: replace(p, readonly=place.frozen)
            for p in inside.properties
            if is_value_of_name or p.name
        }

    def array(self, expression: ArrayExpression, place: _Place) -> tuple[Type, bool]:
        """The rule for such an expression."""
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

    def call(self, expression: CallExpression, place: _Place) -> tuple[Type, bool]:
        """The rule for such an expression."""
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


class _Place:
    """Where an expression stands."""

    __slots__ = ("frozen", "position", "scope")

    def __init__(self, scope: LexicalScope, position: Position, frozen: bool) -> None:
        self.scope, self.position, self.frozen = scope, position, frozen


def replace_place(place: _Place, *, frozen: bool) -> _Place:
    """The same place, inside ``as const``."""
    return _Place(place.scope, place.position, frozen)


_Rule: TypeAlias = Callable[[ConstantTypes, Any, _Place], tuple[Type, bool]]

_RULES: dict[type[Any], _Rule] = {
    LiteralExpression: ConstantTypes.literal,
    TemplateExpression: ConstantTypes.template,
    NameExpression: ConstantTypes.name,
    MemberExpression: ConstantTypes.member,
    IndexExpression: ConstantTypes.member,
    UnaryExpression: ConstantTypes.unary,
    BinaryExpression: ConstantTypes.binary,
    ConditionalExpression: ConstantTypes.conditional,
    CastExpression: ConstantTypes.cast,
    ObjectExpression: ConstantTypes.object,
    ArrayExpression: ConstantTypes.array,
    CallExpression: ConstantTypes.call,
}
