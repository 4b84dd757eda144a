"""Where the value of an expression comes from, as far as a method's body says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, Union

from tsbind.syntax.expressions import Binding, Expression, FunctionBody, ObjectExpression


@dataclass(frozen=True, slots=True)
class ArgumentValue:
    """An argument of the method, less the properties destructuring took out of it."""

    argument: str
    excluded_keys: tuple[str, ...] = ()
    transform: str = ""
    """The expression the argument is passed through first, as written."""


@dataclass(frozen=True, slots=True)
class PropertyOf:
    """A property of an argument, and what stands in for it when it is absent."""

    argument: str
    name: str
    default: Expression | None = None


@dataclass(frozen=True, slots=True)
class Constant:
    """A literal; ``undefined`` is the constant None of ``absent``."""

    value: str | int | float | bool | None
    absent: bool = False


@dataclass(frozen=True, slots=True)
class ClientObject:
    """The client itself, or one of its properties."""

    property: str = ""


@dataclass(frozen=True, slots=True)
class Instance:
    """The resource whose method is read: the properties by which it reaches the client."""

    access: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ObjectLiteral:
    """An object literal, with the scope its entries are read in."""

    value: ObjectExpression
    scope: ValueScope


@dataclass(frozen=True, slots=True)
class Choice:
    """``test ? when_true : when_false``; the test is the expression as written."""

    test: Expression
    when_true: Origin
    when_false: Origin
    scope: ValueScope


@dataclass(frozen=True, slots=True)
class Computed:
    """Anything else: the expression, and the arguments of the method it draws on."""

    value: Expression
    scope: ValueScope


Origin: TypeAlias = Union[
    ArgumentValue, PropertyOf, Constant, ClientObject, Instance, ObjectLiteral, Choice, Computed
]


@dataclass(frozen=True, slots=True)
class BoundValue:
    """A name bound to an expression read in another scope, or to a part of its value."""

    value: Expression
    scope: ValueScope
    property: str | None = None
    excluded_keys: tuple[str, ...] | None = None
    default: Expression | None = None
    has_rest: bool = False
    """The pattern has a rest: what it takes apart has the shape of what it is made from."""


@dataclass(slots=True, eq=False)
class ValueScope:
    """Names in sight: arguments of the method, local names, names of closures (None: unknown)."""

    names: dict[str, Origin | BoundValue | None] = field(
        default_factory=dict[str, "Origin | BoundValue | None"]
    )
    parent: ValueScope | None = None
    options: str = ""
    """The method's argument that holds request options."""
    functions: FunctionFinder | None = None
    """Looks up the functions that are called by name."""

    def find(self, name: str) -> Origin | BoundValue | None:
        """What ``name`` is bound to; None when that is unknown or the name is not bound here."""
        scope: ValueScope | None = self
        while scope is not None:
            if name in scope.names:
                return scope.names[name]
            scope = scope.parent
        return None

    def inner(self) -> ValueScope:
        """A scope inside this one."""
        return ValueScope({}, self, self.options, self.functions)

    def bind(self, binding: Binding, value: Expression | None, scope: ValueScope) -> None:
        """Bind what a declaration or a parameter binds to ``value`` as read in ``scope``."""
        if value is None:
            self.names.update(dict.fromkeys(_bound_names(binding)))
            return
        if binding.name:
            self.names[binding.name] = BoundValue(value, scope)
        has_rest = binding.rest is not None
        for pick in binding.picks:
            self.names[pick.local] = BoundValue(
                value, scope, property=pick.property, default=pick.default, has_rest=has_rest
            )
        if binding.rest:
            excluded = tuple(pick.property for pick in binding.picks)
            self.names[binding.rest] = BoundValue(value, scope, excluded_keys=excluded)


def _bound_names(binding: Binding) -> list[str]:
    names = [binding.name, *(pick.local for pick in binding.picks), binding.rest or ""]
    return [name for name in names if name]


@dataclass(frozen=True, slots=True)
class MethodParts:
    """What reading a body needs of a method: its parameters as bindings, its body."""

    parameters: tuple[Binding, ...]
    body: FunctionBody
    options: str = ""
    functions: FunctionFinder | None = None
    """Looks up the functions that the body calls by name."""


FunctionFinder = Callable[[Expression], "tuple[str, MethodParts] | None"]
"""Looks a called function up by name: its id, its parameters and body."""


def method_scope(method: MethodParts, this: ClientObject | Instance | None = None) -> ValueScope:
    """The scope of a method's body: each parameter stands for itself.

    ``this`` is the client in a method of the root client, else a resource that has it.
    """
    scope = ValueScope(options=method.options, functions=method.functions)
    for number, binding in enumerate(method.parameters):
        name = binding.name or f"argument{number}"
        scope.names[name] = ArgumentValue(name)
        for pick in binding.picks:
            scope.names[pick.local] = PropertyOf(name, pick.property, pick.default)
        if binding.rest:
            scope.names[binding.rest] = ArgumentValue(
                name, tuple(p.property for p in binding.picks)
            )
    if this is not None:
        scope.names["this"] = this
    return scope


class NotStaticError(Exception):
    """Part of a request is not statically known; the message names the part.

    Turned into a `Problem` at the place of the method, which is then left out.
    """
