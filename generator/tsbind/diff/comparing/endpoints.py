"""Pairs the methods of two clients; says which endpoints and methods came and went."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from tsbind.diff.changes.change import Spelling
from tsbind.diff.comparing.context import Context, Side
from tsbind.diff.comparing.place import Place
from tsbind.diff.reading.reach import Usage
from tsbind.model.declarations import Package
from tsbind.model.operations import Operation
from tsbind.python.methods.naming import python_accessor

_PARAMETER = re.compile(r"\{[^}]*\}")
Pair = tuple[Operation, Operation]


@dataclass
class Methods:
    """Methods of both clients: pairs, and those without a partner."""

    pairs: list[Pair] = field(default_factory=list[Pair])
    removed: list[Operation] = field(default_factory=list[Operation])
    added: list[Operation] = field(default_factory=list[Operation])

    @property
    def moved(self) -> dict[str, str]:
        """Old accessor to new accessor of every pair whose accessors differ."""
        return {a.accessor: b.accessor for a, b in self.pairs if a.accessor != b.accessor}


def endpoint(operation: Operation) -> str:
    """``VERB /path/{}``: what tells endpoints apart; names of path parameters do not count."""
    if not operation.path:
        return ""
    return f"{operation.verb.upper()} {_PARAMETER.sub('{}', operation.path)}"


def owner(accessor: str) -> str:
    """The resource a method belongs to."""
    return accessor.rpartition(".")[0]


def pair_methods(old: Package, new: Package) -> Methods:
    """Pair by accessor (as Python spells it), then by endpoint, then helpers by their resource."""
    result = Methods([], list(_unique(old.operations)), list(_unique(new.operations)))
    _pair(result, lambda one: [python_accessor(one.accessor)])
    _pair(result, lambda one: [f"{owner(one.accessor)} {endpoint(one)}"] if one.path else [])
    _pair(result, lambda one: [f"{one.method} {endpoint(one)}"] if one.path else [])
    _pair(result, lambda one: [endpoint(one)] if one.path else [])
    moved = moved_resources(result.pairs)
    _pair(result, lambda one: _helper_keys(one, moved))
    _pair(result, _same_resource_name)
    return result


def _unique(operations: Iterable[Operation]) -> Iterable[Operation]:
    return {operation.accessor: operation for operation in operations}.values()


def _helper_keys(operation: Operation, moved: dict[str, str]) -> list[str]:
    resource = owner(operation.accessor)
    return [f"{moved.get(resource, resource)}.{operation.method}"]


def _same_resource_name(operation: Operation) -> list[str]:
    """A helper of a resource that hangs elsewhere: ``beta.chat.completions.parse``."""
    if operation.path:
        return []
    return [f"{owner(operation.accessor).rpartition('.')[2]}.{operation.method}"]


def _pair(methods: Methods, keys: Callable[[Operation], list[str]]) -> None:
    partners: dict[str, list[Operation]] = {}
    for operation in methods.added:
        for key in keys(operation):
            partners.setdefault(key, []).append(operation)
    for operation in list(methods.removed):
        found = next((partners[key] for key in keys(operation) if partners.get(key)), None)
        if found:
            partner = found.pop(0)
            methods.pairs.append((operation, partner))
            methods.removed.remove(operation)
            methods.added.remove(partner)


def moved_resources(pairs: Iterable[Pair]) -> dict[str, str]:
    """Old resource to new resource, where most paired methods of the one went to the other."""
    votes: dict[str, Counter[str]] = {}
    for old, new in pairs:
        votes.setdefault(owner(old.accessor), Counter())[owner(new.accessor)] += 1
    winners = {resource: found.most_common(1)[0][0] for resource, found in votes.items()}
    return {old: new for old, new in winners.items() if old != new}


def method_place(old: Operation | None, new: Operation | None) -> Place:
    """The place of a method, used both ways by itself."""
    known = new or old
    assert known is not None
    names = frozenset({known.accessor})
    return Place(
        known.accessor,
        Usage(names, names),
        old=old.position if old else None,
        new=new.position if new else None,
    )


def spell_method(side: Side, operation: Operation) -> Spelling:
    """A method in both languages."""
    python = side.python.method(operation)
    return Spelling(f"client.{operation.accessor}()", python, operation.position)


def spell_call(side: Side, operation: Operation) -> Spelling:
    """A method with its arguments."""
    method = spell_method(side, operation)
    if not operation.signatures:
        return method
    arguments = ", ".join(
        f"{p.name}{'?' if p.optional else ''}" for p in operation.signatures[-1].parameters
    )
    text = method.typescript.removesuffix("()")
    return Spelling(f"{text}({arguments})", side.python.call(operation), operation.position)


def compare_endpoints(context: Context, methods: Methods) -> None:
    """Collect endpoints and methods that came, went, were renamed or moved, and resources."""
    old_endpoints = {endpoint(o) for o in context.old.index.package.operations}
    new_endpoints = {endpoint(o) for o in context.new.index.package.operations}
    for operation in methods.removed:
        _gone(context, operation, new_endpoints)
    for operation in methods.added:
        _come(context, operation, old_endpoints)
    for old, new in methods.pairs:
        if python_accessor(old.accessor) != python_accessor(new.accessor):
            _renamed(context, old, new)


def _gone(context: Context, operation: Operation, known: set[str]) -> None:
    place, spelling = method_place(operation, None), spell_method(context.old, operation)
    undeprecated = operation.deprecated is None
    where = endpoint(operation)
    if where and where not in known:
        text = Spelling(f"{operation.verb.upper()} {operation.path}", spelling.python)
        context.collector.add(
            "endpoint_removed", place, content=where, old=text, undeprecated=undeprecated
        )
    hint = _other_way(context, operation)
    context.collector.add(
        "method_removed",
        place,
        old=spelling,
        undeprecated=undeprecated,
        variant="other_method" if hint else "",
        hint=hint,
    )


def _other_way(context: Context, operation: Operation) -> str:
    """Another method that calls the same endpoint, as a hint."""
    where = endpoint(operation)
    others = [o for o in context.new.index.package.operations if where and endpoint(o) == where]
    if not others:
        return ""
    before, after = python_accessor(operation.accessor), python_accessor(others[0].accessor)
    return f"client.{before} -> client.{after}"


def _come(context: Context, operation: Operation, known: set[str]) -> None:
    place, spelling = method_place(None, operation), spell_method(context.new, operation)
    where = endpoint(operation)
    if where and where not in known:
        text = Spelling(f"{operation.verb.upper()} {operation.path}", spelling.python)
        context.collector.add("endpoint_added", place, content=where, new=text)
    context.collector.add("method_added", place, new=spelling)


def _renamed(context: Context, old: Operation, new: Operation) -> None:
    before, after = python_accessor(old.accessor), python_accessor(new.accessor)
    same_resource = owner(before) == owner(after)
    context.collector.add(
        "method_renamed" if same_resource else "method_moved",
        method_place(old, new),
        content=old.accessor,
        old=spell_method(context.old, old),
        new=spell_method(context.new, new),
        hint=f"client.{before} -> client.{after}",
        undeprecated=old.deprecated is None,
    )
