"""Which type parameters of a declaration are left in its Python spelling."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from tsbind.model import types as t
from tsbind.model.declarations import Declaration
from tsbind.model.index import ModelIndex, is_anything
from tsbind.model.kinds import alias_type, is_class

_KNOWN: WeakKeyDictionary[ModelIndex, dict[str, tuple[int, ...]]] = WeakKeyDictionary()
"""What was found of the aliases of each index."""


def kept_parameters(declaration: Declaration, index: ModelIndex) -> tuple[int, ...]:
    """Places of the type parameters that the Python spelling of ``declaration`` takes, in order.

    A class takes all it declares. An alias takes those that its annotation mentions, in order of
    mention (PEP 484, "Type aliases"): what has no Python type is spelled ``object`` and mentions
    none.
    """
    if is_class(declaration):
        return tuple(range(len(declaration.type_parameters)))
    return _Walk(index).kept(declaration)


def has_mapping_twin(declaration: Declaration) -> bool:
    """Whether the twin of a class is any mapping.

    A `TypedDict` has no free keys, and where its keys may hide types it is written as a call,
    which cannot be generic.
    """
    keys = [p.name for p in declaration.properties]
    return bool(declaration.index) or (bool(declaration.type_parameters) and any(map(_upper, keys)))


def _upper(name: str) -> bool:
    return name[:1].upper() == name[:1]


class _Walk:
    """A walk through aliases; ``cut`` says that it came back to one it was in."""

    def __init__(self, index: ModelIndex) -> None:
        self.index = index
        self.known = _KNOWN.setdefault(index, {})
        self.inside: set[str] = set()
        self.cut = False

    def kept(self, declaration: Declaration) -> tuple[int, ...]:
        names = [parameter.name for parameter in declaration.type_parameters]
        aliased = alias_type(declaration)
        if not names or aliased is None:
            return ()
        known = self.known.get(declaration.id)
        if known is not None:
            return known
        if declaration.id in self.inside:
            self.cut = True
            return ()
        self.inside.add(declaration.id)
        found = dict.fromkeys(self.names(aliased))
        self.inside.discard(declaration.id)
        places = tuple(names.index(name) for name in found if name in names)
        # Inside a circle a walk does not see all; where it began, it does.
        if not (self.cut and self.inside):
            self.known[declaration.id] = places
        return places

    def names(self, type_: t.Type) -> Iterable[str]:
        """Type parameters in order of mention."""
        rule = _RULES.get(type(type_))
        return rule(self, type_) if rule else ()

    def all(self, types: Iterable[t.Type]) -> Iterator[str]:
        for type_ in types:
            yield from self.names(type_)

    def union(self, type_: t.UnionType) -> Iterable[str]:
        """One member that is ``object`` makes the whole union so."""
        return () if any(map(is_anything, type_.members)) else self.all(type_.members)

    def reference(self, type_: t.Reference) -> Iterable[str]:
        target = self.index.get(type_.id)
        if target is None:
            return ()
        places: Sequence[int] = range(len(type_.arguments))
        if not is_class(target):
            places = self.kept(target)
        return self.all(type_.arguments[n] for n in places if n < len(type_.arguments))


_RULES: dict[type[Any], Callable[[_Walk, Any], Iterable[str]]] = {
    t.Parameter: lambda walk, type_: (type_.name,),
    t.Array: lambda walk, type_: walk.names(type_.item),
    t.Record: lambda walk, type_: walk.names(type_.value),
    t.Tuple: lambda walk, type_: walk.all(item.type for item in type_.items),
    t.UnionType: _Walk.union,
    t.Reference: _Walk.reference,
}
