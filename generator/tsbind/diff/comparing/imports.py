"""Names of the generated package alone: they come and go without a change upstream declares.

The `TypedDict` of a class that is no longer sent, the class of an object written in place, a name
the official client has, a method of the pack: upstream has none of them, yet programs use them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tsbind.diff.changes.change import Change, Spelling
from tsbind.diff.changes.member import way
from tsbind.diff.changes.severity import Severity
from tsbind.diff.comparing.context import Context, Side
from tsbind.diff.comparing.endpoints import method_place, spell_method
from tsbind.diff.comparing.place import Place
from tsbind.position import Position
from tsbind.python.names import class_name
from tsbind.python.types.hoist import INLINE

_OF_TYPES = frozenset({"type_added", "type_removed", "type_renamed", "type_moved"})
_KEPT = frozenset({"stays", "import_stays"})


def compare_imports(context: Context) -> None:
    """Collect such names; it comes last, as the changes collected before say it of their types."""
    by_place: dict[str, list[Change]] = {}
    for change in context.collector.changes:
        for place in {change.place, change.content} if change.kind in _OF_TYPES else {change.place}:
            by_place.setdefault(place, []).append(change)
    before, after = context.old.python.importable, context.new.python.importable
    forward = context.matching.pairs
    backward = {new: old for old, new in forward.items()}
    _collect(context, "import_removed", (context.old, before), (after, forward), by_place)
    _collect(context, "import_added", (context.new, after), (before, backward), by_place)


_Imports = Mapping[str, str]


def _collect(
    context: Context,
    kind: str,
    own: tuple[Side, _Imports],
    other: tuple[_Imports, Mapping[str, str]],
    by_place: Mapping[str, list[Change]],
) -> None:
    side, names = own
    found: dict[str, list[str]] = {}
    for name in sorted(names.keys() - other[0].keys()):
        found.setdefault(names[name], []).append(name)
    for identifier, missing in found.items():
        host, _, inside = identifier.partition(INLINE)
        path = side.index.public(host)
        if any(_tells(c, inside, kind) for c in by_place.get(path, ())):
            continue
        first, *more = sorted(missing, key=lambda name: (len(name), name))
        spelling = Spelling(first, first, _position(side, host))
        removed = kind == "import_removed"
        context.collector.add(
            kind,
            Place(path, side.reach.usage(host)),
            content=first,
            old=spelling if removed else Spelling(),
            new=Spelling() if removed else spelling,
            hint=_elsewhere(first, other[0], other[1].get(identifier)) if removed else "",
            note=f"and {', '.join(more)}" if more else "",
        )


def _position(side: Side, identifier: str) -> Position | None:
    declaration = side.index.declarations.get(identifier)
    return declaration.position if declaration else None


def _tells(change: Change, inside: str, kind: str) -> bool:
    """Whether a change of the type says that the name came or went."""
    if change.kind in _OF_TYPES:
        return change.variant not in _KEPT
    if not inside or (kind == "import_removed" and change.severity is not Severity.BREAKING):
        return False
    step = next(iter(way(change.member).steps), None)
    field = class_name(step.text) if step is not None and step.kind == "name" else ""
    return not change.member or field == inside.split(INLINE, maxsplit=1)[0]


def _elsewhere(name: str, names: _Imports, partner: str | None) -> str:
    """Where the type is found under the same name."""
    last = name.rpartition(".")[2]
    there = [n for n, i in names.items() if i == partner and n.rpartition(".")[2] == last]
    return f"{name} -> {min(there, key=len)}" if there else ""


def compare_pack_methods(context: Context) -> None:
    """Collect methods only the pack has that came or went with what they call."""
    sides = (context.old, context.new)
    upstream = [{o.accessor for o in side.index.package.operations} for side in sides]
    before, after = (side.python.pack_methods() for side in sides)
    for accessor in sorted(before.keys() - after.keys() - upstream[1]):
        method = before[accessor]
        spelling = replace(spell_method(context.old, method), typescript="")
        context.collector.add("method_removed", method_place(method, None), old=spelling)
    for accessor in sorted(after.keys() - before.keys() - upstream[0]):
        method = after[accessor]
        spelling = replace(spell_method(context.new, method), typescript="")
        context.collector.add("method_added", method_place(None, method), new=spelling)
