"""Conditional types: decided by assignability, with ``infer`` matched against simple shapes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tsbind.model.substitute import inferred_names, rebuild, substitute
from tsbind.model.types import (
    ANY,
    NULL,
    UNDEFINED,
    UNKNOWN,
    Array,
    Function,
    FunctionParameter,
    Generic,
    Literal,
    Object,
    OpenUnion,
    Parameter,
    Primitive,
    Record,
    Reference,
    TemplateLiteral,
    Tuple,
    TupleItem,
    Type,
    UnionType,
    walk,
)
from tsbind.model.unions import intersection, tuple_of, union
from tsbind.resolve.assignable import base_of, is_assignable, is_kind
from tsbind.resolve.enums import with_enums_closed, with_enums_open
from tsbind.resolve.evaluate import Evaluator, UnresolvableError
from tsbind.resolve.mapped import mapped_over
from tsbind.resolve.matching import template_pairs, tuple_pairs
from tsbind.syntax.literals import number_text, number_value

_KEYWORDS: dict[str, Type] = {
    "true": Literal(True),
    "false": Literal(False),
    "null": NULL,
    "undefined": UNDEFINED,
}


def distribute(evaluator: Evaluator, arguments: tuple[Type, ...]) -> Type:
    """A type over a bare parameter: once for each member of the parameter's value."""
    parameter, value, inner = arguments
    assert isinstance(parameter, Parameter)
    assert isinstance(inner, Generic)
    one = _conditional_over if inner.operator == "conditional" else mapped_over
    members = with_enums_open(evaluator, evaluator.union_members(value))
    return with_enums_closed(evaluator, [one(evaluator, parameter, m, inner) for m in members])


def _conditional_over(
    evaluator: Evaluator, parameter: Parameter, member: Type, inner: Generic
) -> Type:
    parts = [substitute(part, {parameter.name: member}) for part in inner.arguments[1:]]
    return decide(evaluator, (member, *parts))


def decide(evaluator: Evaluator, arguments: tuple[Type, ...]) -> Type:
    """``C extends E ? A : B``. Raises `UnresolvableError` when assignability is not decided."""
    check, extends, yes, no = arguments
    check = evaluator.evaluate(check)
    if isinstance(check, UnionType) and evaluator.union_members(check) == [ANY]:
        check = ANY
    names = list(inferred_names(extends))
    if names:
        found: dict[str, Type] = {}
        if not _match(evaluator, check, extends, found):
            return evaluator.evaluate(no)
        values = {name: _value(evaluator, found.get(name), extends, name) for name in names}
        extends = substitute(_without_infer(extends), values)
        yes = substitute(yes, values)
    target = evaluator.evaluate(extends)
    answer = is_assignable(evaluator, check, target)
    if check == ANY and target not in (ANY, UNKNOWN):
        return union([evaluator.evaluate(yes), evaluator.evaluate(no)])
    if answer is None:
        raise UnresolvableError("a conditional type that is not decided")
    return evaluator.evaluate(yes if answer else no)


def _without_infer(type_: Type) -> Type:
    if isinstance(type_, Generic) and type_.operator == "infer":
        return type_.arguments[0]
    return rebuild(type_, _without_infer)


def _match(
    evaluator: Evaluator,
    source: Type,
    pattern: Type,
    found: dict[str, Type],
    join: Callable[[Iterable[Type]], Type] = union,
) -> bool:
    """Fill ``found`` from ``source`` where ``pattern`` says ``infer``; False if shapes differ.

    A name met twice is the union of both types, of a function's parameters the intersection
    (TypeScript handbook, "Inferring within conditional types").
    """
    if isinstance(pattern, Generic) and pattern.operator == "infer":
        parameter = pattern.arguments[0]
        assert isinstance(parameter, Parameter)
        before = found.get(parameter.name)
        found[parameter.name] = join([before, source]) if before is not None else source
        return True
    if not list(inferred_names(pattern)):
        return True
    source = evaluator.expanded(source) if not isinstance(pattern, Reference) else source
    return _match_shape(evaluator, source, pattern, found)


def _value(evaluator: Evaluator, inferred: Type | None, extends: Type, name: str) -> Type:
    """What a name stands for: what is inferred, else or where that does not fit its constraint."""
    generics = [p for p in walk(extends) if isinstance(p, Generic) and p.operator == "infer"]
    written = [p.arguments[1:] for p in generics if p.arguments[0] == Parameter(name)]
    constraints = [constraint for each in written for constraint in each]
    constraint = evaluator.evaluate(constraints[0]) if constraints else UNKNOWN
    value = evaluator.evaluate(inferred) if inferred is not None else constraint
    answer = is_assignable(evaluator, value, constraint)
    if answer is None:
        raise UnresolvableError("whether what is inferred fits is not decided")
    return value if answer else constraint


def _in_template(evaluator: Evaluator, own: Type, wanted: Type) -> Type:
    """A part of a string as the number or keyword that ``infer N extends number`` asks for."""
    if not isinstance(wanted, Generic) or wanted.operator != "infer" or len(wanted.arguments) < 2:
        return own
    if not isinstance(own, Literal) or not isinstance(own.value, str):
        return own
    allowed = evaluator.union_members(wanted.arguments[1])
    if any(base_of(member) == "string" for member in allowed):
        return own
    return next((read for read in _readings(own.value) if _is_allowed(read, allowed)), own)


def _readings(text: str) -> list[Type]:
    number = number_value(text)
    if number is not None and number_text(number) == text:
        return [Literal(number)]
    return [type_ for name, type_ in _KEYWORDS.items() if name == text]


def _is_allowed(type_: Type, allowed: list[Type]) -> bool:
    base = base_of(type_)
    return type_ in allowed or any(m == Primitive(base or "") for m in allowed)


def _match_shape(evaluator: Evaluator, source: Type, pattern: Type, found: dict[str, Type]) -> bool:
    if isinstance(pattern, Array):
        items = _items(source)
        return items is not None and _match(evaluator, items, pattern.item, found)
    if isinstance(pattern, Function):
        return _match_function(evaluator, source, pattern, found)
    if isinstance(pattern, Reference):
        return _match_reference(evaluator, source, pattern, found)
    if isinstance(pattern, Object | Record):
        return _match_members(evaluator, source, pattern, found)
    if isinstance(pattern, Tuple | TemplateLiteral):
        return _match_parts(evaluator, source, pattern, found)
    raise UnresolvableError("infer in a pattern of this kind")


def _items(source: Type) -> Type | None:
    if isinstance(source, Array):
        return source.item
    return union([item.type for item in source.items]) if isinstance(source, Tuple) else None


def _match_function(
    evaluator: Evaluator, source: Type, pattern: Function, found: dict[str, Type]
) -> bool:
    if isinstance(source, UnionType):
        every = [_match_function(evaluator, m, pattern, found) for m in source.members]
        return all(every)
    members = evaluator.members(source)
    if members is None or not members.calls:
        return False
    calls = [call for call in members.calls if call.constructs is pattern.constructs]
    if not calls:
        return False
    call = calls[-1]
    for place, wanted in enumerate(pattern.parameters):
        if wanted.rest:
            if list(inferred_names(wanted.type)):
                _match(evaluator, parameters_as_tuple(call.parameters[place:]), wanted.type, found)
            break
        if place >= len(call.parameters):
            break
        own = call.parameters[place]
        if own.rest:
            raise UnresolvableError("infer over rest parameters")
        given = union([own.type, UNDEFINED]) if own.optional else own.type
        _match(evaluator, given, wanted.type, found, intersection)
    return _match(evaluator, call.returns, pattern.returns, found)


def parameters_as_tuple(parameters: tuple[FunctionParameter, ...]) -> Type:
    """The types of parameters, as `Parameters` gives them."""
    items: list[TupleItem] = []
    for parameter in parameters:
        type_ = Generic("spread", (parameter.type,)) if parameter.rest else parameter.type
        items.append(TupleItem(type_, parameter.optional and not parameter.rest, parameter.rest))
    return tuple_of(items)


def _match_reference(
    evaluator: Evaluator, source: Type, pattern: Reference, found: dict[str, Type]
) -> bool:
    for _ in range(100):
        if isinstance(source, Reference) and is_kind(source, pattern):
            pairs = zip(source.arguments, pattern.arguments, strict=False)
            return all(_match(evaluator, own, wanted, found) for own, wanted in pairs)
        inner = evaluator.alias_of(source)
        if inner is None:
            break
        source = inner
    alias = evaluator.alias_of(pattern)
    if alias is not None:
        return _match(evaluator, source, alias, found)
    return _match_members(evaluator, source, pattern, found)


def _match_parts(
    evaluator: Evaluator, source: Type, pattern: Tuple | TemplateLiteral, found: dict[str, Type]
) -> bool:
    """A tuple place by place, a string literal part by part."""
    if isinstance(pattern, Tuple):
        if not isinstance(source, Tuple):
            return _refuses(source, Array, Reference)
        pairs = tuple_pairs(source, pattern)
        optional = any(i.optional or i.rest for i in source.items) or any(
            i.optional for i in pattern.items
        )
        if pairs is None and optional:
            raise UnresolvableError("infer in places of a tuple that may be absent")
    elif isinstance(source, Literal) and isinstance(source.value, str):
        pairs = template_pairs(source.value, pattern)
    else:
        return _refuses(source, TemplateLiteral, OpenUnion, Primitive)
    if pairs is None:
        return False
    if isinstance(pattern, TemplateLiteral):
        pairs = [(_in_template(evaluator, own, wanted), wanted) for own, wanted in pairs]
    return all(_match(evaluator, own, wanted, found) for own, wanted in pairs)


def _refuses(source: Type, *undecided: type[Type]) -> bool:
    """False: the shapes differ. Raises `UnresolvableError` where that is not sure."""
    if isinstance(source, undecided):
        raise UnresolvableError("infer in a pattern of this kind")
    return False


def _match_members(
    evaluator: Evaluator, source: Type, pattern: Type, found: dict[str, Type]
) -> bool:
    own, wanted = evaluator.members(source), evaluator.members(pattern)
    if own is None or wanted is None:
        outside = isinstance(source, Reference) and isinstance(pattern, Reference)
        return _refuses(source, *((Reference,) if outside else ()))
    for name, property_ in wanted.properties.items():
        mine = own.properties.get(name)
        if mine is None:
            if not property_.optional:
                return False
        elif not _match(evaluator, mine.type, property_.type, found):
            return False
    for signature in wanted.index:
        values = [p.type for p in own.properties.values()] + [s.value for s in own.index]
        if values and not _match(evaluator, union(values), signature.value, found):
            return False
    return True
