"""Names upstream dropped or moved that the generated package goes on having.

Some names stay because the official Python client has them: the table `held_again` of the hand
corrections holds a resource in a second place, and helpers come without upstream's method. Code
that uses such a name goes on working, so its removal upstream is no break of Python source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from tsbind.diff.changes.change import Change
from tsbind.diff.changes.severity import Severity
from tsbind.model.declarations import Package
from tsbind.model.helpers import pack_of, with_helpers
from tsbind.model.operations import Operation
from tsbind.python.helpers.bind import bind
from tsbind.python.methods.naming import python_accessor

_NAMES = {
    "type_removed": "stays",
    "type_renamed": "import_stays",
    "type_moved": "import_stays",
    "method_removed": "stays",
    "method_renamed": "stays",
    "method_moved": "stays",
    "client_attribute_removed": "stays",
    "client_attribute_moved": "stays",
}
"""The variant by kind."""


def if_still_available(change: Change, has: Callable[[str], bool]) -> Change:
    """The change, weighed as one that Python source does not feel where its name stays.

    ``has`` says of a name whether the newer generated package has it.
    """
    variant = _NAMES.get(change.kind)
    name = change.old.python.removesuffix("()")
    if variant is None or change.source is not Severity.BREAKING or not has(name):
        return change
    return replace(change, variant=variant, source=change.row.weigh(variant).source)


def client_names(package: Package) -> frozenset[str]:
    """Methods and resources of the generated client, from ``client`` on."""
    paths = {python_accessor(operation.accessor) for operation in _operations(package)}
    again = pack_of(package).corrections.held_again
    for place, path in again.items():
        paths |= {place + p.removeprefix(path) for p in paths if p.startswith(f"{path}.")}
    return frozenset(f"client.{name}" for path in paths for name in _upwards(path))


def _operations(package: Package) -> Iterator[Operation]:
    pack = pack_of(package)
    yield from (o for o in package.operations if o.path)
    yield from (bound.operation for bound in bind(with_helpers(package, pack), pack))


def _upwards(path: str) -> Iterator[str]:
    while path:
        yield path
        path = path.rpartition(".")[0]
