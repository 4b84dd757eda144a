"""Which class of upstream's ``extends`` a generated class inherits from.

The one that upstream names first, where Python can have it as a base. It cannot where it is no
generated class (``Omit<X, 'a'>``, a class of another package), where its type arguments are other
than the type parameters of the class, and where its module would have to be imported by a module
that it imports itself. A second base cannot be had either: of two classes with `__slots__` Python
makes no class. What a class does not inherit it has as fields of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tsbind.model import types as t
from tsbind.model.declarations import Declaration
from tsbind.model.index import ModelIndex
from tsbind.model.kinds import is_class
from tsbind.python.placement import Module, Place


def bases_of(
    declarations: Iterable[Declaration], index: ModelIndex, places: Mapping[str, Place]
) -> dict[str, t.Reference]:
    """The base of each class that has one, by id."""
    found: dict[str, t.Reference] = {}
    imports: dict[Module, set[Module]] = {}
    for declaration in declarations:
        if not is_class(declaration):
            continue
        own = places[declaration.id].module
        for base in _possible(declaration, index, places):
            other = places[base.id].module
            if _inherits(base.id, declaration.id, found):
                continue
            if own == other or not _reaches(other, own, imports):
                found[declaration.id] = base
                if own != other:
                    imports.setdefault(own, set()).add(other)
                break
    return found


def _possible(
    declaration: Declaration, index: ModelIndex, places: Mapping[str, Place]
) -> Iterator[t.Reference]:
    names = {p.name for p in declaration.properties}
    for base in declaration.extends:
        target = index.get(base.id) if isinstance(base, t.Reference) else None
        if not isinstance(base, t.Reference) or target is None or base.id not in places:
            continue
        whole = len(base.arguments) == len(target.type_parameters)
        free = all(isinstance(argument, t.Parameter) for argument in base.arguments)
        complete = names.issuperset(p.name for p in target.properties)
        if is_class(target) and whole and free and complete:
            yield base


def _inherits(id_: str, other: str, found: Mapping[str, t.Reference]) -> bool:
    """Whether a class is the other, or inherits from it."""
    while id_ != other and id_ in found:
        id_ = found[id_].id
    return id_ == other


def _reaches(start: Module, end: Module, imports: Mapping[Module, set[Module]]) -> bool:
    stack, seen = [start], set[Module]()
    while stack:
        module = stack.pop()
        if module == end:
            return True
        if module not in seen:
            seen.add(module)
            stack.extend(imports.get(module, ()))
    return False
