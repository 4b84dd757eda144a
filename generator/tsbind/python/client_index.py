"""The index of what the generated client has: every method, under each of its names."""

from __future__ import annotations

from collections.abc import Iterator

from tsbind.model.declarations import Package
from tsbind.model.helpers import pack_of, with_helpers
from tsbind.model.index import ModelIndex
from tsbind.packs import Pack
from tsbind.python.methods.naming import python_accessor


def client_index(package: Package, pack: Pack | None = None) -> ModelIndex:
    """The index of ``package`` with the helpers and connections that ``pack`` adds.

    Without a pack, the one for the package. Operations are known by upstream's accessor, by that
    of the Python client, and by a second place the client has them at.
    """
    pack = pack or pack_of(package)
    package = with_helpers(package, pack)
    accessors = (operation.accessor for operation in package.operations)
    spellings = {accessor: tuple(_spellings(accessor, pack)) for accessor in accessors}
    return ModelIndex(package, spellings=spellings)


def _spellings(accessor: str, pack: Pack) -> Iterator[str]:
    yield python_accessor(accessor)
    for place, original in pack.corrections.held_again.items():
        if accessor.startswith(f"{original}."):
            yield python_accessor(place + accessor.removeprefix(original))
