"""Types worked out: utility types, intersections, indexed access, conditional and mapped types.

What waits for a type parameter stays `Generic`. What cannot be decided becomes `Opaque` and is
reported at the place being evaluated.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeAlias, TypeGuard, Union

from tsbind.model.spelling import declared_name, typescript
from tsbind.model.substitute import free_parameters, inferred_names, rebuild, substitute
from tsbind.model.types import (
    ANY,
    NEVER,
    UNDEFINED,
    UNKNOWN,
    Array,
    Function,
    Generic,
    IndexSignature,
    Intersection,
    Literal,
    Object,
    Opaque,
    OpenUnion,
    Primitive,
    Property,
    Record,
    Reference,
    TemplateLiteral,
    Tuple,
    TupleItem,
    Type,
    UnionType,
    children,
    holds,
)
from tsbind.model.unions import members_of, tuple_of, union
from tsbind.position import Position
from tsbind.resolve.bind import MAX_TEXT
from tsbind.resolve.declared import Declarations, Declared
from tsbind.resolve.memo import Memo
from tsbind.resolve.scope import EnumValue
from tsbind.resolve.symbols import Symbol
from tsbind.resolve.templates import matches
from tsbind.syntax.nodes import AliasDeclaration
from tsbind.values import value_class

_Waiting: TypeAlias = Union[Generic, Intersection, TemplateLiteral]
Rule: TypeAlias = Callable[["Evaluator", _Waiting], Type]

# Aliases and bases followed one inside the other; beyond it a type is opaque.
MAX_STEPS = 150
# Of these, as many as may wait for one another: each takes some frames of Python's stack.
MAX_WAITING = 60
# Types in the arguments of an alias, and levels of them, which aliases may make grow.
MAX_ARGUMENTS = 5_000
MAX_NESTING = 50
TYPES_A_STEP = 20
# Steps of evaluation that one declaration may take, and all of a program's together.
MAX_WORK = 2_000
MAX_TOTAL_WORK = 200_000
TOO_MUCH = "takes more work than a declaration may"
# Operators that make an object type; some can although a type parameter is left in them.
_LITERAL_BASES: dict[str, tuple[type, ...]] = {"string": (str,), "number": (int, float)}
_SHAPES = ("Omit", "Pick", "Partial", "Required", "Readonly", "Record", "mapped")
# Operators that look into a type; they find what they want although a parameter is left in it.
_LOOKS = frozenset(("index", "keyof"))
# Members a union may grow to while it is evaluated (billion-laughs aliases).
MAX_MEMBERS = 20_000


@value_class(frozen=True, slots=True)
class Members:
    """The members of an object type, properties by name."""

    properties: dict[str, Property]
    index: tuple[IndexSignature, ...] = ()
    calls: tuple[Function, ...] = ()

    def as_object(self) -> Type:
        """The object type with these members."""
        if not self.properties and not self.calls and len(self.index) == 1:
            return Record(self.index[0].key, self.index[0].value)
        return Object(tuple(self.properties.values()), self.index, self.calls)


class UnresolvableError(Exception):
    """A type cannot be worked out; the text says why."""


class Evaluator:
    """Evaluates the types of one program. ``place`` is the declaration at work, for reports."""

    def __init__(self, declarations: Declarations, apply: Rule) -> None:
        """``apply`` works out one operator; it calls the evaluator back."""
        self.declarations = declarations
        self._rule = apply
        self.binder = declarations.binder
        self.place = Position("", 1, 1)
        self.total_work = 0
        self.depends_on_order = False
        """Whether a type was met before it was finished, or a limit: what then comes out depends
        on the order in which things are asked for."""
        self._waiting = 0
        self._results: Memo[Type, Type] = Memo()
        self._expanded: Memo[Reference, Type] = Memo()
        self._running: set[Type] = set()
        self._alias_ends: Memo[Reference, Reference] = Memo()
        self._members: Memo[str, Members] = Memo()
        self._reference_members: Memo[Reference, Members | None] = Memo()
        self._searching: set[Type] = set()
        self._inheriting: dict[str, Members] = {}
        """What was found yet of the declarations whose bases are being followed."""
        self._unfinished: set[str] = set()
        """Declarations of which only a part was seen by what is being worked out."""
        self._work = 0
        self._told = False
        """Whether the declaration's limit is reported."""

    def begin(self, place: Position) -> None:
        """Start on another declaration: reports are at ``place``, and it has its own budget."""
        self.place = place
        self._work = 0
        self._told = False

    def _step(self) -> None:
        """Count a step of work, so that types which grow without end do end."""
        self._work += 1
        self.total_work += 1
        if self._work > MAX_WORK or self.total_work > MAX_TOTAL_WORK:
            self.depends_on_order = True
            raise UnresolvableError(TOO_MUCH)

    # Evaluation

    def evaluate(self, type_: Type) -> Type:
        """``type_`` with everything in it worked out that can be."""
        if isinstance(type_, Generic | Intersection | TemplateLiteral):
            return self._memoised(type_)
        rebuilt = rebuild(type_, self.evaluate)
        if isinstance(rebuilt, Tuple):
            return self._spread(rebuilt)
        if isinstance(rebuilt, Reference) and self._is_computed(rebuilt):
            return self._called(rebuilt)
        return rebuilt

    def _spread(self, type_: Tuple) -> Type:
        """A tuple with what is spread in it put in; over a union once for each member."""
        for place, item in enumerate(type_.items):
            inner = item.type
            if not (isinstance(inner, Generic) and inner.operator == "spread"):
                continue
            if free_parameters(inner):
                continue
            try:
                choices = self.union_members(self.expanded(inner.arguments[0]))
            except UnresolvableError as error:
                return self.opaque(type_, str(error))
            if not all(isinstance(self.expanded(c), Array | Tuple) or c == ANY for c in choices):
                return self.opaque(type_, "a spread of something that is no array")
            before, after = type_.items[:place], type_.items[place + 1 :]
            made: list[Type] = []
            for choice in choices:
                spread = TupleItem(Generic("spread", (self.expanded(choice),)), rest=True)
                filled = tuple_of((*before, spread, *after), readonly=type_.readonly)
                made.append(self._spread(filled) if isinstance(filled, Tuple) else filled)
            return union(made)
        return type_

    def _takes_parameters(self, type_: Reference) -> bool:
        target = self.binder.target(type_.id)
        if target is None or isinstance(target, EnumValue):
            return False
        return any(isinstance(s, AliasDeclaration) and s.type_parameters for s in target.types)

    def _is_computed(self, type_: Reference) -> bool:
        """True for a generic alias that is a function over types, not a shape with holes."""
        if not (type_.arguments or self._takes_parameters(type_)) or free_parameters(type_):
            return False
        for _ in range(MAX_STEPS):
            declared = self.declared(type_)
            if declared is None or declared.type is None:
                return False
            if any(isinstance(member, Generic) for member in members_of(declared.type)):
                return True
            if not isinstance(declared.type, Reference) or not declared.type.arguments:
                return False
            type_ = declared.type
        return False

    def _called(self, type_: Reference) -> Type:
        try:
            return self.alias_of(type_) or type_
        except UnresolvableError as error:
            return self.opaque(type_, str(error))

    def _memoised(self, type_: _Waiting) -> Type:
        return self._results.get_or_make(type_, lambda: self._new(type_), self._is_final)

    def _is_final(self, result: Type) -> bool:
        """Whether a result would be the same when worked out at another time."""
        return not self._unfinished and (not self._running or not holds(result, Opaque))

    def _new(self, type_: _Waiting) -> Type:
        if self._is_waited_for(type_):
            return self.opaque(type_, "refers to itself without end")
        self._wait_for(type_)
        reported = len(self.binder.program.problems)
        try:
            self._step()
            return self._work_out(type_)
        except UnresolvableError as error:
            if len(self.binder.program.problems) > reported:
                # A part of it was reported already: that is the cause.
                return Opaque(_text(type_)[:MAX_TEXT], str(error), self.place)
            return self.opaque(type_, str(error))
        finally:
            self._end_wait(type_)

    def _is_waited_for(self, type_: Type) -> bool:
        """Whether what is asked for waits for the answer, or too much else does."""
        if type_ in self._running or self._waiting > MAX_WAITING:
            self.depends_on_order = True
            return True
        return False

    def _wait_for(self, type_: Type) -> None:
        self._running.add(type_)
        self._waiting += 1

    def _end_wait(self, type_: Type) -> None:
        self._running.discard(type_)
        self._waiting -= 1

    def _work_out(self, type_: _Waiting) -> Type:
        if not free_parameters(type_):
            return self._rule(self, type_)
        if isinstance(type_, Generic) and (type_.operator in _LOOKS or _is_decided(type_)):
            try:
                return self._rule(self, type_)
            except UnresolvableError:
                pass
        return rebuild(type_, self.evaluate)

    def opaque(self, type_: Type, reason: str) -> Type:
        """A type that stays as text, reported at the place at work; its limit once."""
        if reason == TOO_MUCH:
            if self._told:
                return Opaque(_text(type_)[:MAX_TEXT], reason, self.place)
            self._told = True
        return self.binder.opaque(_text(type_), reason, self.place)

    # Following references

    def declared(self, reference: Reference) -> Declared | None:
        """What ``reference`` names; None for enum members and for what is outside the program."""
        target = self.binder.target(reference.id)
        if target is None or isinstance(target, EnumValue):
            return None
        return self.declarations.of(target)

    def enum_of(self, type_: Type) -> tuple[str, str | None] | None:
        """The id of the enum that ``type_`` is or is a member of, and the member's name."""
        target = self.binder.target(type_.id) if isinstance(type_, Reference) else None
        if isinstance(target, EnumValue):
            return target.enum.id, target.name
        declared = self.declared(type_) if isinstance(type_, Reference) else None
        if declared is None or declared.kind != "enum":
            return None
        return declared.symbol.id, None

    def alias_of(self, type_: Type) -> Type | None:
        """The right-hand side of the alias that ``type_`` refers to, evaluated; None if none."""
        if not isinstance(type_, Reference):
            return None
        declared = self.declared(type_)
        if declared is None or declared.type is None:
            return None
        self._step()
        if type_.arguments:
            size = _size(type_)
            if size > MAX_ARGUMENTS:
                raise UnresolvableError("an alias whose arguments grow without end")
            # Large arguments cost more to fill in than small ones.
            self._work += size // TYPES_A_STEP
        if self._is_waited_for(type_):
            raise UnresolvableError("an alias that refers to itself")
        self._wait_for(type_)
        try:
            return self.evaluate(substitute(declared.type, arguments_of(declared, type_)))
        finally:
            self._end_wait(type_)

    def expanded(self, type_: Type) -> Type:
        """``type_`` evaluated, and aliases followed until something else."""
        if isinstance(type_, Generic | Intersection):
            type_ = self.evaluate(type_)
        if not isinstance(type_, Reference):
            return type_
        return self._expanded.get_or_make(type_, lambda: self._end_of_aliases(type_), _is_known)

    def _end_of_aliases(self, type_: Type) -> Type:
        passed: set[Type] = set()
        while True:
            type_ = self._end_of_names(type_)
            if type_ in passed:
                raise UnresolvableError("an alias that refers to itself")
            known = self._expanded.get(type_) if isinstance(type_, Reference) else None
            inner = known or self.alias_of(type_)
            if known is not None or inner is None:
                return known or type_
            passed.add(type_)
            type_ = inner

    def _end_of_names(self, type_: Type) -> Type:
        """A name that stands for a name, and so on, followed however long the chain is."""
        if not isinstance(type_, Reference) or self._next_name(type_) is None:
            return type_
        known = self._alias_ends.get(type_)
        if known is None:
            passed: dict[Reference, None] = {}
            following: Reference | None = type_
            while following is not None and following not in passed:
                passed[following] = None
                following = None if self._alias_ends.get(following) else self._next_name(following)
            for name in reversed(passed):
                known = self._alias_ends.get_or_make(name, partial(self._last_name, name))
        return known or type_

    def _last_name(self, type_: Reference) -> Reference:
        """What ``type_`` ends at, when that is known of the name it stands for."""
        following = self._next_name(type_)
        return type_ if following is None else self._alias_ends.get(following) or following

    def _next_name(self, type_: Reference) -> Reference | None:
        declared = None if type_.arguments else self.declared(type_)
        if declared is None or declared.parameters or not isinstance(declared.type, Reference):
            return None
        return None if declared.type.arguments else declared.type

    def union_members(self, type_: Type) -> list[Type]:
        """The members of a union with aliases of unions dissolved; a type alone is its own.

        ``never`` is the union of nothing.
        """
        found: dict[Type, None] = {}
        stack: list[tuple[Type, int]] = [(type_, 0)]
        while stack:
            current, depth = stack.pop()
            current = self._opened(current)
            if depth > MAX_STEPS or len(found) > MAX_MEMBERS:
                raise UnresolvableError(f"a union of more than {MAX_MEMBERS} members")
            if isinstance(current, UnionType):
                stack.extend((m, depth + 1) for m in reversed(current.members))
            elif current != NEVER:
                found[current] = None
        for top in (ANY, UNKNOWN):
            if top in found:
                return [top]
        return self._reduced(list(found))

    def _opened(self, type_: Type) -> Type:
        """A member of a union evaluated; what an alias of a union stands for."""
        if isinstance(type_, Reference):
            inner = self.expanded(type_)
            type_ = inner if _is_union_like(inner) else type_
        elif isinstance(type_, Generic | Intersection | TemplateLiteral):
            type_ = self.evaluate(type_)
        return self._without_others(type_) if isinstance(type_, OpenUnion) else type_

    def _without_others(self, type_: OpenUnion) -> Type:
        """An open union with what is no literal beside it: a name need not be one of strings."""
        others = [m for m in type_.members if not self._is_spelled(m)]
        if not others:
            return type_
        known = tuple([m for m in type_.members if m not in others])
        return UnionType((replace(type_, members=known), *others))

    def _is_spelled(self, member: Type) -> bool:
        """Whether a member of an open union is of literals alone."""
        if isinstance(member, Literal):
            return True
        inside = self.union_members(member)
        return all(isinstance(m, Literal) or self.enum_of(m) is not None for m in inside)

    def _reduced(self, members: list[Type]) -> list[Type]:
        """Members less the literals and templates beside the primitive they belong to."""
        wide = {m.name for m in members if isinstance(m, Primitive)} & _LITERAL_BASES.keys()
        templates = [m for m in members if isinstance(m, TemplateLiteral)]
        if not wide and not templates:
            return members
        of_wide = tuple(t for name in wide for t in _LITERAL_BASES[name])

        def is_said(member: Type) -> bool:
            if isinstance(member, TemplateLiteral):
                return "string" in wide
            if isinstance(member, Reference):
                target = self.binder.target(member.id)
                if not isinstance(target, EnumValue):
                    return False
                return isinstance(self.binder.enum_values.value(target), of_wide)
            if not isinstance(member, Literal):
                return False
            is_wide = isinstance(member.value, of_wide) and not isinstance(member.value, bool)
            return is_wide or any(matches(template, member.value) for template in templates)

        return [member for member in members if not is_said(member)]

    # Members

    def members(self, type_: Type) -> Members | None:
        """The properties, index and call signatures of an object type; None if it has none."""
        if isinstance(type_, Generic | Intersection):
            type_ = self._shape(self.evaluate(type_))
        if isinstance(type_, Generic) and type_.operator == "typeof":
            return self._members_of_value(type_.arguments[0])
        if isinstance(type_, Object):
            return Members({p.name: p for p in type_.properties}, type_.index, type_.calls)
        if isinstance(type_, Record):
            return Members({}, (IndexSignature(type_.key, type_.value),))
        if isinstance(type_, Function):
            return Members({}, (), (type_,))
        if isinstance(type_, UnionType):
            return self._common(type_)
        type_ = self._end_of_names(type_)
        return self._members_of_reference(type_) if isinstance(type_, Reference) else None

    def _members_of_value(self, type_: Type) -> Members | None:
        """The members of an enum as a value, and of its namespace; None for any other value."""
        target = self.binder.target(type_.id) if isinstance(type_, Reference) else None
        if not isinstance(target, Symbol) or self.enum_of(type_) is None:
            return None
        names = [member.name for member in self.binder.enum_values.members(target)]
        values = [(name, self.binder.enum_value(EnumValue(target, name))) for name in names]
        inside = self.binder.module_type(target.members).properties if target.members else ()
        properties = {name: Property(name, value, readonly=True) for name, value in values}
        return Members(properties | {p.name: p for p in inside})

    def constructor_of(self, class_: Type) -> Function | None:
        """The constructor of a class, or of the class it extends; None where it is not known."""
        for _ in range(MAX_STEPS):
            declared = self.declared(class_) if isinstance(class_, Reference) else None
            if declared is None or declared.kind != "class" or declared.parameters:
                return None
            own = self.declarations.constructors_of(declared.symbol)
            if own:
                return own[-1]
            if not declared.extends:
                return Function((), class_, constructs=True)
            class_ = declared.extends[0]
        return None

    def _shape(self, type_: Type) -> Type:
        """What an operator gives although a type parameter is in it: `Omit<Page<T>, 'next'>`."""
        if not (isinstance(type_, Intersection) or _makes_object(type_)):
            return type_
        if self._is_waited_for(type_):
            return type_
        self._wait_for(type_)
        try:
            return self._rule(self, type_)
        except UnresolvableError:
            return type_
        finally:
            self._end_wait(type_)

    def _members_of_reference(self, type_: Reference) -> Members | None:
        return self._reference_members.get_or_make(
            type_, lambda: self._searched(type_), self._is_whole
        )

    def _is_whole(self, found: Members | None) -> bool:
        """Inside another search one may have met a type that is not finished."""
        alone = not (self._searching or self._running)
        return alone and found is not None if self.depends_on_order else True

    def _searched(self, type_: Reference) -> Members | None:
        if type_ in self._searching:
            return self._partial_members(type_.id)
        self._searching.add(type_)
        try:
            return self._referred(type_)
        finally:
            self._searching.discard(type_)

    def _partial_members(self, id_: str) -> Members | None:
        """The members found yet of a declaration whose bases are being followed."""
        self.depends_on_order = True
        found = self._inheriting.get(id_) or self._members.get(id_)
        if found is not None:
            self._unfinished.add(id_)
        return found

    def _referred(self, type_: Reference) -> Members | None:
        inner = self.alias_of(type_)
        if inner is not None:
            return self.members(inner)
        declared = self.declared(type_)
        if declared is None or declared.kind == "enum":
            return None
        members = self._own_and_inherited(declared)
        values = arguments_of(declared, type_)
        if not values or members is None:
            return members
        return Members(
            {
                name: replace(p, type=substitute(p.type, values))
                for name, p in members.properties.items()
            },
            tuple(
                [
                    replace(i, key=substitute(i.key, values), value=substitute(i.value, values))
                    for i in members.index
                ]
            ),
            tuple([filled_call(call, values) for call in members.calls]),
        )

    def _own_and_inherited(self, declared: Declared) -> Members | None:
        id_ = declared.symbol.id
        if id_ in self._inheriting:
            return self._partial_members(id_)
        return self._members.get_or_make(
            id_, lambda: self._with_inherited(declared), lambda _found: not self._unfinished
        )

    def _with_inherited(self, declared: Declared) -> Members:
        id_ = declared.symbol.id
        # While the bases are followed, a base that comes back here adds what it declares itself.
        own = self._inheriting[id_] = Members({p.name: p for p in declared.properties})
        try:
            return self._inherit(declared)
        except UnresolvableError:
            # The first that asks reports it; to all others the bases add nothing.
            self.depends_on_order = True
            self._members.get_or_make(id_, lambda: own)
            raise
        finally:
            del self._inheriting[id_]
            self._unfinished.discard(id_)

    def _inherit(self, declared: Declared) -> Members:
        properties: dict[str, Property] = {}
        index: dict[Type, IndexSignature] = {}
        calls = list(declared.calls)
        for base in declared.extends:
            members = self.members(base)
            if members is None:
                continue
            owner = base.id if isinstance(base, Reference) else None
            for name, property_ in members.properties.items():
                inherited = property_.inherited_from or owner
                properties.setdefault(name, replace(property_, inherited_from=inherited))
            index |= {signature.key: signature for signature in members.index}
            calls.extend(call for call in members.calls if call not in calls)
        own = {p.name: p for p in declared.properties}
        properties = {n: p for n, p in properties.items() if n not in own}
        index |= {signature.key: signature for signature in declared.index}
        return Members(own | properties, tuple(index.values()), tuple(calls))

    def _common(self, type_: UnionType) -> Members | None:
        """The properties that every member of a union has."""
        every = [self.members(member) for member in type_.members]
        known = [members for members in every if members is not None]
        if len(known) < len(every):
            return None
        first, *others = known
        common: dict[str, Property] = {}
        for name, property_ in first.properties.items():
            rest = [members.properties.get(name) for members in others]
            present = [p for p in rest if p is not None]
            if len(present) == len(others):
                common[name] = replace(
                    property_,
                    type=union([property_.type, *(p.type for p in present)]),
                    optional=property_.optional or any(p.optional for p in present),
                )
        return Members(common)


def value_of(property_: Property) -> Type:
    """The type of a property, with undefined where it may be absent."""
    return union([property_.type, UNDEFINED]) if property_.optional else property_.type


def filled_call(call: Function, values: dict[str, Type]) -> Function:
    """A signature with type parameters filled in."""
    filled = substitute(call, values)
    assert isinstance(filled, Function)
    return filled


def arguments_of(declared: Declared, reference: Reference) -> dict[str, Type]:
    """The value of each type parameter: the argument, else the default, else the constraint."""
    values: dict[str, Type] = {}
    for place, parameter in enumerate(declared.parameters):
        if place < len(reference.arguments):
            values[parameter.name] = reference.arguments[place]
        elif parameter.default is not None:
            values[parameter.name] = substitute(parameter.default, values)
    return values


def _is_decided(type_: Generic) -> bool:
    """Whether a conditional type waits for a parameter in its branches alone."""
    if type_.operator != "conditional":
        return False
    check, extends = type_.arguments[:2]
    return not free_parameters(check) and not (
        free_parameters(extends) - frozenset(inferred_names(extends))
    )


def _is_known(type_: Type) -> bool:
    return not holds(type_, Opaque)


def _is_union_like(type_: Type) -> bool:
    return isinstance(type_, UnionType | Literal | OpenUnion) or not isinstance(
        type_, Object | Record | Reference
    )


def _text(type_: Type) -> str:
    """A type as a report names it; without its parts where they would fill pages."""
    if _size(type_) <= MAX_ARGUMENTS:
        return typescript(type_)
    if isinstance(type_, Reference):
        return f"{declared_name(type_.id)}<...>"
    return f"{type_.operator}<...>" if isinstance(type_, Generic) else f"a large {type_.kind}"


def _size(type_: Type) -> int:
    """How many types a type holds; more than `MAX_ARGUMENTS` where it nests too deep."""
    level, count = [type_], 0
    for _ in range(MAX_NESTING):
        level = [part for whole in level for part in children(whole)]
        count += len(level)
        if not level or count > MAX_ARGUMENTS:
            return count
    return MAX_ARGUMENTS + 1


def _makes_object(type_: Type) -> TypeGuard[Generic]:
    """Whether an operator makes an object type whatever a type parameter in it stands for."""
    if not isinstance(type_, Generic):
        return False
    if type_.operator == "distribute":
        return _makes_object(type_.arguments[2])
    return type_.operator.startswith(_SHAPES)
