"""Assignability, as far as conditional types and `Exclude` need it: yes, no or not decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tsbind.model.types import (
    ANY,
    NEVER,
    NUMBER,
    STRING,
    UNKNOWN,
    Array,
    Function,
    FunctionParameter,
    Generic,
    IndexSignature,
    Intersection,
    Literal,
    Object,
    Opaque,
    OpenUnion,
    Parameter,
    Primitive,
    Reference,
    TemplateLiteral,
    Tuple,
    Type,
    UnionType,
)
from tsbind.resolve.bind import NO_SUCH_NAME
from tsbind.resolve.enums import enum_values_of, is_member
from tsbind.resolve.evaluate import Evaluator, Members, value_of
from tsbind.resolve.globals import GLOBAL_TYPES, LIBRARY_MEMBERS
from tsbind.resolve.keys import index_access
from tsbind.resolve.matching import tuple_pairs
from tsbind.resolve.templates import matches

_MAX_DEPTH = 12
_NOTHING = ("null", "undefined", "void")
_GLOBAL_THIS = Generic("typeof", (Reference("lib#globalThis"),))
_LITERAL_BASE = {str: "string", bool: "boolean", int: "number", float: "number"}
_NON_OBJECTS = frozenset("string number boolean bigint symbol null undefined void".split())


def is_assignable(evaluator: Evaluator, source: Type, target: Type, depth: int = 0) -> bool | None:
    """True when every value of ``source`` is a ``target``; None when the rules do not decide."""
    if source in (target, NEVER) or target in (UNKNOWN, ANY):
        return True
    if depth > _MAX_DEPTH or source == ANY:
        return None
    source, target = evaluator.expanded(source), evaluator.expanded(target)
    if source in (target, NEVER) or target in (UNKNOWN, ANY):
        return True
    if isinstance(source, Literal) and isinstance(target, Literal):
        return False
    parts = _of_parts(evaluator, source, target, depth + 1)
    return parts[0] if parts is not None else _one(evaluator, source, target, depth)


def differs(evaluator: Evaluator, source: Type, target: Type) -> bool:
    """Whether a literal tells at once that an interface is no ``target``.

    `is_assignable` says so too, after a look at everything else; `Extract` over the events of a
    connection asks thousands of times.
    """
    if not isinstance(source, Reference) or not isinstance(target, Object) or target.calls:
        return False
    wanted = [p for p in target.properties if isinstance(p.type, Literal)]
    given = evaluator.members(source) if wanted else None
    own = [given.properties.get(p.name) for p in wanted] if given is not None else []
    pairs = zip(own, wanted, strict=False)
    if not any(o and o.type != p.type and isinstance(o.type, Literal) for o, p in pairs):
        return False
    declared = evaluator.declared(source)
    return declared is not None and declared.kind == "interface"


def _of_parts(
    evaluator: Evaluator, source: Type, target: Type, depth: int
) -> tuple[bool | None] | None:
    """The answer where a side is a union or an intersection, else None."""
    if isinstance(source, UnionType):
        return (_all(is_assignable(evaluator, m, target, depth) for m in source.members),)
    if isinstance(target, UnionType):
        return (_any(is_assignable(evaluator, source, m, depth) for m in target.members),)
    if isinstance(target, Intersection):
        return (_all(is_assignable(evaluator, source, m, depth) for m in target.members),)
    return None


def _all(answers: Iterable[bool | None]) -> bool | None:
    results = list(answers)
    if False in results:
        return False
    return None if None in results else True


def _any(answers: Iterable[bool | None]) -> bool | None:
    results = list(answers)
    if True in results:
        return True
    return None if None in results else False


def _one(evaluator: Evaluator, source: Type, target: Type, depth: int) -> bool | None:
    """Neither is a union."""
    if isinstance(target, Opaque) and target.reason == NO_SUCH_NAME:
        # To tsc a name that does not exist is an error and its type `any`.
        return True
    if any(isinstance(t, Parameter | Opaque) for t in (source, target)):
        return None
    if isinstance(source, Reference) and isinstance(target, Reference):
        is_same = _same(source, target) or is_member(evaluator, source, target)
        if is_same is not None:
            return is_same
    elif _is_number_of_enum(evaluator, source, target):
        return True
    if isinstance(target, Literal):
        values = enum_values_of(evaluator, source)
        return bool(values) and {Literal(value) for value in values} == {target}
    if source == UNKNOWN or target == NEVER:
        return False
    base = base_of(source)
    if isinstance(target, OpenUnion | Primitive | TemplateLiteral) or base is not None:
        return _plain(evaluator, source, base, target)
    return _shapes(evaluator, source, target, depth)


def _same(one: Reference, other: Reference) -> bool:
    """Whether two references are to one declaration, with arguments that differ by ``any``."""
    pairs = zip(one.arguments, other.arguments, strict=False)
    return is_kind(one, other) and all(a == b or ANY in (a, b) for a, b in pairs)


def is_kind(one: Reference, other: Reference) -> bool:
    """Whether two references are to one declaration, or to a promise and what it is a kind of."""
    return one.id == other.id or (one.id, other.id) == ("lib#Promise", "lib#PromiseLike")


def _plain(evaluator: Evaluator, source: Type, base: str | None, target: Type) -> bool | None:
    """A side is a primitive, a literal or a template."""
    if isinstance(target, OpenUnion):
        return base == target.base
    if isinstance(target, Primitive):
        return _to_primitive(evaluator, source, base, target.name)
    if isinstance(target, TemplateLiteral):
        return matches(target, source.value) if isinstance(source, Literal) else None
    wanted = evaluator.members(target) if base not in _NOTHING else None
    return wanted is not None and _primitive_fits(base or "", wanted)


def _is_number_of_enum(evaluator: Evaluator, source: Type, target: Type) -> bool:
    """Whether a number is of an enum: any number of one with numbers, a literal where it is one."""
    if evaluator.enum_of(target) is None:
        return False
    numbers = [v for v in enum_values_of(evaluator, target) if not isinstance(v, str)]
    return bool(numbers) if source == NUMBER else source in [Literal(value) for value in numbers]


def _primitive_fits(base: str, wanted: Members) -> bool | None:
    """Whether a primitive is an object: by what the standard library says it has."""
    if wanted.calls or any(signature.key == STRING for signature in wanted.index):
        return False
    return False if _lacks(base, {}, wanted) else (None if _asks(wanted) else True)


def _asks(members: Members) -> bool:
    return bool(members.properties or members.index or members.calls)


def _lacks(kind: str, given: Mapping[str, object], wanted: Members) -> bool:
    """Whether something that is wanted is not there, by name; a weak type wants one of all."""
    known = given.keys() | LIBRARY_MEMBERS[kind]
    missing = [p for name, p in wanted.properties.items() if name not in known]
    if any(not property_.optional for property_ in missing):
        return True
    # All that is wanted may be absent and nothing of it is there: a "weak" type.
    weak = not (wanted.index or wanted.calls) and bool(wanted.properties)
    of_kind: frozenset[str] = frozenset() if kind == "object" else LIBRARY_MEMBERS[kind]
    own = given.keys() | of_kind
    optional = all(property_.optional for property_ in wanted.properties.values())
    return weak and optional and bool(own) and not wanted.properties.keys() & own


def _shapes(evaluator: Evaluator, source: Type, target: Type, depth: int) -> bool | None:
    """Both are objects, arrays, tuples or functions."""
    if isinstance(target, Tuple):
        return _to_tuple(evaluator, source, target, depth)
    if isinstance(target, Array):
        return _to_array(evaluator, source, target, depth)
    return _to_object(evaluator, source, target, depth)


def base_of(type_: Type) -> str | None:
    """The primitive a type belongs to that is no object; None for an object."""
    if isinstance(type_, Literal):
        return _LITERAL_BASE[type(type_.value)]
    if isinstance(type_, OpenUnion):
        return type_.base
    if isinstance(type_, TemplateLiteral):
        return "string"
    if isinstance(type_, Primitive) and type_.name in _NON_OBJECTS:
        return type_.name
    return None


def _to_primitive(evaluator: Evaluator, source: Type, base: str | None, target: str) -> bool | None:
    if target == "object":
        is_enum = isinstance(source, Reference) and evaluator.enum_of(source) is not None
        return base is None and not isinstance(source, Primitive) and not is_enum
    if target == "void":
        return base in ("undefined", "void")
    values = enum_values_of(evaluator, source)
    if values:
        bases = {_LITERAL_BASE[type(value)] for value in values}
        return True if bases == {target} else None if target in bases else False
    if isinstance(source, Reference) and base is None:
        # An enum member is a string or a number; an object is neither.
        return (
            None if target in ("string", "number") and "." in source.id.partition("#")[2] else False
        )
    return base == target


def _to_array(evaluator: Evaluator, source: Type, target: Array, depth: int) -> bool | None:
    if isinstance(source, Array | Tuple) and source.readonly and not target.readonly:
        return False
    if isinstance(source, Array):
        return is_assignable(evaluator, source.item, target.item, depth + 1)
    if isinstance(source, Tuple):
        return _all(is_assignable(evaluator, i.type, target.item, depth + 1) for i in source.items)
    return False


def _to_tuple(evaluator: Evaluator, source: Type, target: Tuple, depth: int) -> bool | None:
    if not isinstance(source, Tuple):
        return None if isinstance(source, Reference) else False
    if source.readonly and not target.readonly:
        return False
    pairs = tuple_pairs(source, target)
    if pairs is None:
        # Sure only where both say how long they are.
        written = (*source.items, *target.items)
        return None if any(i.optional or i.rest for i in written) else False
    return _all(is_assignable(evaluator, own, wanted, depth + 1) for own, wanted in pairs)


def _to_object(evaluator: Evaluator, source: Type, target: Type, depth: int) -> bool | None:
    wanted, given = evaluator.members(target), evaluator.members(source)
    if source == _GLOBAL_THIS and wanted is not None:
        # `typeof globalThis extends { X: any }`: does the environment declare X?
        return all(name in GLOBAL_TYPES for name in wanted.properties)
    if wanted is None:
        return None
    if isinstance(source, Array | Tuple):
        return _list_fits(evaluator, source, wanted, depth)
    if given is None:
        return None if isinstance(source, Reference) else False
    if wanted.calls and not given.calls:
        return False
    if wanted.calls:
        if len(given.calls) == len(wanted.calls) == 1 and not wanted.properties:
            return _call_fits(evaluator, given.calls[0], wanted.calls[0], depth + 1)
        return None
    return _members_fit(evaluator, source, given, wanted, depth)


def _list_fits(
    evaluator: Evaluator, source: Array | Tuple, wanted: Members, depth: int
) -> bool | None:
    """Whether an array or a tuple is an object with these members."""
    places = source.items if isinstance(source, Tuple) else ()
    given = {str(n): item.type for n, item in enumerate(places) if not item.rest}
    if wanted.calls or _lacks("array", given, wanted):
        return False
    length = index_access(evaluator, source, Literal("length"))
    answers: list[bool | None] = []
    for name, property_ in wanted.properties.items():
        own = length if name == "length" else given.get(name)
        if own is None:
            answers.append(None if name in LIBRARY_MEMBERS["array"] else True)
        else:
            answers.append(is_assignable(evaluator, own, value_of(property_), depth + 1))
    for signature in wanted.index:
        item = index_access(evaluator, source, NUMBER)
        fits = is_assignable(evaluator, item, signature.value, depth + 1)
        answers.append(signature.value == ANY or (signature.key == NUMBER and fits))
    return _all(answers)


def _call_fits(evaluator: Evaluator, own: Function, wanted: Function, depth: int) -> bool | None:
    """Whether a function takes what is given to another, and returns what that returns."""
    if own.constructs is not wanted.constructs:
        return False
    takes, gives = _spread_out(own), _spread_out(wanted)
    open_ended = bool(gives) and gives[-1].rest
    if open_ended and gives[-1].type not in (Array(ANY), ANY):
        return None
    if any(p.rest for p in takes) and not open_ended:
        return None
    takes = takes[:-1] if takes and takes[-1].rest else takes
    fixed = gives[:-1] if open_ended else gives
    if not open_ended and sum(not p.optional for p in takes) > len(fixed):
        return False
    if any(evaluator.expanded(taken.type) == NEVER for taken in takes[len(fixed) :]):
        return False
    pairs = zip(fixed, takes, strict=False)
    answers = [is_assignable(evaluator, given.type, taken.type, depth) for given, taken in pairs]
    return _all([*answers, _returns_fit(evaluator, own, wanted, depth)])


def _spread_out(function: Function) -> tuple[FunctionParameter, ...]:
    """The parameters with those of a tuple that is the rest put in."""
    last = function.parameters[-1] if function.parameters else None
    if last is None or not last.rest or not isinstance(last.type, Tuple):
        return function.parameters
    items = [
        FunctionParameter("", Array(i.type) if i.rest else i.type, i.optional, i.rest)
        for i in last.type.items
    ]
    return (*function.parameters[:-1], *items)


def _returns_fit(evaluator: Evaluator, own: Function, wanted: Function, depth: int) -> bool | None:
    answers: list[bool | None] = []
    if wanted.returns != Primitive("void"):
        answers.append(is_assignable(evaluator, own.returns, wanted.returns, depth))
    return _all(answers)


def _members_fit(
    evaluator: Evaluator, source: Type, given: Members, wanted: Members, depth: int
) -> bool | None:
    kind = "function" if given.calls else "object"
    if _lacks(kind, given.properties, wanted):
        return False
    answers: list[bool | None] = []
    for name, property_ in wanted.properties.items():
        own = given.properties.get(name)
        if own is None:
            is_there = name in LIBRARY_MEMBERS[kind]
            answers.append(None if is_there and property_.type not in (ANY, UNKNOWN) else True)
        elif own.optional and not property_.optional:
            answers.append(False)
        else:
            wanted_type = value_of(property_)
            answers.append(is_assignable(evaluator, own.type, wanted_type, depth + 1))
    any_key = any(s.key == STRING for s in wanted.index)
    for signature in wanted.index:
        if not (any_key and signature.value == ANY):
            answers.append(_index_fits(evaluator, source, given, signature, depth + 1))
    return _all(answers)


def _index_fits(
    evaluator: Evaluator, source: Type, given: Members, wanted: IndexSignature, depth: int
) -> bool | None:
    """Whether all that is found under the keys of an index signature is what it says.

    Only a type written in place has the index signature that its properties make.
    """
    own = [s for s in given.index if s.key in (wanted.key, STRING)]
    if own:
        return _all(is_assignable(evaluator, s.value, wanted.value, depth) for s in own)
    if isinstance(source, Reference) or given.calls:
        return False
    types = [p.type for p in given.properties.values() if wanted.key == STRING or p.numeric]
    types += [s.value for s in given.index if wanted.key == STRING]
    if wanted.key not in (STRING, NUMBER):
        return None
    return _all(is_assignable(evaluator, type_, wanted.value, depth) for type_ in types)
