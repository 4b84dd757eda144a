"""Selectors: how users name parts of a release on the command line.

A selector is a declaration's id (``resources/beta/threads/threads.ts#Thread``), its name, the
last parts of its qualified name, an accessor (``beta.threads.createAndRun``, or in Python
``beta.threads.create_and_run``), a resource (``beta.threads``), a file (``resources/shared.ts``),
or a glob over any of these. The first kind with a full match wins; later kinds are not tried.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from fnmatch import fnmatchcase

from tsbind.model.declarations import Declaration
from tsbind.model.index import ModelIndex
from tsbind.model.mentions import mentioned, operation_types
from tsbind.model.operations import Operation
from tsbind.problems import UsageError
from tsbind.values import value_class

_GLOB = re.compile(r"[*?\[]")


@value_class(frozen=True, slots=True)
class Selection:
    """What selectors matched, each in the package's order and once."""

    declarations: tuple[Declaration, ...] = ()
    operations: tuple[Operation, ...] = ()


def select(index: ModelIndex, selectors: Sequence[str]) -> Selection:
    """The declarations and operations that any of ``selectors`` names.

    Raises `UsageError`, with the nearest names, for a selector that matches nothing.
    """
    ids: set[str] = set()
    accessors: set[str] = set()
    for selector in selectors:
        found = _declarations(index, selector)
        called = _operations(index, selector)
        if not found and not called:
            raise _unknown(index, selector)
        ids |= {declaration.id for declaration in found}
        accessors |= {operation.accessor for operation in called}
    return Selection(
        tuple(d for d in index.package.types if d.id in ids),
        tuple(o for o in index.operations if o.accessor in accessors),
    )


def select_one(index: ModelIndex, selector: str) -> Declaration | Operation:
    """The one declaration or operation that ``selector`` names.

    An exported declaration is preferred to one that is not. Raises `UsageError` if nothing
    matches, or, with their ids, if several do.
    """
    selection = select(index, [selector])
    found: list[Declaration | Operation] = [*selection.declarations, *selection.operations]
    exported = [d for d in selection.declarations if d.exported and not d.is_resource]
    if len(found) > 1 and len(exported) == 1:
        return exported[0]
    if len(found) > 1:
        names = [item.id if isinstance(item, Declaration) else item.accessor for item in found]
        shown = ", ".join(names[:5]) + (", ..." if len(names) > 5 else "")
        raise UsageError(f"{selector!r} names {len(names)} things: {shown}", "Write one of these")
    return found[0]


def selected_ids(index: ModelIndex, selection: Selection) -> tuple[str, ...]:
    """Ids of the selected declarations and of those in the operations' types, in order.

    Does not follow what these mention in turn. Leaves out ids outside the package, and pages and
    the like, which operations mention but which are not data.
    """
    named = {declaration.id for declaration in selection.declarations}
    types = (type_ for operation in selection.operations for type_ in operation_types(operation))
    written = set(mentioned(types))
    return tuple(
        d.id
        for d in index.package.types
        if d.id in named or (d.id in written and not index.holds_behaviour(d))
    )


def _declarations(index: ModelIndex, selector: str) -> list[Declaration]:
    """The matches of the first kind of match that has any."""
    for matches in _glob_kinds(selector) if _GLOB.search(selector) else _exact_kinds(selector):
        found = [declaration for declaration in index.package.types if matches(declaration)]
        if found:
            return found
    return []


_Match = Callable[[Declaration], bool]


def _exact_kinds(selector: str) -> Iterable[_Match]:
    return (
        lambda d: d.id == selector,
        lambda d: d.name == selector,
        lambda d: d.name.endswith("." + selector),
        lambda d: d.position.file == selector,
    )


def _glob_kinds(selector: str) -> Iterable[_Match]:
    return (lambda d: any(fnmatchcase(text, selector) for text in (d.id, d.name)),)


def _operations(index: ModelIndex, selector: str) -> list[Operation]:
    """Operations by accessor, by a prefix of whole parts of it, or by glob."""
    if "#" in selector or "/" in selector:
        return []
    spelled = [(operation, index.spellings(operation.accessor)) for operation in index.operations]
    exact = [operation for operation, names in spelled if selector in names]
    return exact or [o for o, names in spelled if any(_is_within(n, selector) for n in names)]


def _is_within(accessor: str, selector: str) -> bool:
    """Whether ``selector`` is a resource that ``accessor`` begins with, or a glob it matches."""
    if accessor.startswith(selector + "."):
        return True
    return bool(_GLOB.search(selector)) and fnmatchcase(accessor, selector)


def _parts(index: ModelIndex, selector: str) -> list[str]:
    """The selectors that were written as one: ``chat, models``; empty if they were not."""
    parts = re.split(r"[,;\s]+", selector.strip(" ,;"))
    named = all(_declarations(index, part) or _operations(index, part) for part in parts)
    return parts if len(parts) > 1 and named else []


def _unknown(index: ModelIndex, selector: str) -> UsageError:
    parts = _parts(index, selector)
    if parts:
        return UsageError(
            f"{selector[:200]!r} is {len(parts)} selectors in one",
            f"Give each its own: {' '.join(f'--only {part}' for part in parts)}",
        )
    names = {d.name: d.name for d in index.package.types}
    names |= {d.name.rpartition(".")[2]: d.name for d in index.package.types if "." in d.name}
    for operation in index.operations:
        for spelled in index.spellings(operation.accessor):
            resource = spelled.rpartition(".")[0]
            names |= {spelled: spelled, resource: resource}
    folded = {name.lower(): full for name, full in names.items()}
    near = difflib.get_close_matches(selector.lower(), folded, n=3, cutoff=0.6)
    remedy = (
        "Did you mean " + ", ".join(dict.fromkeys(folded[n] for n in near)) + "?"
        if near
        else ("`tsbind inspect SOURCE` lists what there is")
    )
    source = f"{index.package.source.name}@{index.package.source.version}".removesuffix("@")
    return UsageError(f"{selector[:200]!r} names nothing in {source}", remedy)
