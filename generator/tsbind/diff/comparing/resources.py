"""Resources of the client (its attributes) that came, went or moved."""

from __future__ import annotations

from collections import deque
from dataclasses import replace

from tsbind.diff.changes.change import Spelling
from tsbind.diff.comparing.context import Context
from tsbind.diff.comparing.endpoints import Methods, moved_resources, owner
from tsbind.diff.comparing.place import Place
from tsbind.diff.comparing.prose import compare_deprecation
from tsbind.diff.reading.reach import Usage
from tsbind.model.declarations import Package
from tsbind.python.methods.naming import python_accessor


def resource_paths(package: Package) -> set[str]:
    """The path from the client of every resource: ``beta``, ``beta.threads``."""
    paths: set[str] = set()
    for operation in package.operations:
        path = owner(operation.accessor)
        while path:
            paths.add(path)
            path = owner(path)
    return paths | resource_classes_by_path(package).keys()


def resource_classes_by_path(package: Package) -> dict[str, str]:
    """The id of the class of each resource the client declares, by the path from the client."""
    if package.client is None:
        return {}
    children: dict[str, list[tuple[str, str]]] = {}
    for sub in package.client.resources:
        children.setdefault(sub.owner, []).append((sub.name, sub.target))
    paths: dict[str, str] = {}
    pending = deque([(package.client.id, "", 0)])
    while pending:
        identifier, prefix, depth = pending.popleft()
        for name, target in children.get(identifier, ()) if depth < 20 else ():
            paths.setdefault(prefix + name, target)
            pending.append((target, f"{prefix}{name}.", depth + 1))
    return paths


def compare_resources(context: Context, methods: Methods) -> None:
    """Collect client attributes that changed; below one that did, only what differs from it."""
    old = {python_accessor(p): p for p in resource_paths(context.old.index.package)}
    new = {python_accessor(p): p for p in resource_paths(context.new.index.package)}
    moved = {
        python_accessor(a): python_accessor(b) for a, b in moved_resources(methods.pairs).items()
    }
    _deprecated(context)
    targets: set[str] = set()
    for path in sorted(old.keys() - new.keys()):
        target = _target(path, moved)
        targets |= {target} if target else set()
        if target is None and _parent_in(path, old.keys() - new.keys(), moved):
            continue
        if target is not None and _follows_parent(path, target, moved):
            continue
        _gone(context, path, old[path], target)
    for path in sorted(new.keys() - old.keys()):
        if owner(path) not in new.keys() - old.keys() and path not in targets:
            context.collector.add(
                "client_attribute_added", _place(context, new=new[path]), new=_spell(path)
            )


def _deprecated(context: Context) -> None:
    """Whole resources that are deprecated now, or no longer."""
    old, new = (resource_classes_by_path(s.index.package) for s in (context.old, context.new))
    for path in sorted(old.keys() & new.keys()):
        before = context.old.index.declarations.get(old[path])
        after = context.new.index.declarations.get(new[path])
        if before is not None and after is not None:
            compare_deprecation(context, before, after, _place(context, old=path, new=path))


def _target(path: str, moved: dict[str, str]) -> str | None:
    """Where the resource went: as its own methods say, or those of the resources below it."""
    if path in moved:
        return moved[path]
    for old, new in moved.items():
        rest = old.removeprefix(f"{path}.")
        if rest != old and new.endswith(f".{rest}"):
            return new.removesuffix(f".{rest}")
    return None


def _parent_in(path: str, gone: set[str], moved: dict[str, str]) -> bool:
    return owner(path) in gone and _target(owner(path), moved) is None


def _follows_parent(path: str, target: str, moved: dict[str, str]) -> bool:
    parent = _target(owner(path), moved) if owner(path) else None
    return parent is not None and target == f"{parent}.{path.rpartition('.')[2]}"


def _gone(context: Context, path: str, accessor: str, target: str | None) -> None:
    there = resource_accessor(context.new.index.package, target) if target else None
    place = _place(context, old=accessor)
    if there:
        place = replace(place, new=_place(context, new=there).new)
    context.collector.add(
        "client_attribute_moved" if target else "client_attribute_removed",
        place,
        old=_spell(path),
        new=_spell(target) if target else Spelling(),
        hint=f"client.{path} -> client.{target}" if target else "",
        undeprecated=_unannounced(context, accessor),
    )


def resource_accessor(package: Package, path: str) -> str | None:
    """The accessor of the resource Python reaches by ``path``."""
    return next((p for p in sorted(resource_paths(package)) if python_accessor(p) == path), None)


def _unannounced(context: Context, accessor: str) -> bool:
    """Whether some method below the resource was not marked as deprecated."""
    operations = context.old.index.package.operations
    below = [o for o in operations if o.accessor.startswith(f"{accessor}.")]
    return any(o.deprecated is None for o in below)


def _spell(path: str) -> Spelling:
    return Spelling(f"client.{path}", f"client.{path}")


def _place(context: Context, *, old: str = "", new: str = "") -> Place:
    """The resource as each release has it, with every method below it."""
    below = [
        [o for o in side.index.package.operations if path and o.accessor.startswith(f"{path}.")]
        for side, path in ((context.old, old), (context.new, new))
    ]
    before, after = (operations[0].position if operations else None for operations in below)
    names = frozenset(o.accessor for o in below[bool(new)])
    return Place(new or old, Usage(names, names), "", before, after)
