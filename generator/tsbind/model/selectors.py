"""Selectors: how a person names parts of a release on the command line.

A selector is a declaration's id (``resources/beta/threads/threads.ts#Thread``), its name, the
last parts of its qualified name, an accessor (``beta.threads.createAndRun``, also in
snake_case), a resource path (``beta.threads``), a file (``resources/shared.ts``), or a glob over
any of these. What is a full match of one kind is not looked up as another.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from fnmatch import fnmatchcase

from tsbind.model.declarations import Declaration, Package
from tsbind.model.operations import Operation
from tsbind.problems import UsageError
from tsbind.values import value_class

_GLOB = re.compile(r"[*?\[]")


@value_class(frozen=True, slots=True)
class Selection:
    """What selectors matched, each in the package's order and once."""

    declarations: tuple[Declaration, ...] = ()
    operations: tuple[Operation, ...] = ()


def select(package: Package, selectors: Sequence[str]) -> Selection:
    """The declarations and operations that any of ``selectors`` names.

    Raises `UsageError` for a selector that matches nothing, with the nearest names there are.
    """
    ids: set[str] = set()
    accessors: set[str] = set()
    for selector in selectors:
        found = _declarations(package, selector)
        called = _operations(package, selector)
        if not found and not called:
            raise _unknown(package, selector)
        ids |= {declaration.id for declaration in found}
        accessors |= {operation.accessor for operation in called}
    return Selection(
        tuple(d for d in package.types if d.id in ids),
        tuple(o for o in package.operations if o.accessor in accessors),
    )


def select_one(package: Package, selector: str) -> Declaration | Operation:
    """The one declaration or operation that ``selector`` names.

    An exported declaration is preferred to one that is not. Raises `UsageError` where nothing
    matches, and where several do, with their ids.
    """
    selection = select(package, [selector])
    found: list[Declaration | Operation] = [*selection.declarations, *selection.operations]
    exported = [d for d in selection.declarations if d.exported and not d.is_resource]
    if len(found) > 1 and len(exported) == 1:
        return exported[0]
    if len(found) > 1:
        names = [item.id if isinstance(item, Declaration) else item.accessor for item in found]
        shown = ", ".join(names[:5]) + (", ..." if len(names) > 5 else "")
        raise UsageError(f"{selector!r} names {len(names)} things: {shown}", "Write one of these")
    return found[0]


def snake_accessor(accessor: str) -> str:
    """``beta.threads.createAndRun`` as ``beta.threads.create_and_run``."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", accessor).lower()


def _declarations(package: Package, selector: str) -> list[Declaration]:
    """The matches of the first kind of match that has any."""
    for matches in _glob_kinds(selector) if _GLOB.search(selector) else _exact_kinds(selector):
        found = [declaration for declaration in package.types if matches(declaration)]
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


def _operations(package: Package, selector: str) -> list[Operation]:
    """Operations by accessor, by a prefix of whole parts of it, or by glob."""
    if "#" in selector or "/" in selector:
        return []
    found = [o for o in package.operations if _accessor_matches(o.accessor, selector)]
    exact = [o for o in found if selector in (o.accessor, snake_accessor(o.accessor))]
    return exact or found


def _accessor_matches(accessor: str, selector: str) -> bool:
    for spelled in (accessor, snake_accessor(accessor)):
        if spelled == selector or spelled.startswith(selector + "."):
            return True
        if _GLOB.search(selector) and fnmatchcase(spelled, selector):
            return True
    return False


def _unknown(package: Package, selector: str) -> UsageError:
    names = {d.name: d.name for d in package.types}
    names |= {d.name.rpartition(".")[2]: d.name for d in package.types if "." in d.name}
    for operation in package.operations:
        names[operation.accessor] = operation.accessor
        resource = operation.accessor.rpartition(".")[0]
        names[resource] = resource
    folded = {name.lower(): full for name, full in names.items()}
    near = difflib.get_close_matches(selector.lower(), folded, n=3, cutoff=0.6)
    remedy = (
        "Did you mean " + ", ".join(dict.fromkeys(folded[n] for n in near)) + "?"
        if near
        else ("`tsbind inspect SOURCE` lists what there is")
    )
    source = f"{package.source.name}@{package.source.version}".removesuffix("@")
    return UsageError(f"{selector[:200]!r} names nothing in {source}", remedy)
