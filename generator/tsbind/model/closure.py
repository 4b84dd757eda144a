"""Which declarations are emitted: the exported data, and all they reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tsbind.model.declarations import Declaration, Package
from tsbind.model.foreign import foreign_type
from tsbind.model.types import Object, Reference, Type, walk

RESOURCES = "resources/"


def roots(package: Package) -> list[str]:
    """Ids of the exported data declarations: of the resources, or all where there are none."""
    data = [d for d in package.types if d.exported and is_data(d)]
    if not has_resources(package):
        return [d.id for d in data]
    by_id = {d.id: d for d in package.types}
    return [d.id for d in data if d.id.startswith(RESOURCES) and not holds_class(d, by_id)]


def has_resources(package: Package) -> bool:
    """Whether the package has upstream's layout of resource classes."""
    return any(d.is_resource for d in package.types)


def is_data(declaration: Declaration) -> bool:
    """Whether a declaration is data, not a resource, a page or another class with behaviour."""
    return declaration.kind != "class" and not declaration.is_resource


def closure(package: Package, start: Iterable[str]) -> list[str]:
    """``start`` and every data declaration it reaches, in the order of the package."""
    by_id = {d.id: d for d in package.types}
    seen: set[str] = set()
    stack = list(start)
    while stack:
        id_ = stack.pop()
        declaration = by_id.get(id_) or by_id.get(id_.rpartition(".")[0])
        if declaration is None or declaration.id in seen or foreign_type(declaration.id):
            continue
        if not is_data(declaration):
            continue
        seen.add(declaration.id)
        stack.extend(used(declaration))
    return [d.id for d in package.types if d.id in seen and not is_reexport(d)]


def used(declaration: Declaration) -> Iterator[str]:
    """Ids a declaration mentions where they matter for its shape."""
    for type_ in _types(declaration):
        for part in walk(type_):
            if isinstance(part, Reference):
                yield part.id


def _types(declaration: Declaration) -> Iterator[Type]:
    if declaration.type is not None and not isinstance(declaration.type, Object):
        yield declaration.type
        return
    for property_ in declaration.properties:
        yield property_.type
    for signature in declaration.index:
        yield signature.value
    for parameter in declaration.type_parameters:
        if parameter.default is not None:
            yield parameter.default


def holds_class(declaration: Declaration, by_id: Mapping[str, Declaration]) -> bool:
    """Whether an alias names a class with behaviour, or holds one in its own writing.

    Pages, and what the client reports of its connections: nothing that travels. Other aliases it
    names are followed, interfaces are not.
    """
    stack, seen = [declaration], {declaration.id}
    while stack:
        type_ = stack.pop().type
        for part in walk(type_) if type_ is not None else ():
            found = by_id.get(part.id) if isinstance(part, Reference) else None
            if found is None or found.id in seen or foreign_type(found.id):
                continue
            if not is_data(found):
                return True
            seen.add(found.id)
            stack.append(found)
    return False


def is_reexport(declaration: Declaration) -> bool:
    """Whether a namespace member only repeats a declaration under its own name.

    ``namespace X { export type Y = API.Y }``: upstream's way to reach ``Y`` through ``X``.
    """
    target = declaration.type
    if not isinstance(target, Reference) or target.arguments or "." not in declaration.name:
        return False
    name = declaration.name.rpartition(".")[2]
    return name == target.id.rpartition("#")[2].rpartition(".")[2]
