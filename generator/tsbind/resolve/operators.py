"""The table of type operators: utility types of the standard library, and TypeScript's own."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from math import prod
from typing import TypeAlias

from tsbind.model.types import (
    ANY,
    NEVER,
    NULL,
    STRING,
    UNDEFINED,
    UNKNOWN,
    Function,
    Generic,
    Intersection,
    Literal,
    Object,
    Opaque,
    OpenUnion,
    Primitive,
    Reference,
    TemplateLiteral,
    Type,
)
from tsbind.model.unions import members_of, union
from tsbind.resolve import keys, mapped
from tsbind.resolve.assignable import base_of, differs, is_assignable
from tsbind.resolve.conditional import decide, distribute, parameters_as_tuple
from tsbind.resolve.enums import key_members, with_enums_closed, with_enums_open
from tsbind.resolve.evaluate import Evaluator, UnresolvableError
from tsbind.resolve.intersect import intersect
from tsbind.resolve.templates import MAX_PARTS, MAX_STRINGS, joined, spelled_out

Operator: TypeAlias = Callable[[Evaluator, tuple[Type, ...]], Type]


def apply(evaluator: Evaluator, type_: Generic | Intersection | TemplateLiteral) -> Type:
    """Work out one operator. Raises `UnresolvableError` when it cannot be."""
    if isinstance(type_, Intersection):
        return intersect(evaluator, type_.members)
    if isinstance(type_, TemplateLiteral):
        return _template(evaluator, type_)
    if type_.operator.startswith("mapped"):
        return mapped.mapped(evaluator, type_)
    rule = _OPERATORS.get(type_.operator)
    if rule is None:
        raise UnresolvableError(f"no rule for {type_.operator}")
    return rule(evaluator, type_.arguments)


def _filter(keep: bool) -> Operator:
    """``Extract`` with ``keep``, else ``Exclude``."""

    def operator(evaluator: Evaluator, arguments: tuple[Type, ...]) -> Type:
        source, target = arguments
        kept: list[Type] = []
        for member in with_enums_open(evaluator, evaluator.union_members(source)):
            answer = not differs(evaluator, member, target) and is_assignable(
                evaluator, member, target
            )
            if answer is None:
                raise UnresolvableError("assignability of a member is not decided")
            if answer is keep:
                kept.append(member)
        return with_enums_closed(evaluator, kept)

    return operator


def _with_known(evaluator: Evaluator, members: list[Type]) -> list[Type]:
    """Members with what stands beside any string in an open union, by the names it has there."""
    found: dict[Type, None] = {}
    pending = list(reversed(members))
    while pending:
        member = pending.pop()
        if member not in found and isinstance(member, OpenUnion):
            inside = [m for known in member.members for m in evaluator.union_members(known)]
            pending.extend(reversed(inside))
        found[member] = None
    return list(found)


def _non_nullable(evaluator: Evaluator, arguments: tuple[Type, ...]) -> Type:
    """``T & {}``; any string beside known ones is then any string (`lib.es5.d.ts`)."""
    members = _with_known(evaluator, evaluator.union_members(arguments[0]))
    if members == [UNKNOWN]:
        return Object(())
    if Primitive("void") in members:
        raise UnresolvableError("void without null")
    opened = {m.base for m in members if isinstance(m, OpenUnion)}
    if not opened and not {NULL, UNDEFINED} & set(members):
        return evaluator.evaluate(arguments[0])
    kept = [m for m in members if m not in (NULL, UNDEFINED)]
    rest = [m for m in kept if base_of(m) not in opened]
    return union([*map(Primitive, sorted(opened)), *rest])


def _awaited(evaluator: Evaluator, arguments: tuple[Type, ...]) -> Type:
    members: list[Type] = []
    for member in evaluator.union_members(arguments[0]):
        awaited = _promised(evaluator, member)
        members.append(awaited if awaited is not None else member)
    return union(members)


def _promised(evaluator: Evaluator, type_: Type) -> Type | None:
    """What a promise gives: of ``Promise<T>`` and of classes that extend it, T."""
    if not isinstance(type_, Reference):
        return None
    if type_.id == "lib#Promise" and type_.arguments:
        return _awaited(evaluator, type_.arguments)
    declared = evaluator.declared(type_)
    if declared is not None and declared.kind == "class" and type_.arguments:
        return _awaited(evaluator, type_.arguments[:1]) if declared.extends else None
    return None


def _signature(evaluator: Evaluator, type_: Type, *, constructs: bool = False) -> Function:
    members = evaluator.members(type_)
    every = members.calls if members is not None else ()
    calls = [call for call in every if call.constructs is constructs]
    if not calls:
        raise UnresolvableError("not a function")
    return calls[-1]


def _constructor(evaluator: Evaluator, type_: Type) -> Function:
    """The last construct signature of a type, or the constructor of a class."""
    if not isinstance(type_, Generic) or type_.operator != "typeof":
        return _signature(evaluator, type_, constructs=True)
    found = evaluator.constructor_of(type_.arguments[0])
    if found is None:
        raise UnresolvableError("a constructor that is not read")
    return found


def _instance(evaluator: Evaluator, arguments: tuple[Type, ...]) -> Type:
    type_ = arguments[0]
    if isinstance(type_, Generic) and type_.operator == "typeof":
        declared = evaluator.declared(type_.arguments[0])  # type: ignore[arg-type]
        if declared is not None and declared.parameters:
            raise UnresolvableError("the instance type of a generic class")
        return type_.arguments[0]
    return _returned(evaluator, _signature(evaluator, type_, constructs=True))


def _returned(evaluator: Evaluator, call: Function) -> Type:
    """What a function returns; ``any`` where it takes ``never``, which ``any`` is not."""
    if any(p.type == NEVER and not p.optional for p in call.parameters):
        return ANY
    return evaluator.evaluate(call.returns)


def _of_this(_evaluator: Evaluator, _arguments: tuple[Type, ...]) -> Type:
    raise UnresolvableError("the `this` of a function is not read")


def _spelling(name: str, change: Callable[[str], str]) -> Operator:
    def operator(evaluator: Evaluator, arguments: tuple[Type, ...]) -> Type:
        return union([_spelled(m, name, change) for m in key_members(evaluator, arguments[0])])

    return operator


def _spelled(type_: Type, name: str, change: Callable[[str], str]) -> Type:
    """A string in another spelling; of any string, the template of strings spelled so."""
    if isinstance(type_, Literal) and isinstance(type_.value, str):
        return Literal(change(type_.value))
    if type_ == STRING:
        return TemplateLiteral((Generic(name, (STRING,)),))
    if not isinstance(type_, TemplateLiteral):
        return type_
    changed = type_.parts[:1] if name.lower().endswith("capitalize") else type_.parts
    if not all(isinstance(part, Literal) or part == STRING for part in changed):
        raise UnresolvableError("the spelling of a template with numbers in it")
    return joined([*(_spelled(p, name, change) for p in changed), *type_.parts[len(changed) :]])


def _keyof(evaluator: Evaluator, arguments: tuple[Type, ...]) -> Type:
    target = arguments[0]
    is_value = isinstance(target, Generic) and target.operator == "typeof"
    if is_value and evaluator.members(target) is None:
        raise UnresolvableError("keyof of a class or function value")
    return keys.keyof(evaluator, target)


def _typeof(_evaluator: Evaluator, arguments: tuple[Type, ...]) -> Type:
    return Generic("typeof", arguments)


def _template(evaluator: Evaluator, type_: TemplateLiteral) -> Type:
    """A template literal type: a union of strings, and of templates where a part is open."""
    parts = [_choices(evaluator, part) for part in type_.parts]
    strings = spelled_out(parts)
    if strings is not None:
        return union(strings)
    size = prod(map(len, parts))
    if size > MAX_STRINGS:
        raise UnresolvableError(f"a template of {size} combinations")
    made = [joined([_open(part) for part in each]) for each in product(*parts)]
    result = union([STRING if set(each.parts) == {STRING} else each for each in made])
    longest = max(
        (len(m.parts) for m in members_of(result) if isinstance(m, TemplateLiteral)), default=0
    )
    if longest > max(MAX_PARTS, len(parts)):
        raise UnresolvableError(f"a template of {longest} parts")
    return result


def _choices(evaluator: Evaluator, part: Type) -> list[Type]:
    """What a part of a template can be; keywords of few values are these."""
    found: dict[Type, None] = {}
    for member in key_members(evaluator, part):
        if isinstance(member, Opaque):
            raise UnresolvableError("a template of a type that is not worked out")
        if evaluator.enum_of(member) is not None:
            raise UnresolvableError("a template of an enum whose values are not known")
        known = _SPELLED.get(member.name) if isinstance(member, Primitive) else None
        found |= dict.fromkeys(known or (member,))
    return list(found)


_SPELLED: dict[str, tuple[Type, ...]] = {
    "boolean": (Literal("false"), Literal("true")),
    "null": (Literal("null"),),
    "undefined": (Literal("undefined"),),
}


def _open(part: Type) -> Type:
    return Primitive(part.base) if isinstance(part, OpenUnion) else part


UTILITIES: dict[str, Operator] = {
    "Omit": lambda e, a: mapped.omit(e, a[0], a[1]),
    "Pick": lambda e, a: mapped.pick(e, a[0], a[1]),
    "Partial": lambda e, a: mapped.modify(e, a[0], mapped.Modifiers(optional="+")),
    "Required": lambda e, a: mapped.modify(e, a[0], mapped.Modifiers(optional="-")),
    "Readonly": lambda e, a: mapped.modify(e, a[0], mapped.Modifiers(readonly="+")),
    "Record": lambda e, a: mapped.record(e, a[0], e.evaluate(a[1])),
    "Exclude": _filter(keep=False),
    "Extract": _filter(keep=True),
    "NonNullable": _non_nullable,
    "Awaited": _awaited,
    "ReturnType": lambda e, a: _returned(e, _signature(e, a[0])),
    "Parameters": lambda e, a: parameters_as_tuple(_signature(e, a[0]).parameters),
    "ConstructorParameters": lambda e, a: parameters_as_tuple(_constructor(e, a[0]).parameters),
    "InstanceType": _instance,
    "ThisParameterType": _of_this,
    "OmitThisParameter": _of_this,
    "Uppercase": _spelling("Uppercase", str.upper),
    "Lowercase": _spelling("Lowercase", str.lower),
    "Capitalize": _spelling("Capitalize", lambda text: text[:1].upper() + text[1:]),
    "Uncapitalize": _spelling("Uncapitalize", lambda text: text[:1].lower() + text[1:]),
}
"""The utility types of the standard library, by name."""
_WRITTEN: dict[str, Operator] = {
    "spread": lambda _e, a: Generic("spread", a),
    "keyof": _keyof,
    "index": lambda e, a: keys.index_access(e, a[0], a[1]),
    "conditional": decide,
    "distribute": distribute,
    "typeof": _typeof,
    "infer": lambda _e, a: a[0],
}
_OPERATORS = UTILITIES | _WRITTEN
