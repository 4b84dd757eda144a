"""Types worked out: utility types, intersections, indexed access, conditional and mapped types.

What waits for a type parameter stays `Generic`. What cannot be decided becomes `Opaque` and is
reported at the place being evaluated.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias, Union

from tsbind.model.spelling import typescript
from tsbind.model.types import (
    NEVER,
    Function,
    Generic,
    IndexSignature,
    Intersection,
    Literal,
    Object,
    Opaque,
    OpenUnion,
    Property,
    Record,
    Reference,
    TemplateLiteral,
    Type,
    UnionType,
    children,
    holds,
)
from tsbind.position import Position
from tsbind.resolve.declared import Declarations, Declared
from tsbind.resolve.scope import EnumValue
from tsbind.resolve.substitute import free_parameters, rebuild, substitute
from tsbind.resolve.unions import members_of, union
from tsbind.values import value_class

_Waiting: TypeAlias = Union[Generic, Intersection, TemplateLiteral]

# Aliases and bases followed one inside the other; beyond it a type is opaque.
MAX_STEPS = 150
# Of these, as many as may wait for one another: each takes some frames of Python's stack.
MAX_WAITING = 60
# Types in the arguments of an alias, and levels of them, which aliases may make grow.
MAX_ARGUMENTS = 5_000
MAX_NESTING = 50
# Steps of evaluation that one declaration may take, and all of a program's together.
MAX_WORK = 2_000
MAX_TOTAL_WORK = 200_000
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

    def __init__(self, declarations: Declarations) -> None:
        self.declarations = declarations
        self.binder = declarations.binder
        self.place = Position("", 1, 1)
        self._results: dict[Type, Type] = {}
        self._expanded: dict[Reference, Type] = {}
        self._running: set[Type] = set()
        self._members: dict[str, Members | None] = {}
        self._behind: dict[Reference, Members] = {}
        self._looking: set[Type] = set()
        self._depth = 0
        self._work = 0
        self._total_work = 0

    def begin(self, place: Position) -> None:
        """Start on another declaration: reports are at ``place``, and it has its own budget."""
        self.place = place
        self._work = 0

    def _step(self) -> None:
        """Count a step of work, so that types which grow without end do end."""
        self._work += 1
        self._total_work += 1
        if self._work > MAX_WORK or self._total_work > MAX_TOTAL_WORK:
            raise UnresolvableError("takes more work than a declaration may")

    # Evaluation

    def evaluate(self, type_: Type) -> Type:
        """``type_`` with everything in it worked out that can be."""
        if isinstance(type_, Generic | Intersection | TemplateLiteral):
            return self._once(type_)
        rebuilt = rebuild(type_, self.evaluate)
        if isinstance(rebuilt, Reference) and rebuilt.arguments and self._is_computed(rebuilt):
            return self._called(rebuilt)
        return rebuilt

    def _is_computed(self, type_: Reference) -> bool:
        """True for a generic alias that is a function over types, not a shape with holes."""
        if free_parameters(type_):
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

    def _once(self, type_: _Waiting) -> Type:
        known = self._results.get(type_)
        if known is not None:
            return known
        if type_ in self._running or self._depth > MAX_WAITING:
            return self.opaque(type_, "refers to itself without end")
        self._running.add(type_)
        self._depth += 1
        try:
            self._step()
            result = self._work_out(type_)
        except UnresolvableError as error:
            result = self.opaque(type_, str(error))
        finally:
            self._running.discard(type_)
            self._depth -= 1
        if not self._running or not holds(result, Opaque):
            self._results[type_] = result
        return result

    def _work_out(self, type_: _Waiting) -> Type:
        # Rules call the evaluator back, so they are looked up, not imported at the top.
        from tsbind.resolve.operators import apply  # noqa: PLC0415

        if free_parameters(type_):
            return rebuild(type_, self.evaluate)
        return apply(self, type_)

    def opaque(self, type_: Type, reason: str) -> Type:
        """A type that stays as text, reported at the place at work."""
        return self.binder.opaque(typescript(type_), reason, self.place)

    # Following references

    def declared(self, reference: Reference) -> Declared | None:
        """What ``reference`` names; None for enum members and for what is outside the program."""
        target = self.binder.targets.get(reference.id)
        if target is None or isinstance(target, EnumValue):
            return None
        return self.declarations.of(target)

    def enum_of(self, type_: Type) -> tuple[str, str | None] | None:
        """The id of the enum that ``type_`` is or is a member of, and the member's name."""
        target = self.binder.targets.get(type_.id) if isinstance(type_, Reference) else None
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
        if type_.arguments and _is_overgrown(type_):
            raise UnresolvableError("an alias whose arguments grow without end")
        if type_ in self._running or self._depth > MAX_WAITING:
            raise UnresolvableError("an alias that refers to itself")
        self._running.add(type_)
        self._depth += 1
        try:
            return self.evaluate(substitute(declared.type, arguments_of(declared, type_)))
        finally:
            self._running.discard(type_)
            self._depth -= 1

    def expanded(self, type_: Type) -> Type:
        """``type_`` evaluated, and aliases followed until something else."""
        if isinstance(type_, Generic | Intersection):
            type_ = self.evaluate(type_)
        if not isinstance(type_, Reference):
            return type_
        known = self._expanded.get(type_)
        if known is None:
            known = self._end_of_aliases(type_)
            if not holds(known, Opaque):
                self._expanded[type_] = known
        return known

    def _end_of_aliases(self, type_: Type) -> Type:
        for _ in range(MAX_STEPS):
            inner = self.alias_of(type_)
            if inner is None:
                return type_
            type_ = inner
        raise UnresolvableError("an alias that refers to itself")

    def union_members(self, type_: Type) -> list[Type]:
        """The members of a union with aliases of unions dissolved; a type alone is its own.

        ``never`` is the union of nothing.
        """
        found: dict[Type, None] = {}
        stack: list[tuple[Type, int]] = [(type_, 0)]
        while stack:
            current, depth = stack.pop()
            if isinstance(current, Reference):
                inner = self.expanded(current)
                if _is_union_like(inner):
                    current = inner
            elif isinstance(current, Generic | Intersection):
                current = self.evaluate(current)
            if depth > MAX_STEPS or len(found) > MAX_MEMBERS:
                raise UnresolvableError(f"a union of more than {MAX_MEMBERS} members")
            if isinstance(current, UnionType):
                stack.extend((m, depth + 1) for m in reversed(current.members))
            elif current != NEVER:
                found[current] = None
        return list(found)

    # Members

    def members(self, type_: Type) -> Members | None:
        """The properties, index and call signatures of an object type; None if it has none."""
        type_ = self.evaluate(type_) if isinstance(type_, Generic | Intersection) else type_
        if isinstance(type_, Object):
            return Members({p.name: p for p in type_.properties}, type_.index, type_.calls)
        if isinstance(type_, Record):
            return Members({}, (IndexSignature(type_.key, type_.value),))
        if isinstance(type_, Function):
            return Members({}, (), (type_,))
        if isinstance(type_, UnionType):
            return self._common(type_)
        return self._members_behind(type_) if isinstance(type_, Reference) else None

    def _members_behind(self, type_: Reference) -> Members | None:
        known = self._behind.get(type_)
        if known is not None or type_ in self._looking:
            return known
        self._looking.add(type_)
        try:
            found = self._referred(type_)
        finally:
            self._looking.discard(type_)
        # Inside another search this one may have met a type that is not finished.
        if found is not None and not self._looking and not self._running:
            self._behind[type_] = found
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
            members.calls,
        )

    def _own_and_inherited(self, declared: Declared) -> Members | None:
        id_ = declared.symbol.id
        if id_ not in self._members:
            # While the bases are followed, a base that comes back here adds nothing.
            self._members[id_] = Members({p.name: p for p in declared.properties})
            self._members[id_] = self._inherit(declared)
        return self._members[id_]

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


def arguments_of(declared: Declared, reference: Reference) -> dict[str, Type]:
    """The value of each type parameter: the argument, else the default, else the constraint."""
    values: dict[str, Type] = {}
    for place, parameter in enumerate(declared.parameters):
        if place < len(reference.arguments):
            values[parameter.name] = reference.arguments[place]
        elif parameter.default is not None:
            values[parameter.name] = substitute(parameter.default, values)
    return values


def _is_union_like(type_: Type) -> bool:
    return isinstance(type_, UnionType | Literal | OpenUnion) or not isinstance(
        type_, Object | Record | Reference
    )


def _is_overgrown(type_: Type) -> bool:
    """Whether a type holds more types, or more levels of them, than are worked out."""
    level, count = [type_], 0
    for _ in range(MAX_NESTING):
        level = [part for whole in level for part in children(whole)]
        count += len(level)
        if not level or count > MAX_ARGUMENTS:
            return count > MAX_ARGUMENTS
    return True
