"""The package as a client of its own: `openai.api_key = "..."; openai.models.list()`.

The package's attributes that are called like options of the client's constructor are the options;
resources and methods of the package are those of a client made with them, a new one whenever they
change.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cached_property
from inspect import signature
from typing import Any

_clients: dict[str, tuple[dict[str, Any], Any]] = {}
"""The client of each package, and the options it was made with."""


def attribute(
    package: str, name: str, kind: Callable[[], type[Any]] | None = None
) -> Any:
    """An option of the package that was not set, or a resource or a method of its client.

    The client is of the class that `kind` gives. Raises AttributeError for any other name.
    """
    client: type[Any] = sys.modules[package].Client
    is_resource = isinstance(vars(client).get(name), cached_property)
    if not is_resource and name in _options(client):
        return None
    if is_resource or _is_own(client, name):
        return getattr(_client(package, kind() if kind else client), name)
    raise AttributeError(f"module {package!r} has no attribute {name!r}")


def _client(package: str, kind: type[Any]) -> Any:
    given = vars(sys.modules[package])
    options = {
        name: given[name] for name in _options(kind) if given.get(name) is not None
    }
    made = _clients.get(package)
    if made is None or made[0] != options or type(made[1]) is not kind:
        made = _clients[package] = options, kind(**options)
    return made[1]


def _is_own(client: type[Any], name: str) -> bool:
    """Whether a class has `name` of upstream's client, not of what every client has."""
    bases = [base for base in client.__mro__[1:] if base is not object]
    own = [base for base in bases if not base.__module__.startswith(f"{__package__}.")]
    return name[0] != "_" and any(name in vars(base) for base in own)


def _options(client: type[Any]) -> list[str]:
    return [name for name in signature(client).parameters if name[0] != "_"]
