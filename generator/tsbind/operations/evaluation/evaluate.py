"""Static evaluation of expressions to their origins: names, members, literals, nothing more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tsbind.operations.evaluation.argument_uses import arguments_of
from tsbind.operations.evaluation.describe import describe
from tsbind.operations.evaluation.origins import (
    ArgumentValue,
    BoundValue,
    Choice,
    ClientObject,
    Computed,
    Constant,
    Instance,
    ObjectLiteral,
    Origin,
    PropertyOf,
    ValueScope,
)
from tsbind.syntax.expressions import (
    AwaitExpression,
    BinaryExpression,
    CallExpression,
    CastExpression,
    ConditionalExpression,
    DeclareStatement,
    Expression,
    FunctionBody,
    FunctionExpression,
    LiteralExpression,
    MemberExpression,
    NameExpression,
    ObjectExpression,
    ReturnStatement,
    TemplateExpression,
)

MAX_STEPS = 60

Rule = Callable[[Any, ValueScope, int], Origin]


def evaluate(value: Expression, scope: ValueScope, steps: int = MAX_STEPS) -> Origin:
    """The origin of ``value`` read in ``scope``; `Computed` for what there is no rule for.

    ``steps`` bounds how far names are followed, so that cyclic declarations come to an end.
    """
    rule = _RULES.get(type(value))
    if rule is None or steps <= 0:
        return Computed(value, scope)
    return rule(value, scope, steps - 1)


def returned(
    body: Expression | FunctionBody, scope: ValueScope
) -> tuple[Expression, ValueScope] | None:
    """What a function's body gives back, and the scope to read it in.

    None where that is not one ``return`` at the end of the block.
    """
    if not isinstance(body, FunctionBody):
        return body, scope
    inner = scope.inner()
    for statement in body.statements:
        if isinstance(statement, DeclareStatement):
            inner.bind(statement.binding, statement.value, inner)
    last = body.statements[-1] if body.statements else None
    if isinstance(last, ReturnStatement) and last.value is not None:
        return last.value, inner
    return None


def applied(
    function: FunctionExpression, arguments: tuple[Expression, ...], scope: ValueScope
) -> tuple[Expression, ValueScope] | None:
    """What calling ``function`` with ``arguments`` gives back; see `returned`."""
    inner = scope.inner()
    for number, binding in enumerate(function.parameters):
        inner.bind(binding, arguments[number] if number < len(arguments) else None, scope)
    return returned(function.body, inner)


def called(call: CallExpression, scope: ValueScope) -> tuple[Expression, ValueScope] | None:
    """What calling a function of the program gives back; see `returned`."""
    found = scope.functions(call.function) if scope.functions is not None else None
    if found is None or call.new:
        return None
    _, function = found
    inner = ValueScope(options=scope.options, functions=function.functions)
    for number, binding in enumerate(function.parameters):
        given = call.arguments[number] if number < len(call.arguments) else None
        inner.bind(binding, given, scope)
    return returned(function.body, inner)


def _literal(value: LiteralExpression, _scope: ValueScope, _steps: int) -> Origin:
    return Constant(value.value)


def _name(value: NameExpression, scope: ValueScope, steps: int) -> Origin:
    if value.name == "undefined":
        return Constant(None, absent=True)
    bound = scope.find(value.name)
    if isinstance(bound, BoundValue):
        return _bound(bound, steps)
    return Computed(value, scope) if bound is None else bound


def _bound(bound: BoundValue, steps: int) -> Origin:
    origin = evaluate(bound.value, bound.scope, steps)
    if bound.has_rest or bound.excluded_keys is not None:
        origin = _same_shape(origin)
    if bound.property is not None:
        return _picked(bound, bound.property, origin, steps)
    if bound.excluded_keys is None:
        return origin
    if isinstance(origin, ArgumentValue):
        return ArgumentValue(
            origin.argument, origin.excluded_keys + bound.excluded_keys, origin.transform
        )
    return Computed(bound.value, bound.scope)


def _same_shape(origin: Origin) -> Origin:
    """What a pattern with a rest takes apart: an argument, perhaps passed through a function."""
    if not isinstance(origin, Computed):
        return origin
    arguments = arguments_of(origin.value, origin.scope)
    return (
        ArgumentValue(arguments[0], (), describe(origin.value)) if len(arguments) == 1 else origin
    )


def _picked(bound: BoundValue, name: str, origin: Origin, steps: int) -> Origin:
    part = _part(origin, name, steps)
    if isinstance(part, PropertyOf) and bound.default is not None:
        return PropertyOf(part.argument, part.name, bound.default)
    return part or Computed(MemberExpression(bound.value, name), bound.scope)


def _part(origin: Origin, name: str, steps: int) -> Origin | None:
    """Property ``name`` of a value of that origin; None when it cannot be told."""
    if isinstance(origin, ArgumentValue):
        return None if name in origin.excluded_keys else PropertyOf(origin.argument, name)
    if isinstance(origin, ClientObject):
        return ClientObject(f"{origin.property}.{name}".lstrip("."))
    if isinstance(origin, Instance):
        return ClientObject(origin.access[name]) if name in origin.access else None
    if isinstance(origin, ObjectLiteral):
        return _entry(origin, name, steps)
    if isinstance(origin, Choice):
        when_true = _part(origin.when_true, name, steps)
        when_false = _part(origin.when_false, name, steps)
        if when_true is not None and when_false is not None:
            return Choice(origin.test, when_true, when_false, origin.scope)
    return None


def _entry(built: ObjectLiteral, name: str, steps: int) -> Origin | None:
    for entry in reversed(built.value.entries):
        if entry.key == name:
            return evaluate(entry.value, built.scope, steps)
    return None


def _member(value: MemberExpression, scope: ValueScope, steps: int) -> Origin:
    part = _part(evaluate(value.object, scope, steps), value.name, steps)
    return Computed(value, scope) if part is None else part


def _inner(value: CastExpression | AwaitExpression, scope: ValueScope, steps: int) -> Origin:
    return evaluate(value.value, scope, steps)


def _object(value: ObjectExpression, scope: ValueScope, _steps: int) -> Origin:
    return ObjectLiteral(value, scope)


def _choice(value: ConditionalExpression, scope: ValueScope, steps: int) -> Origin:
    when_true = evaluate(value.when_true, scope, steps)
    return Choice(value.test, when_true, evaluate(value.when_false, scope, steps), scope)


def _binary(value: BinaryExpression, scope: ValueScope, steps: int) -> Origin:
    if value.operator in ("??", "||") and _is_empty(evaluate(value.right, scope, steps)):
        return evaluate(value.left, scope, steps)
    return Computed(value, scope)


def _is_empty(origin: Origin) -> bool:
    if isinstance(origin, ObjectLiteral):
        return not origin.value.entries
    return isinstance(origin, Constant) and origin.value is None


def _call(value: CallExpression, scope: ValueScope, steps: int) -> Origin:
    if isinstance(value.function, FunctionExpression) and not value.new:
        result = applied(value.function, value.arguments, scope)
        if result is not None:
            return evaluate(*result, steps)
    return Computed(value, scope)


def _template(value: TemplateExpression, scope: ValueScope, _steps: int) -> Origin:
    if value.tag is None and all(isinstance(part, str) for part in value.parts):
        return Constant("".join(part for part in value.parts if isinstance(part, str)))
    return Computed(value, scope)


_RULES: dict[type[Any], Rule] = {
    LiteralExpression: _literal,
    NameExpression: _name,
    MemberExpression: _member,
    CastExpression: _inner,
    AwaitExpression: _inner,
    ObjectExpression: _object,
    ConditionalExpression: _choice,
    BinaryExpression: _binary,
    CallExpression: _call,
    TemplateExpression: _template,
}
