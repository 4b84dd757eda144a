"""The type language of the model: what a property, a member or an alias can be.

Every type is a frozen dataclass with a ``kind`` tag, so types compare by value, can be
dictionary keys, and survive JSON (see `tsbind.model.codec`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar, TypeAlias, Union

from tsbind.position import Position
from tsbind.values import HashedOnce, value_class

Tags: TypeAlias = tuple[tuple[str, str], ...]
"""The tags of a doc comment without ``@deprecated``: name and text, in order."""

PRIMITIVES = frozenset(
    "string number boolean bigint symbol object unknown any never void null undefined this".split()
)


@value_class(frozen=True, slots=True)
class Primitive:
    """A keyword type: one of `PRIMITIVES`."""

    kind: ClassVar[str] = "primitive"
    name: str


@value_class(frozen=True, slots=True)
class Literal:
    """A single string, number or boolean value used as a type."""

    kind: ClassVar[str] = "literal"
    value: str | int | float | bool

    def __eq__(self, other: object) -> bool:
        """Compare by value and by Python type: ``1``, ``1.0`` and ``True`` are not equal."""
        if not isinstance(other, Literal):
            return NotImplemented
        return type(self.value) is type(other.value) and self.value == other.value

    def __hash__(self) -> int:
        return hash((type(self.value).__name__, self.value))


@value_class(frozen=True, slots=True)
class Array:
    """``T[]``, ``Array<T>``; ``readonly T[]``, ``ReadonlyArray<T>``."""

    kind: ClassVar[str] = "array"
    item: Type
    readonly: bool = False


@value_class(frozen=True, slots=True)
class Record:
    """``Record<K, T>`` over an open key type, or an object that is only an index signature."""

    kind: ClassVar[str] = "record"
    key: Type
    value: Type


@value_class(frozen=True, slots=True)
class TupleItem:
    """One place of a tuple; ``rest`` marks ``...T[]`` (``type`` is then the item type).

    ``...T`` of a T that is not known yet has the type `Generic` ``spread<T>``.
    """

    type: Type
    optional: bool = False
    rest: bool = False


@value_class(frozen=True, slots=True)
class Tuple:
    """``[A, B?, ...C[]]``, ``readonly [A]``."""

    kind: ClassVar[str] = "tuple"
    items: tuple[TupleItem, ...]
    readonly: bool = False


@value_class(frozen=True, slots=True)
class Discriminator:
    """The property whose literal identifies the objects of a union.

    ``mapping`` pairs each literal (its JSON text) with an object it selects; where several objects
    share a literal, there is a pair for each of them. ``others`` are the objects that have no
    literal for the property, or may leave it out. Unions inside the union count as their members.
    An object is named by the id of its declaration; one written in place by ``#n``, the n-th
    member of the union, behind the id of the alias whose union that is, if it is another one.
    """

    property: str
    mapping: tuple[tuple[str, str], ...]
    others: tuple[str, ...] = ()


@value_class(frozen=True, slots=True)
class UnionType(HashedOnce):
    """``A | B | null``: members flat, without repeats, in source order."""

    kind: ClassVar[str] = "union"
    members: tuple[Type, ...]
    discriminator: Discriminator | None = None


@value_class(frozen=True, slots=True)
class OpenUnion:
    """``(string & {}) | 'a' | 'b'``: any value of ``base``, of which ``members`` are known.

    ``members`` are literals and references to aliases of literals. ``base`` is ``string`` or
    ``number``.
    """

    kind: ClassVar[str] = "open_union"
    base: str
    members: tuple[Type, ...]


@value_class(frozen=True, slots=True)
class Intersection:
    """``A & B`` that could not be joined into one object (it contains a type parameter)."""

    kind: ClassVar[str] = "intersection"
    members: tuple[Type, ...]


@value_class(frozen=True, slots=True)
class Reference:
    """A use of a declaration, by id (``relative/path.ts#Ns.Name``) with its type arguments.

    Ids of declarations outside the source tree: ``lib#Name`` for the standard library of
    TypeScript, ``ext:package#Name`` for another package.
    """

    kind: ClassVar[str] = "reference"
    id: str
    arguments: tuple[Type, ...] = ()


@value_class(frozen=True, slots=True)
class Parameter:
    """A use of a type parameter by name."""

    kind: ClassVar[str] = "parameter"
    name: str


@value_class(frozen=True, slots=True)
class Object(HashedOnce):
    """An object type written in place, or the result of a utility type or an intersection."""

    kind: ClassVar[str] = "object"
    properties: tuple[Property, ...]
    index: tuple[IndexSignature, ...] = ()
    calls: tuple[Function, ...] = ()


@value_class(frozen=True, slots=True)
class FunctionParameter:
    """One parameter of a function type or of a method signature."""

    name: str
    type: Type
    optional: bool = False
    rest: bool = False


@value_class(frozen=True, slots=True)
class Function(HashedOnce):
    """``(a: A, ...rest: B[]) => R``; ``constructs`` marks ``new (...) => R``."""

    kind: ClassVar[str] = "function"
    parameters: tuple[FunctionParameter, ...]
    returns: Type
    constructs: bool = False


@value_class(frozen=True, slots=True)
class TemplateLiteral:
    """`` `a${string}b` `` that stands for infinitely many strings: texts and types in turn."""

    kind: ClassVar[str] = "template_literal"
    parts: tuple[Type, ...]


@value_class(frozen=True, slots=True)
class Generic:
    """A type operator that waits for a type parameter: ``Omit<T, 'a'>``, ``keyof T``, ``T[K]``.

    ``operator`` is the utility type's name, or ``keyof``, ``index``, ``conditional``, ``mapped``,
    ``infer``, ``typeof``. It occurs only inside generic declarations.
    """

    kind: ClassVar[str] = "generic"
    operator: str
    arguments: tuple[Type, ...]


@value_class(frozen=True, slots=True)
class Opaque:
    """A type that the resolver could not evaluate: its source text, and why. Always reported."""

    kind: ClassVar[str] = "opaque"
    text: str
    reason: str
    position: Position


@value_class(frozen=True, slots=True)
class Property:
    """A named member of an object type.

    ``optional`` says that it may be absent (``x?:``), ``nullable`` that ``null`` is among the
    values; the two are independent. ``type`` keeps ``null`` as a union member. ``deprecated``
    is None if the property is not deprecated, else the text of the tag (perhaps empty).
    """

    name: str
    type: Type
    optional: bool = False
    nullable: bool = False
    readonly: bool = False
    method: bool = False
    doc: str = ""
    deprecated: str | None = None
    tags: Tags = ()
    numeric: bool = False
    """The name is written as a number, and is one in ``keyof``."""
    position: Position | None = None
    inherited_from: str | None = None
    """Id of the declaration that the property comes from, if it is another one."""


@value_class(frozen=True, slots=True)
class IndexSignature:
    """``[key: K]: T``."""

    key: Type
    value: Type
    doc: str = ""


Type: TypeAlias = Union[
    Primitive,
    Literal,
    Array,
    Record,
    Tuple,
    UnionType,
    OpenUnion,
    Intersection,
    Reference,
    Parameter,
    Object,
    Function,
    TemplateLiteral,
    Generic,
    Opaque,
]

STRING = Primitive("string")
NUMBER = Primitive("number")
BOOLEAN = Primitive("boolean")
UNKNOWN = Primitive("unknown")
ANY = Primitive("any")
NEVER = Primitive("never")
NULL = Primitive("null")
UNDEFINED = Primitive("undefined")


def children(type_: Type) -> tuple[Type, ...]:
    """The types written directly inside ``type_``, in order."""
    rule = _CHILDREN.get(type(type_))
    return rule(type_) if rule else ()


def walk(type_: Type) -> Iterator[Type]:
    """``type_`` and everything inside it, without recursion, in source order."""
    stack = [type_]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(children(current)[::-1])


def holds(type_: Type, kind: type[Any]) -> bool:
    """Whether ``type_`` is of the class ``kind``, or something inside it is."""
    stack = [type_]
    while stack:
        current = stack.pop()
        if current.__class__ is kind:
            return True
        rule = _CHILDREN.get(current.__class__)
        if rule is not None:
            stack.extend(rule(current))
    return False


def _in_object(type_: Object) -> tuple[Type, ...]:
    inside = [property_.type for property_ in type_.properties]
    for signature in type_.index:
        inside += (signature.key, signature.value)
    return (*inside, *type_.calls)


_CHILDREN: dict[type[Any], Callable[[Any], tuple[Type, ...]]] = {
    Array: lambda type_: (type_.item,),
    Record: lambda type_: (type_.key, type_.value),
    Tuple: lambda type_: tuple([item.type for item in type_.items]),
    UnionType: lambda type_: type_.members,
    OpenUnion: lambda type_: type_.members,
    Intersection: lambda type_: type_.members,
    TemplateLiteral: lambda type_: type_.parts,
    Reference: lambda type_: type_.arguments,
    Generic: lambda type_: type_.arguments,
    Object: _in_object,
    Function: lambda type_: (*[p.type for p in type_.parameters], type_.returns),
}
