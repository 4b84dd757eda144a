"""Whether a type of the model is the type that tsc has: aliases dissolved, unions as sets.

A verdict is the worst of its parts': what differs anywhere makes the whole differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from tsbind.model.declarations import Declaration, Package
from tsbind.model.spelling import typescript
from tsbind.model.substitute import free_parameters, substitute
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
    Parameter,
    Primitive,
    Property,
    Record,
    Reference,
    TemplateLiteral,
    Tuple,
    Type,
    UnionType,
    walk,
)
from tsbind.resolve.templates import matches
from tsbind.syntax.nodes.docs import prose_of

Json: TypeAlias = dict[str, Any]
EQUAL, WAITS, DEEP, ERROR, OPAQUE, DIFFERS = range(6)
_STEPS = 80
_SHOWN = 4
_NESTED = 60
"""Comparisons inside one another: types that grow without end end here."""
_OPENABLE = ("string", "number")
THIS = Primitive("this")
_BASES: dict[type, str] = {str: "string", int: "number", float: "number", bool: "boolean"}


def js_number(value: float) -> str:
    """A number as JavaScript prints it."""
    if value in (float("inf"), float("-inf")):
        return "Infinity" if value > 0 else "-Infinity"
    number = float(value)
    if number.is_integer() and abs(number) < 1e21:
        return str(int(number))
    mantissa, _, exponent = repr(number).partition("e")
    if not exponent:
        return mantissa
    shown = mantissa.removesuffix(".0")
    power = int(exponent)
    if -7 < power < 0:
        return f"{number:.{len(shown.replace('.', '').lstrip('-')) - 1 - power}f}"
    return f"{shown}e{'+' if power > 0 else '-'}{abs(power)}"


@dataclass
class Ours:
    """The model's definitions, and types read with them."""

    package: Package
    evaluate: Callable[[Type], Type]
    by_id: dict[str, Declaration] = field(init=False)
    _flat: dict[Type, tuple[Type, ...]] = field(default_factory=dict[Type, tuple[Type, ...]])

    def __post_init__(self) -> None:
        self.by_id = {declaration.id: declaration for declaration in self.package.types}

    def unfold(self, type_: Type) -> Type:
        """``type_`` with aliases dissolved, and with what no parameter holds back worked out."""
        for _ in range(_STEPS):
            if isinstance(type_, Generic | Intersection | TemplateLiteral):
                if free_parameters(type_):
                    return type_
                worked_out = self.evaluate(type_)
                if worked_out == type_:
                    return type_
                type_ = worked_out
                continue
            if not isinstance(type_, Reference):
                return type_
            found = self.by_id.get(type_.id)
            if found is None or found.type is None:
                return type_
            type_ = substitute(found.type, self.values(found, type_))
        return type_

    def values(self, found: Declaration, type_: Reference) -> dict[str, Type]:
        """The value of each type parameter: the argument, else the default."""
        values: dict[str, Type] = {}
        for place, parameter in enumerate(found.type_parameters):
            if place < len(type_.arguments):
                values[parameter.name] = type_.arguments[place]
            elif parameter.default is not None:
                values[parameter.name] = substitute(parameter.default, values)
        return values

    def arguments(self, type_: Reference) -> tuple[Type, ...]:
        """The arguments with the defaults of those left out."""
        found = self.by_id.get(type_.id)
        return type_.arguments if found is None else tuple(self.values(found, type_).values())

    def is_opaque(self, type_: Type) -> bool:
        """Whether the model says of a type, or of what it stands for, that it is opaque."""
        return any(isinstance(m, Opaque) for m in self.union(type_))

    def union(self, type_: Type) -> tuple[Type, ...]:
        """The members of a type as a union: nothing nested, no alias, literals absorbed."""
        known = self._flat.get(type_)
        if known is None:
            known = self._flat[type_] = tuple(self._absorbed(dict.fromkeys(self._members(type_))))
        return known

    def _members(self, type_: Type) -> Iterable[Type]:
        pending, seen = [type_], set[Type]()
        while pending:
            member = pending.pop()
            if member in seen:
                continue
            seen.add(member)
            inner = self.unfold(member)
            if isinstance(inner, UnionType):
                pending.extend(reversed(inner.members))
            elif isinstance(inner, OpenUnion):
                pending.extend(reversed(inner.members))
                yield OpenUnion(inner.base, ())
            elif inner == Primitive("boolean"):
                yield from (Literal(True), Literal(False))
            elif inner != NEVER:
                yield inner

    def _absorbed(self, members: dict[Type, None]) -> list[Type]:
        for top in (ANY, UNKNOWN):
            if top in members:
                return [top]
        wide = {m.name for m in members if isinstance(m, Primitive)}
        kept = [m for m in members if not self._is_in(m, wide)]
        templates = [m for m in kept if isinstance(m, TemplateLiteral)]
        return [m for m in kept if not _is_matched(m, templates) and not _is_narrower(m, kept)]

    def _is_in(self, type_: Type, wide: set[str]) -> bool:
        if isinstance(type_, Literal):
            return not isinstance(type_.value, bool) and _BASES[type(type_.value)] in wide
        if isinstance(type_, OpenUnion):
            return type_.base in wide
        if isinstance(type_, TemplateLiteral):
            return "string" in wide
        enum = self.enum(type_)
        values = {v for v, _ in enum[1]} if enum else set()
        return (
            bool(values) and {("string" if v.startswith('"') else "number") for v in values} <= wide
        )

    def enum(self, type_: Type) -> tuple[str, set[tuple[str, str]]] | None:
        """The enum a type is or is a member of: its id, and the values with names; None if none.

        Members of one value are one type, so the first name stands for it.
        """
        if not isinstance(type_, Reference):
            return None
        id_, name = type_.id, None
        found = self.by_id.get(id_)
        if found is None:
            id_, _, name = type_.id.rpartition(".")
            found = self.by_id.get(id_)
        if found is None or found.kind != "enum":
            return None
        named = {m.name: own_value(m.value) for m in found.members}
        values = [(str(v), "" if v is not None else n) for n, v in named.items()]
        if name is not None:
            values = [(str(named.get(name)), "" if named.get(name) is not None else name)]
        return id_, set(values)


def own_value(value: str | int | float | bool | None) -> str | None:
    """A value of an enum as text that tells strings from numbers."""
    if value is None:
        return None
    return f'"{value}"' if isinstance(value, str) else js_number(value)


@dataclass
class Theirs:
    """The compiler's answer."""

    facts: Json

    def node(self, place: int) -> Json:
        """A type of the table."""
        node: Json = self.facts["table"][place]
        while node["k"] == "same":
            node = self.facts["table"][node["t"]]
        return node

    def union(self, place: int, named: frozenset[str] = frozenset()) -> list[int]:
        """The members of a type as a union, nothing nested but aliases of these names."""
        flat: dict[int, None] = {}
        pending = [place]
        while pending:
            current = pending.pop()
            node = self.node(current)
            if node["k"] in ("u", "enums") and node["m"] and node.get("util") not in named:
                pending.extend(reversed(node["m"]))
            elif node == {"k": "p", "n": "boolean"}:
                flat[-1] = flat[-2] = None
            elif node != {"k": "p", "n": "never"}:
                flat[current] = None
        return list(flat)

    def holds_null(self, place: int) -> bool | None:
        """Whether null is among a type's values; None where the type says nothing of it."""
        nodes = [self.node(m) for m in self.union(place) if m >= 0]
        if any(n["k"] in ("error", "deep") or n.get("n") in ("any", "unknown") for n in nodes):
            return None
        return {"k": "p", "n": "null"} in nodes

    def definition(self, place: int) -> Json | None:
        """What is declared of the interface or class that a type refers to."""
        node = self.node(place)
        found: Json | None = self.facts["types"].get(node["id"]) if node["k"] == "ref" else None
        return found if found is not None and "props" in found and not node["args"] else None


@dataclass
class SameType:
    """Compares types of the model with types of the compiler."""

    ours: Ours
    theirs: Theirs
    at: str = ""
    """The declaration at work, which is what ``this`` is."""
    _known: dict[tuple[Type, int, bool], int] = field(
        default_factory=dict[tuple[Type, int, bool], int]
    )
    _running: set[tuple[Type, int, bool]] = field(default_factory=set[tuple[Type, int, bool]])
    _why: tuple[Type, int] | None = None
    _deepest: int = 0
    _met_this: bool = False
    _joining: list[Json] = field(default_factory=list[Json])
    """The intersections that are compared as one object."""

    own_value = staticmethod(own_value)

    def value(self, value: object) -> str | None:
        """A value of an enum as text that tells strings from numbers."""
        if isinstance(value, dict):
            return str(value["n"])
        return None if value is None else f'"{value}"'

    def start(self, id_: str) -> None:
        """Begin with a declaration: ``this`` is of it."""
        self.at = id_

    def explain(self, ours: Type, theirs: int) -> str:
        """What the two types are, for a reader."""
        pairs = [(ours, theirs), *([self._why] if self._why else [])]
        self._why, self._deepest = None, 0
        shown = [
            (typescript(one)[:300], self.show(other)[:300]) for one, other in dict.fromkeys(pairs)
        ]
        return "".join(f"\n  ours   {mine}\n  theirs {wanted}" for mine, wanted in shown)

    def show(self, place: int, depth: int = 0) -> str:
        """A type of the compiler for a reader."""
        if place < 0:
            return "true|false"
        node = self.theirs.node(place)
        if depth > _SHOWN:
            return "..."
        if node["k"] == "p":
            return str(node["n"])
        return f"{node['k']}({', '.join(self._shown(node, depth + 1))})"

    def _shown(self, node: Json, depth: int) -> Iterable[str]:
        for key, value in node.items():
            if key in ("t", "c", "e", "y", "as") or (key in ("o", "i", "v", "n") and _is_at(value)):
                yield f"{key}={self.show(value, depth)}"
            elif key in ("m", "args"):
                parts = [
                    self.show(v if isinstance(v, int) else v["t"], depth)
                    for v in value
                    if not isinstance(v, str)
                ]
                yield f"[{', '.join(parts)}]"
            elif key in ("props", "ps"):
                marks = [
                    f"{p.get('n')}{'?' if 'o' in p else ''}: {self.show(p['t'], depth)}"
                    for p in value
                ]
                yield "; ".join(marks)
            elif key == "index":
                yield "; ".join(f"[{self.show(i['k'])}]: {self.show(i['v'], depth)}" for i in value)
            elif key == "calls":
                yield "; ".join(", ".join(self._shown(call, depth)) for call in value)
            elif key not in ("k", "least"):
                yield str(value)

    def verdict(self, one: Type, other: int, *, optional: bool = False) -> int:
        """How two types compare; ``undefined`` is left out where they are optional."""
        key = (one, other, optional)
        known = self._known.get(key)
        if known is not None:
            return known
        if key in self._running:
            return EQUAL
        if len(self._running) > _NESTED:
            return DEEP
        self._running.add(key)
        try:
            result = self._sets(one, other, optional)
        finally:
            self._running.discard(key)
        if result == DIFFERS and len(self._running) >= self._deepest:
            self._deepest, self._why = len(self._running), (one, other)
        if (result == DIFFERS or not self._running) and not self._met_this:
            self._known[key] = result
        self._met_this &= bool(self._running)
        return result

    def _sets(self, one: Type, other: int, optional: bool) -> int:
        mine = list(self.ours.union(one))
        outside = [_last(m.id) for m in mine if isinstance(m, Reference) and _is_outside(m.id)]
        wanted = self.theirs.union(other, frozenset(outside))
        nodes = [self.theirs.node(w) if w >= 0 else {"k": "lit", "v": w == -1} for w in wanted]
        if optional:
            mine = [m for m in mine if m != UNDEFINED]
            nodes = [n for n in nodes if n != {"k": "p", "n": "undefined"}]
        if any(n["k"] == "error" for n in nodes):
            return ERROR
        if any(n["k"] == "deep" for n in nodes):
            return DEEP
        if any(isinstance(m, Opaque) for m in mine):
            return OPAQUE
        wide = [n["n"] for n in nodes if n["k"] == "p"]
        nodes = [n for n in nodes if not self._is_open(n, wide)]
        narrower = [n for n in nodes if self._is_narrower(n, nodes)]
        nodes = [n for n in nodes if n not in narrower]
        mine, nodes, enums = self._enums(mine, nodes)
        result = self._match(mine, nodes, narrower) if enums else DIFFERS
        if result == DIFFERS and any(_is_waiting(m) for m in mine):
            return WAITS
        return result

    def _is_narrower(self, node: Json, nodes: list[Json]) -> bool:
        """Whether a member is ``A & B`` beside ``A``, which says nothing more."""
        inside = [self.theirs.node(m) for m in node["m"]] if node["k"] == "i" else []
        return any(part in nodes for part in inside)

    def _is_open(self, node: Json, wide: list[str]) -> bool:
        """Whether a member is ``string & {}`` beside ``string``, which says nothing more."""
        inside = [self.theirs.node(m) for m in node["m"]] if node["k"] == "i" else []
        return any(n["k"] == "p" and n["n"] in wide and n["n"] in _OPENABLE for n in inside)

    def _enums(self, mine: list[Type], nodes: list[Json]) -> tuple[list[Type], list[Json], bool]:
        """The rest of both sides once members of enums are compared."""
        wide = {m.name for m in mine if isinstance(m, Primitive)}
        own: set[tuple[str, str, str]] = set()
        rest: list[Type] = []
        for member in mine:
            enum = self.ours.enum(member)
            if enum is None:
                rest.append(member)
            else:
                values = [v for v in enum[1] if v[1] or _base_of(v[0]) not in wide]
                own |= {(enum[0], *value) for value in values}
        wanted: set[tuple[str, str, str]] = set()
        others: list[Json] = []
        for node in nodes:
            if node["k"] == "enum":
                value = self.value(node["v"])
                wanted.add((node["id"], str(value), "" if value is not None else node["n"]))
            elif node["k"] == "enums":
                # An enum of values that only the running program knows.
                found = self.ours.by_id.get(node["id"])
                names = [m.name for m in found.members] if found is not None else []
                wanted |= {(node["id"], "None", name) for name in names}
            else:
                others.append(node)
        return rest, others, own == wanted

    def _match(self, mine: list[Type], nodes: list[Json], spare: Sequence[Json] = ()) -> int:
        """Each of ours is one of theirs or of ``spare``, and none of theirs is left."""
        worst = EQUAL
        left = list(nodes)
        if len(mine) == len(left) == 1 and not spare:
            return self._one(mine[0], left[0])
        for member in mine:
            best, at = DIFFERS, -1
            for place, node in enumerate(left):
                if not _may_match(member, node):
                    continue
                found = self._one(member, node)
                if found < best:
                    best, at = found, place
                    if best == EQUAL:
                        break
            if at < 0:
                if any(self._one(member, n) == EQUAL for n in (*nodes, *spare)):
                    # Written twice: by name and in full.
                    continue
                return DIFFERS
            worst = max(worst, best)
            del left[at]
        if any(min((self._one(m, n) for m in mine), default=DIFFERS) != EQUAL for n in left):
            return DIFFERS
        return worst

    def _one(self, one: Type, node: Json) -> int:
        """Neither is a union or an alias."""
        if node["k"] == "error":
            return ERROR
        if node["k"] == "deep":
            return DEEP
        if isinstance(one, Opaque):
            return OPAQUE
        if node["k"] == "i" and not isinstance(one, Intersection | Generic):
            return self._intersection(one, node)
        if node["k"] == "enum":
            return _same(self._enums([one], [node])[2])
        rule = _RULES.get(type(one))
        result = rule(self, one, node) if rule is not None else DIFFERS
        if result == DIFFERS and _is_waiting(one):
            return WAITS
        return result

    def _intersection(self, one: Type, node: Json) -> int:
        """What the model has joined into one, which is ``this`` inside."""
        if one == THIS:
            self._met_this = True
            return _same(node in self._joining)
        self._joining.append(node)
        try:
            return self._of_members(one, node)
        finally:
            self._joining.pop()

    def _of_members(self, one: Type, node: Json) -> int:
        if isinstance(one, OpenUnion):
            # `string & { __brand: 'x' }`: on the wire any value of the primitive.
            nodes = [self.theirs.node(m) for m in node["m"]]
            plain = [n for n in nodes if n == {"k": "p", "n": one.base}]
            objects = [n for n in nodes if n["k"] in ("obj", "ref", "i")]
            return EQUAL if len(plain) == 1 and len(objects) == len(nodes) - 1 else DIFFERS
        nodes = [self.theirs.node(m) for m in node["m"]]
        left = [n for n in nodes if not _asks_nothing(n)]
        if len(left) == 1 and left[0]["k"] in _OBJECTS:
            # `A & object` and `A & {}` are A.
            return self._one(one, left[0])
        if "o" in node:
            joined = self._one(one, {"k": "obj", **node["o"]})
            if joined != DIFFERS:
                return joined
        # The same type written twice is it, once.
        return max(self.verdict(one, member) for member in node["m"])

    # One rule for each kind of type

    def _primitive(self, one: Primitive, node: Json) -> int:
        if one == THIS and node["k"] == "ref":
            self._met_this = True
            return _same(node["id"] == self.at)
        return _same(node == {"k": "p", "n": one.name})

    def _literal(self, one: Literal, node: Json) -> int:
        if node["k"] != "lit":
            return DIFFERS
        value = node["v"]
        if isinstance(value, dict):
            is_number = isinstance(one.value, int | float) and not isinstance(one.value, bool)
            # A bigint is a number to the model: JSON knows no other.
            return _same("n" in value and is_number and js_number(one.value) == value["n"])
        return _same(type(one.value) is type(value) and one.value == value)

    def _array(self, one: Array, node: Json) -> int:
        if node["k"] != "array" or one.readonly != ("ro" in node):
            return DIFFERS
        return self.verdict(one.item, node["t"])

    def _open(self, one: OpenUnion, node: Json) -> int:
        return self._intersection(one, node) if node["k"] == "i" else DIFFERS

    def _tuple(self, one: Tuple, node: Json) -> int:
        same = node["k"] == "tuple" and one.readonly == ("ro" in node)
        if not same or len(one.items) != len(node["m"]):
            return DIFFERS
        worst = EQUAL
        for mine, wanted in zip(one.items, node["m"], strict=True):
            if (mine.optional, mine.rest) != ("o" in wanted, "r" in wanted or "v" in wanted):
                return DIFFERS
            worst = max(worst, self.verdict(mine.type, wanted["t"], optional=mine.optional))
        return worst

    def _reference(self, one: Reference, node: Json) -> int:
        if one.id.startswith("ext:") and node["k"] == "p" and node["n"] == "any":
            return ERROR
        if _is_outside(one.id) and node.get("util") == _last(one.id):
            pairs = zip(one.arguments, node["args"], strict=False)
            return max((self.verdict(m, w) for m, w in pairs), default=EQUAL)
        if node["k"] != "ref" or _last(one.id) != _last(node["id"]):
            return DIFFERS
        outside = [_is_outside(i) for i in (one.id, node["id"])]
        if outside[0] is not outside[1] or not (all(outside) or one.id == node["id"]):
            return DIFFERS
        mine = self.ours.arguments(one)
        if not node["least"] <= len(mine) <= len(node["args"]):
            return DIFFERS
        if len(mine) < len(node["args"]) and one.id in self.ours.by_id:
            return DIFFERS
        return max(
            (self.verdict(m, w) for m, w in zip(mine, node["args"], strict=False)), default=0
        )

    def _parameter(self, one: Parameter, node: Json) -> int:
        return _same(node == {"k": "param", "n": one.name})

    def _record(self, one: Record, node: Json) -> int:
        return self._object(Object((), (IndexSignature(one.key, one.value),)), node)

    def _function(self, one: Function, node: Json) -> int:
        return self._object(Object((), (), (one,)), node)

    def _object(self, one: Object, node: Json) -> int:
        if node["k"] != "obj":
            return DIFFERS
        wanted = {p["n"]: p for p in node["props"]}
        mine = {p.name: p for p in one.properties}
        if mine.keys() != wanted.keys():
            return DIFFERS
        worst = EQUAL
        for name, property_ in mine.items():
            worst = max(worst, self._property(property_, wanted[name]))
        if worst == DIFFERS:
            return DIFFERS
        worst = max(worst, self._indexes(one.index, node.get("index", [])))
        calls = node.get("calls", [])
        if len(calls) != len(one.calls):
            return DIFFERS
        pairs = zip(sorted(one.calls, key=lambda c: c.constructs), calls, strict=True)
        return max([worst, *(self.function(call, other) for call, other in pairs)])

    def _property(self, one: Property, other: Json) -> int:
        facts = [
            (one.optional, "o" in other),
            (one.readonly, "ro" in other),
            ("".join(one.doc.split()), _said(other)),
            (bare(one.deprecated), bare(other.get("deprecated"))),
        ]
        if any(mine != wanted for mine, wanted in facts):
            return DIFFERS
        null = self.theirs.holds_null(other["t"])
        if null is not None and null != one.nullable and not self.ours.is_opaque(one.type):
            return DIFFERS
        return self.verdict(one.type, other["t"], optional=one.optional)

    def key(self, ours: Type, theirs: int) -> int:
        """How the keys of index signatures compare; ``string & {}`` is any string."""
        node = self.theirs.node(theirs)
        if isinstance(ours, Primitive) and self._is_open(node, [ours.name]):
            return EQUAL
        return self.verdict(ours, theirs)

    def paired(
        self, ours: tuple[IndexSignature, ...], theirs: list[Json]
    ) -> Iterable[tuple[IndexSignature, Json]]:
        """Index signatures of both sides by key."""
        left = list(theirs)
        for mine in ours:
            found = next((i for i in left if self.key(mine.key, i["k"]) < DIFFERS), None)
            if found is None:
                found = left[0] if left else None
            if found is not None:
                left.remove(found)
                yield mine, found

    def data(
        self, ours: tuple[IndexSignature, ...], theirs: list[Json]
    ) -> tuple[tuple[IndexSignature, ...], list[Json]]:
        """Index signatures less those of symbols, which are no data."""
        symbol = {"k": "p", "n": "symbol"}
        return (
            tuple(i for i in ours if i.key != Primitive("symbol")),
            [i for i in theirs if self.theirs.node(i["k"]) != symbol],
        )

    def _indexes(self, ours: tuple[IndexSignature, ...], theirs: list[Json]) -> int:
        ours, theirs = self.data(ours, theirs)
        if len(ours) != len(theirs):
            return DIFFERS
        worst = EQUAL
        for mine, wanted in self.paired(ours, theirs):
            both = (self.key(mine.key, wanted["k"]), self.verdict(mine.value, wanted["v"]))
            worst = max(worst, *both)
        return worst

    def function(self, one: Function, other: Json) -> int:
        """A signature: parameters with names, types and marks, and what is returned."""
        if len(one.parameters) != len(other["ps"]) or one.constructs != ("new" in other):
            return DIFFERS
        worst = self.verdict(one.returns, other["t"])
        for mine, wanted in zip(one.parameters, other["ps"], strict=True):
            if mine.rest != ("r" in wanted) or mine.optional != ("o" in wanted):
                return DIFFERS
            if mine.name and mine.name != wanted.get("n", mine.name):
                return DIFFERS
            worst = max(worst, self.verdict(mine.type, wanted["t"], optional=mine.optional))
        return worst

    def _template(self, one: TemplateLiteral, node: Json) -> int:
        if node["k"] == "spelling" and len(one.parts) == 1:
            return self._one(one.parts[0], node)
        if node["k"] != "template" or len(one.parts) != len(node["m"]):
            return DIFFERS
        worst = EQUAL
        for mine, wanted in zip(one.parts, node["m"], strict=True):
            if isinstance(mine, Literal) and isinstance(wanted, str):
                worst = max(worst, _same(mine.value == wanted))
            elif isinstance(wanted, int):
                worst = max(worst, self.verdict(mine, wanted))
            else:
                return DIFFERS
        return worst

    def _joined(self, one: Intersection, node: Json) -> int:
        """An intersection that the model keeps: something outside, or a parameter, is in it."""
        left = [m for m in one.members if m != Object(())]
        if node["k"] != "i":
            # tsc drops `{}` beside a mapped type that waits.
            return self._one(left[0], node) if len(left) == 1 else DIFFERS
        mine = [self.ours.unfold(m) for m in one.members]
        mine = [p for m in mine for p in (m.members if isinstance(m, Intersection) else (m,))]
        nodes = [self.theirs.node(m) for m in node["m"]]
        if len(mine) == len(nodes):
            result = self._match(mine, nodes)
            if result < DIFFERS:
                return result
        return DIFFERS

    def _generic(self, one: Generic, node: Json) -> int:
        """An operator that waits for a type parameter."""
        if one.operator == "typeof":
            target = one.arguments[0]
            if not isinstance(target, Reference) or node["k"] not in ("typeof", "ref"):
                return DIFFERS
            # `Promise` is declared as a variable of the type `PromiseConstructor`.
            name = _last(target.id)
            names = (name, f"{name}Constructor" if _is_outside(target.id) else name)
            return _same(_last(node["id"]) in names)
        if node.get("util") == one.operator and len(node["args"]) == len(one.arguments):
            pairs = zip(one.arguments, node["args"], strict=True)
            return max((self.verdict(m, w) for m, w in pairs), default=EQUAL)
        operator = "mapped" if one.operator.startswith("mapped") else one.operator
        rule = _WAITING.get(operator)
        if rule is None or node["k"] != rule[0]:
            return DIFFERS
        if operator == "mapped":
            return self._mapped(one, node)
        verdicts = [
            self.verdict(one.arguments[at], node[key])
            for at, key in rule[1]
            if key in node and at < len(one.arguments)
        ]
        return max(verdicts, default=EQUAL)

    def _mapped(self, one: Generic, node: Json) -> int:
        signs = f"mapped{node['o'] + '?' if node['o'] else ''}"
        if one.operator != signs + (f"{node['ro']}readonly" if node["ro"] else ""):
            return DIFFERS
        parameter, constraint, value, name = one.arguments[:4]
        if (name != parameter) != ("as" in node):
            return DIFFERS
        verdicts = [
            self.verdict(constraint, node["c"]),
            self.verdict(value, node["v"], optional=node["o"] == "+"),
            self.verdict(name, node["as"]) if "as" in node else EQUAL,
        ]
        return max(verdicts)


_WAITING: dict[str, tuple[str, tuple[tuple[int, str], ...]]] = {
    "keyof": ("keyof", ((0, "t"),)),
    "index": ("index", ((0, "o"), (1, "i"))),
    "conditional": ("cond", ((0, "c"), (1, "e"), (2, "y"), (3, "n"))),
    "mapped": ("mapped", ((1, "c"), (2, "v"), (3, "as"))),
    "infer": ("param", ()),
}


def _may_match(one: Type, node: Json) -> bool:
    """Whether two members can be the same, by a look at what is outermost."""
    if isinstance(one, Literal):
        return bool(node["k"] == "lit")
    if isinstance(one, Primitive):
        return node["k"] == "p"
    return not (node["k"] in ("lit", "p") and not isinstance(one, Reference | Generic))


def _is_waiting(type_: Type) -> bool:
    return isinstance(type_, Generic | Intersection) and bool(free_parameters(type_))


def bare(text: str | None) -> str | None:
    """Text without white space, which the compiler changes in links."""
    return None if text is None else "".join(text.split())


def _said(other: Json) -> str:
    tags = tuple((name, text) for name, text in other.get("tags", ()))
    return "".join(prose_of(other.get("doc", ""), tags).split())


def _base_of(value: str) -> str:
    return "string" if value.startswith('"') else "number"


def _is_at(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _same(equal: bool) -> int:
    return EQUAL if equal else DIFFERS


_OBJECTS = ("obj", "ref", "array", "tuple")


def _asks_nothing(node: Json) -> bool:
    """Whether a member of an intersection is of any object: ``object`` or ``{}``."""
    empty = node["k"] == "obj" and not (node["props"] or "index" in node or "calls" in node)
    return empty or node == {"k": "p", "n": "object"}


def _is_matched(type_: Type, templates: list[TemplateLiteral]) -> bool:
    """Whether a literal is one of a template beside it."""
    return isinstance(type_, Literal) and any(matches(t, type_.value) for t in templates)


def _is_narrower(type_: Type, members: list[Type]) -> bool:
    """Whether ``string & {}`` stands beside ``{}``."""
    return isinstance(type_, OpenUnion) and Object(()) in members


def _is_outside(id_: str) -> bool:
    return id_.startswith(("lib#", "ext:"))


def _last(id_: str) -> str:
    return id_.rpartition("#")[2].rpartition(".")[2]


def opaque_inside(type_: Type) -> bool:
    """Whether something in a type is opaque."""
    return any(isinstance(part, Opaque) for part in walk(type_))


_RULES: dict[type[Any], Callable[[SameType, Any, Json], int]] = {
    Primitive: SameType._primitive,
    Literal: SameType._literal,
    Array: SameType._array,
    OpenUnion: SameType._open,
    Tuple: SameType._tuple,
    Reference: SameType._reference,
    Parameter: SameType._parameter,
    Record: SameType._record,
    Function: SameType._function,
    Object: SameType._object,
    TemplateLiteral: SameType._template,
    Intersection: SameType._joined,
    Generic: SameType._generic,
}
