"""Names with `Param`, which the official Python clients have beside upstream's.

Upstream has one `ChatCompletionTool` for what is sent and what is received. A Python client whose
params are dicts has a class for each, and programs import `ChatCompletionToolParam`. Here one
class serves both, under both names. Of shared types the other name is the same in another folder,
`types.shared_params`.
"""

from __future__ import annotations

from collections.abc import Mapping

from tsbind.model.helpers import pack_of
from tsbind.model.index import ModelIndex
from tsbind.model.mentions import mentioned
from tsbind.python.names import PythonName
from tsbind.python.placement import Module, Place, is_param_name

_SHARED = PythonName("shared")
SHARED_PARAMS = PythonName("shared_params")

Found = dict[Module, dict[str, str]]
"""Ids by exported name, of each folder."""


def add_param_names(index: ModelIndex, places: Mapping[str, Place], found: Found) -> None:
    """Add the names to what each folder exports; a name that is taken stays as it is.

    Names that follow no rule are corrections of the pack: ``names``.
    """
    sent = mentioned(socket.sends for socket in index.package.sockets)
    events = frozenset(index.data_closure(sent))  # of connections: no parameter of any method
    own = pack_of(index.package).corrections.names
    for home, names in list(found.items()):
        others = own.get("/".join(home[1:]), {})
        names.update((n, names[o]) for n, o in others.items() if o in names and n not in names)
        if home[-1] == _SHARED:
            found[(*home[:-1], SHARED_PARAMS)] = dict(names)
            continue
        for name, id_ in list(names.items()):
            if (places[id_].twin or id_ in events) and not is_param_name(name):
                names.setdefault(f"{name}Param", id_)
