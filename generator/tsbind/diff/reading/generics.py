"""Generic declarations made comparable: whose type parameters are whose, and at which types.

As many parameters as before are the same ones, whatever they are called. Where their number
changed, or only one release uses one at some place, they stand for their defaults there.
"""

from __future__ import annotations

from dataclasses import replace

from tsbind.model.declarations import Declaration
from tsbind.model.index import ObjectFields, default_of
from tsbind.model.substitute import substitute
from tsbind.model.types import Parameter, Property, Type, walk

_Values = dict[str, Type]


def comparable_types(
    old: tuple[Declaration, Type], new: tuple[Declaration, Type]
) -> tuple[Type, Type]:
    """Both types, each of its declaration, with parameters that mean the same in both."""
    return _Pair(old[0], new[0]).types(old[1], new[1])


def comparable_members(
    old: tuple[Declaration, ObjectFields], new: tuple[Declaration, ObjectFields]
) -> tuple[ObjectFields, ObjectFields]:
    """The members of both declarations, with parameters that mean the same in both."""
    if not (old[0].type_parameters or new[0].type_parameters):
        return old[1], new[1]
    pair = _Pair(old[0], new[0])
    before, after = ({p.name: p for p in members[0]} for members in (old[1], new[1]))
    ones: list[Property] = []
    others: dict[str, Property] = dict(after)
    for name, field in before.items():
        partner = after.get(name)
        if partner is None:
            ones.append(field)
            continue
        one, other = pair.types(field.type, partner.type)
        ones.append(replace(field, type=one))
        others[name] = replace(partner, type=other)
    return (tuple(ones), old[1][1]), (tuple(others.values()), new[1][1])


class _Pair:
    """The type parameters of two declarations."""

    def __init__(self, old: Declaration, new: Declaration) -> None:
        self.defaults = [_defaults(declaration) for declaration in (old, new)]
        pairs = zip(new.type_parameters, old.type_parameters, strict=False)
        self.names: _Values = {p.name: Parameter(before.name) for p, before in pairs}
        self.same = len(old.type_parameters) == len(new.type_parameters)

    def types(self, old: Type, new: Type) -> tuple[Type, Type]:
        """Two types of one place."""
        if self.same and _has_parameter(old) == _has_parameter(new):
            return old, substitute(new, self.names)
        return substitute(old, self.defaults[0]), substitute(new, self.defaults[1])


def _defaults(declaration: Declaration) -> _Values:
    return {p.name: default_of(p) for p in declaration.type_parameters}


def _has_parameter(type_: Type) -> bool:
    return any(isinstance(part, Parameter) for part in walk(type_))
