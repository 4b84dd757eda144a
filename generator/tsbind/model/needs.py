"""Which declarations a selection stands for: its own, and those its operations speak of."""

from __future__ import annotations

from tsbind.model.declarations import Package
from tsbind.model.mentions import mentioned, operation_types
from tsbind.model.selectors import Selection


def declaration_ids(package: Package, selection: Selection) -> tuple[str, ...]:
    """Ids of the selected declarations and of those in the operations' types, in order.

    What these reach in turn is not followed. Ids outside the package are left out.
    """
    wanted = {declaration.id for declaration in selection.declarations}
    for operation in selection.operations:
        wanted.update(mentioned(operation_types(operation)))
    return tuple(d.id for d in package.types if d.id in wanted)
