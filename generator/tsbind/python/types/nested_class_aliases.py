"""Names of nested classes after the properties that hold them.

Upstream's ``ResponseOutputText.FileCitation`` is a member of the union that the property
``annotations`` holds: the official Python clients call it ``AnnotationFileCitation``. Here it has
upstream's name, ``FileCitation``, and in the same module that one too.

The rule: the names of the properties on the way from the top-level declaration, those of arrays in
the singular; a member of a union, or of a nested alias, adds its own name. What an array inside a
union holds has no such name: the official clients take one there that upstream does not tell.
Every other name of the module goes first; of two that become one, the first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tsbind.model import types as t
from tsbind.model.declarations import Declaration
from tsbind.model.index import ModelIndex
from tsbind.model.kinds import alias_type, is_class
from tsbind.model.unions import values_of
from tsbind.python.names import class_name
from tsbind.python.placement import SEPARATOR, Place

_MOST = 4
"""A class that many properties share is not called after more of them than this."""
_DEEPEST = 60
"""Nor is a class that is held deeper than this, counting arrays, maps and unions."""
_LONGEST = 160
"""Nor are there longer names."""
_ENDINGS = (
    ("Criteria", "Criterion"),
    ("ies", "y"),
    ("sses", "ss"),
    ("xes", "x"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("ss", "ss"),
    ("us", "us"),
    ("is", "is"),
    ("s", ""),
)


def nested_class_aliases(
    declarations: Sequence[Declaration], index: ModelIndex, places: Mapping[str, Place]
) -> dict[str, str]:
    """Ids of the nested classes of one module, by their names after where they are held.

    Names that are taken are among them.
    """
    nested = {d.id: _own(d.id) for d in declarations if _is_nested(d.id)}
    walk = _Walk(index, nested)
    for declaration in declarations:
        if declaration.id not in nested:
            walk.declaration(declaration, "")
    return {
        name: id_
        for name, id_ in walk.found.items()
        if 0 < len(name) <= _LONGEST and name != places[id_].name
    }


def singular(name: str) -> str:
    """``Annotations`` is ``Annotation``; a name that is no plural stays as it is."""
    for ending, other in _ENDINGS:
        if name.endswith(ending):
            return name[: len(name) - len(ending)] + other
    return name


def _is_nested(id_: str) -> bool:
    return bool(SEPARATOR.search(id_.rpartition("#")[2]))


def _own(id_: str) -> str:
    return class_name(SEPARATOR.split(id_.rpartition("#")[2])[-1])


@dataclass
class _Walk:
    """From the top-level declarations of a module to all that is nested in them."""

    index: ModelIndex
    nested: Mapping[str, str]
    """Own name of each nested declaration of the module, by id."""
    found: dict[str, str] = field(default_factory=dict[str, str])
    visits: Counter[str] = field(default_factory=Counter[str])

    inside: set[str] = field(default_factory=set[str])
    """Ids of the declarations that hold what is at hand."""
    depth: int = 0

    def declaration(self, declaration: Declaration, name: str) -> None:
        """``declaration``, called ``name``, and all that it holds."""
        if declaration.id in self.inside or self.visits[declaration.id] >= _MOST:
            return
        self.inside.add(declaration.id)
        self.visits[declaration.id] += 1
        if not is_class(declaration):
            self.visit(alias_type(declaration) or t.UNKNOWN, "", name)
        else:
            self.found.setdefault(name, declaration.id)
            for property_ in declaration.properties:
                self.visit(property_.type, name, class_name(property_.name))
        self.inside.remove(declaration.id)

    def visit(self, type_: t.Type, prefix: str, name: str, *, member: bool = False) -> None:
        """What ``name`` holds, a property of what is called ``prefix``; ``member`` in a union."""
        if self.depth >= _DEEPEST:
            return
        self.depth += 1
        if isinstance(type_, t.Array) and not member:
            self.visit(type_.item, prefix, singular(name))
        elif isinstance(type_, t.Record):
            self.visit(type_.value, prefix, name, member=member)
        elif isinstance(type_, t.UnionType):
            parts = values_of(type_)
            for part in parts:
                self.visit(part, prefix, name, member=member or len(parts) > 1)
        elif isinstance(type_, t.Reference) and type_.id in self.nested:
            declaration = self.index.declarations[type_.id]
            self.declaration(declaration, prefix + self._called(declaration, prefix, name, member))
        self.depth -= 1

    def _called(self, declaration: Declaration, prefix: str, name: str, member: bool) -> str:
        own = self.nested[declaration.id]
        if member:
            return name + self._untold(declaration, own, prefix + name)
        return own if own.lower() == name.lower() else name

    def _untold(self, declaration: Declaration, own: str, holders: str) -> str:
        """``own`` without the name of a holder, which upstream adds where the rest is taken.

        ``ApplyPatchToolChoice``, whose tag is ``apply_patch``, beside an ``ApplyPatch``.
        """
        tags = (p.type.value for p in declaration.properties if isinstance(p.type, t.Literal))
        tag = class_name(str(next(tags, "")))
        added = own.removeprefix(tag)
        return tag if added in holders and tag in self.nested.values() else own
