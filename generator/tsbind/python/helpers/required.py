"""What the operations of a part of a package need: other operations, and types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tsbind.model.declarations import Package
from tsbind.model.helpers import needed_accessors, socket_ends
from tsbind.packs import Pack
from tsbind.packs.modules import module_closure, types_of_modules
from tsbind.python.helpers.bind import BoundHelper, bind
from tsbind.python.helpers.plan import type_ids, types_by_name


def with_called(package: Package, pack: Pack, accessors: Iterable[str]) -> tuple[str, ...]:
    """``accessors``, and the operations that the helpers among them call, directly or not."""
    helpers = {bound.operation.accessor: bound.helper for bound in bind(package, pack)}
    wanted: dict[str, None] = {}
    pending = list(accessors)
    while pending:
        accessor = pending.pop()
        if accessor not in wanted:
            wanted[accessor] = None
            helper = helpers.get(accessor)
            pending.extend(needed_accessors(helper, accessor) if helper else ())
    return tuple(wanted)


def required_ids(package: Package, pack: Pack) -> tuple[str, ...]:
    """Ids of the declarations that the helpers of ``package`` take, return, or read and make."""
    ids = {declaration.id: declaration.id for declaration in package.types}
    known = {**type_ids(ids), **ids}
    bound = bind(package, pack)
    roots = (module for one in bound for module in one.modules)
    names = types_of_modules(pack.modules, module_closure(pack.modules, roots))
    of_modules = types_by_name(ids, pack)
    found = [id_ for one in bound for id_ in _of_helper(one, known)]
    return tuple(dict.fromkeys((*found, *(of_modules[n] for n in names if n in of_modules))))


def _of_helper(bound: BoundHelper, known: dict[str, str]) -> Iterator[str]:
    if bound.params is not None:
        yield bound.params.id
    yield from (known[name] for name in bound.helper.needs if name in known)
    if bound.socket is not None:
        yield from (end.id for end in socket_ends(bound.socket))
