"""Mapped types: ``{ [K in C as N]?: V }``, and the utility types that are mapped types."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from tsbind.model.substitute import substitute
from tsbind.model.types import (
    ANY,
    NEVER,
    NUMBER,
    STRING,
    UNDEFINED,
    UNKNOWN,
    Array,
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
    TemplateLiteral,
    Tuple,
    TupleItem,
    Type,
    UnionType,
)
from tsbind.model.unions import members_of, union, without
from tsbind.resolve.enums import key_members, with_enums_open
from tsbind.resolve.evaluate import Evaluator, Members, UnresolvableError
from tsbind.resolve.keys import keyof, keys_of_members
from tsbind.resolve.templates import text_of

_SYMBOL, _VOID = Primitive("symbol"), Primitive("void")
_KEYWORDS = frozenset(
    "string number boolean bigint symbol object null undefined void never".split()
)


@dataclass(frozen=True, slots=True)
class Modifiers:
    """``?`` and ``readonly`` of a mapped type: ``+``, ``-``, or empty."""

    optional: str = ""
    readonly: str = ""

    @classmethod
    def of(cls, operator: str) -> Modifiers:
        """The modifiers in the operator's name: ``mapped+?-readonly``."""
        optional = next((sign for sign in "+-" if f"{sign}?" in operator), "")
        return cls(optional, next((sign for sign in "+-" if f"{sign}readonly" in operator), ""))

    def value(self, type_: Type) -> Type:
        """The type of an item, or of an index signature's value."""
        if self.optional == "+" and not {UNDEFINED, _VOID} & {*members_of(type_)}:
            return union([type_, UNDEFINED])
        return without(type_, UNDEFINED, _VOID) if self.optional == "-" else type_

    def list_of(self, source: Array | Tuple, made: Array | Tuple) -> Array | Tuple:
        """What is made of an array or a tuple, ``readonly`` as the modifier says or as it was."""
        readonly = self.readonly == "+" or (source.readonly and not self.readonly)
        return replace(made, readonly=readonly)


@dataclass(slots=True)
class _Mapping:
    """The members of one mapped type while they are made."""

    evaluator: Evaluator
    parameter: str
    value: Type
    modifiers: Modifiers
    source: Members | None
    renames: bool = False
    named: dict[str, list[Literal]] = field(default_factory=dict[str, list[Literal]])
    numeric: set[str] = field(default_factory=set[str])
    wide: dict[Type, list[Type]] = field(default_factory=dict[Type, list[Type]])
    origins: dict[str, Property] = field(default_factory=dict[str, Property])

    def add(self, key: Type, name: Type) -> None:
        """One key, under the name that it gets."""
        if isinstance(name, Literal):
            text = text_of(name.value)
            self.named.setdefault(text, []).append(key)  # type: ignore[arg-type]
            if not isinstance(name.value, str):
                self.numeric.add(text)
            written = key_members(self.evaluator, key) if self.source else []
            origin = self.source.properties.get(_text(*written[:1])) if self.source else None
            if origin is not None:
                self.origins.setdefault(text, origin)
        elif name in (STRING, NUMBER) or isinstance(name, TemplateLiteral):
            self.wide.setdefault(name, []).append(key)
        elif name == ANY:
            self.wide.setdefault(STRING, []).append(key)
        elif isinstance(name, OpenUnion):
            self.wide.setdefault(Primitive(name.base), []).append(key)
            for known in key_members(self.evaluator, union(name.members)):
                self.add(known, known)
        elif name != _SYMBOL:
            raise UnresolvableError("a mapped type over keys that are not literals")

    def members(self) -> Type:
        """The object type."""
        properties = {name: self.property(name, keys) for name, keys in self.named.items()}
        index = [
            IndexSignature(key, self._indexed(self.type_at(keys)))
            for key, keys in self.wide.items()
        ]
        return Members(properties, tuple(index)).as_object()

    def _indexed(self, type_: Type) -> Type:
        return union([type_, UNDEFINED]) if self.modifiers.optional == "+" else type_

    def type_at(self, keys: list[Type] | list[Literal]) -> Type:
        """The value's type for these keys."""
        return self.evaluator.evaluate(substitute(self.value, {self.parameter: union(keys)}))

    def property(self, name: str, keys: list[Literal]) -> Property:
        """One property, with what it takes over from the property it is made of."""
        origin, type_ = self.origins.get(name), self.type_at(keys)
        was_optional = origin is not None and origin.optional
        optional = self.modifiers.optional == "+" or (was_optional and not self.modifiers.optional)
        if optional or was_optional:
            type_ = without(type_, UNDEFINED, *([] if optional else [_VOID]))
        was_readonly = origin is not None and origin.readonly
        return replace(
            # A new name is a new property, without the docs of the old one.
            origin if origin is not None and not self.renames else Property(name, type_),
            name=name,
            type=type_,
            optional=optional,
            readonly=self.modifiers.readonly == "+"
            or (was_readonly and not self.modifiers.readonly),
            numeric=name in self.numeric,
        )


def _text(key: Type = NEVER) -> str:
    return text_of(key.value) if isinstance(key, Literal) else ""


def mapped(evaluator: Evaluator, type_: Generic) -> Type:
    """``{ [K in C as N]?: V }``; over ``keyof T`` properties keep their modifiers and docs."""
    parameter, constraint, value, name, *source = type_.arguments
    assert isinstance(parameter, Parameter)
    over = _keyof_operand(constraint) or (source[0] if source else None)
    members = _members_of(evaluator, over) if over is not None else None
    if _keyof_operand(constraint) is not None:
        keys = keys_of_members(evaluator, members) if members is not None else []
    else:
        members_of_keys = evaluator.union_members(evaluator.evaluate(constraint))
        keys = absorbed(with_enums_open(evaluator, members_of_keys))
    modifiers, renames = Modifiers.of(type_.operator), not _is_filter(name, parameter)
    mapping = _Mapping(evaluator, parameter.name, value, modifiers, members, renames)
    for key in keys:
        for renamed in _names(evaluator, key, parameter, name):
            mapping.add(key, renamed)
    return mapping.members()


def _keyof_operand(type_: Type) -> Type | None:
    is_keyof = isinstance(type_, Generic) and type_.operator == "keyof"
    return type_.arguments[0] if isinstance(type_, Generic) and is_keyof else None


def _members_of(evaluator: Evaluator, target: Type) -> Members:
    expanded = evaluator.expanded(target)
    if expanded == ANY:
        return Members({}, (IndexSignature(STRING, ANY),))
    if expanded in (UNKNOWN, NEVER) or expanded == Primitive("object"):
        return Members({})
    members = None if isinstance(expanded, Array | Tuple) else evaluator.members(expanded)
    if members is None:
        if not isinstance(expanded, Opaque):
            evaluator.evaluate(Generic("keyof", (target,)))
        raise UnresolvableError("a mapped type over something without members")
    return members


def _names(evaluator: Evaluator, key: Type, parameter: Parameter, name: Type) -> list[Type]:
    if name == parameter:
        return key_members(evaluator, key)
    named = evaluator.evaluate(substitute(name, {parameter.name: key}))
    return absorbed(key_members(evaluator, named))


def _is_filter(name: Type, parameter: Parameter) -> bool:
    """Whether ``as`` only leaves keys out: each key keeps its name, and its docs."""
    if name in (parameter, NEVER):
        return True
    if isinstance(name, Intersection):
        return parameter in name.members
    if not isinstance(name, Generic):
        return False
    if name.operator == "conditional":
        return all(_is_filter(branch, parameter) for branch in name.arguments[2:])
    return name.operator in ("Exclude", "Extract") and _is_filter(name.arguments[0], parameter)


def absorbed(keys: list[Type]) -> list[Type]:
    """Keys less the literals beside the primitive they belong to."""
    return [k for k in keys if not (isinstance(k, Literal) and base_of_key(k) in keys)]


def mapped_over(evaluator: Evaluator, parameter: Parameter, member: Type, type_: Generic) -> Type:
    """``{ [K in keyof T]: F<T[K]> }`` for one value of T.

    A primitive stays what it is, an array or a tuple has its items mapped (homomorphic mapped
    types, TypeScript handbook and 3.1 release notes).
    """
    expanded = evaluator.expanded(member)
    if _is_plain(evaluator, expanded):
        return member
    key, _, value, name = type_.arguments[:4]
    assert isinstance(key, Parameter)
    modifiers = Modifiers.of(type_.operator)
    if name == key and isinstance(expanded, Array | Tuple):

        def item(place: Type, of: Type) -> Type:
            filled = substitute(value, {parameter.name: of, key.name: place})
            return evaluator.evaluate(filled)

        if isinstance(expanded, Array):
            return modifiers.list_of(expanded, Array(modifiers.value(item(NUMBER, member))))
        places = [
            _place(
                t,
                modifiers,
                item(NUMBER if t.rest else Literal(str(n)), Array(t.type) if t.rest else member),
            )
            for n, t in enumerate(expanded.items)
        ]
        return modifiers.list_of(expanded, Tuple(tuple(places)))
    filled = [substitute(part, {parameter.name: member}) for part in type_.arguments]
    return mapped(evaluator, Generic(type_.operator, tuple(filled)))


def _place(item: TupleItem, modifiers: Modifiers, type_: Type) -> TupleItem:
    if item.rest:
        return TupleItem(modifiers.value(type_), rest=True)
    optional = modifiers.optional == "+" or (item.optional and not modifiers.optional)
    if optional or item.optional:
        type_ = without(type_, UNDEFINED)
    return TupleItem(type_, optional)


def _is_plain(evaluator: Evaluator, type_: Type) -> bool:
    """Whether a mapped type over it is the type itself."""
    if isinstance(type_, Primitive):
        return type_.name in _KEYWORDS
    if isinstance(type_, OpenUnion):
        raise UnresolvableError("a mapped type over a string with something else")
    return isinstance(type_, Literal | TemplateLiteral) or (evaluator.enum_of(type_) is not None)


def modify(evaluator: Evaluator, target: Type, modifiers: Modifiers) -> Type:
    """``Partial``, ``Required``, ``Readonly``: each property changed."""
    expanded = evaluator.expanded(target)
    if isinstance(expanded, UnionType):
        expanded, *others = evaluator.union_members(expanded)
        if others:
            every = (expanded, *others)
            return union([modify(evaluator, member, modifiers) for member in every])
    if _is_plain(evaluator, expanded):
        return target
    if isinstance(expanded, Array):
        return modifiers.list_of(expanded, Array(modifiers.value(expanded.item)))
    if isinstance(expanded, Tuple):
        places = tuple([_place(item, modifiers, item.type) for item in expanded.items])
        return modifiers.list_of(expanded, Tuple(places))
    members = _members_of(evaluator, expanded)
    properties = {n: _modified(evaluator, p, modifiers) for n, p in members.properties.items()}
    index = tuple(
        [
            replace(i, value=modifiers.value(i.value) if modifiers.optional == "+" else i.value)
            for i in members.index
        ]
    )
    return evaluated(evaluator, Members(properties, index))


def _modified(evaluator: Evaluator, property_: Property, modifiers: Modifiers) -> Property:
    optional = modifiers.optional == "+" or (property_.optional and not modifiers.optional)
    type_ = property_.type
    if property_.optional and not optional:
        type_ = without(evaluator.evaluate(type_), UNDEFINED, _VOID)
    readonly = property_.readonly or modifiers.readonly == "+"
    return replace(property_, type=type_, optional=optional, readonly=readonly)


def evaluated(evaluator: Evaluator, members: Members) -> Type:
    """An object of these members, their types worked out."""
    properties = {
        name: replace(p, type=evaluator.evaluate(p.type)) for name, p in members.properties.items()
    }
    index = tuple([replace(i, value=evaluator.evaluate(i.value)) for i in members.index])
    return Members(properties, index).as_object()


def pick(evaluator: Evaluator, target: Type, keys: Type) -> Type:
    """``Pick<T, K>``."""
    return _picked(evaluator, target, absorbed(key_members(evaluator, keys)))


def omit(evaluator: Evaluator, target: Type, keys: Type) -> Type:
    """``Omit<T, K>``: ``Pick<T, Exclude<keyof T, K>>``."""
    dropped = set(key_members(evaluator, keys))
    if ANY in dropped:
        return Object(())
    kept = [
        key
        for key in key_members(evaluator, keyof(evaluator, target))
        if key not in dropped and not (isinstance(key, Literal) and base_of_key(key) in dropped)
    ]
    templates = [key for key in dropped if isinstance(key, TemplateLiteral)]
    if templates:
        raise UnresolvableError("keys left out by a template")
    return _picked(evaluator, target, kept)


def base_of_key(key: Literal) -> Type:
    """The primitive a key belongs to."""
    return STRING if isinstance(key.value, str) else NUMBER


def _picked(evaluator: Evaluator, target: Type, keys: list[Type]) -> Type:
    expanded = evaluator.expanded(target)
    if expanded == ANY:
        return record(evaluator, union(keys), ANY)
    members = _members_of(evaluator, expanded)
    properties: dict[str, Property] = {}
    index: list[IndexSignature] = []
    for key in keys:
        if isinstance(key, Literal):
            name = text_of(key.value)
            found = members.properties.get(name) or _of_index(members, key, name)
            if found is None:
                raise UnresolvableError("a key that the type has not")
            properties[name] = found
        elif key != _SYMBOL:
            value = next((i.value for i in members.index if i.key in (key, STRING)), None)
            if value is None:
                raise UnresolvableError("a key that the type has not")
            index.append(IndexSignature(key, value))
    properties |= {
        n: p for n, p in members.properties.items() if n.startswith("[") and _SYMBOL in keys
    }
    return evaluated(evaluator, Members(properties, tuple(index)))


def _of_index(members: Members, key: Literal, name: str) -> Property | None:
    value = next((i.value for i in members.index if i.key in (STRING, base_of_key(key))), None)
    return None if value is None else Property(name, value)


def record(evaluator: Evaluator, keys: Type, value: Type) -> Type:
    """``Record<K, T>``: properties for literal keys, an index signature for the rest."""
    mapping = _Mapping(evaluator, "", value, Modifiers(), None)
    for key in absorbed(key_members(evaluator, keys)):
        mapping.add(key, key)
    return mapping.members()
