"""The package itself as a client: `sdk.api_key = "..."` and `sdk.models.list()`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tsbind.python.client.plan import ChildPlan
from tsbind.python.spelling.import_statements import statement

Pair = tuple[str, str]

_COMMON = (
    ("base_url", "str | _httpx2.URL"),
    ("timeout", "_Timeout"),
    ("max_retries", "int"),
    ("default_headers", "_Headers"),
    ("default_query", "_Query"),
    ("http_client", "_httpx2.Client"),
)
"""Options the constructor of every generated client has."""
_ALIASES = ("Headers", "Query", "Timeout")


def module_imports(children: Sequence[ChildPlan], methods: Sequence[Pair]) -> tuple[str, ...]:
    """Import lines for what the attributes and ``methods`` of the package mention.

    They are private, so that nobody re-exports.
    """
    aliases = [(name, f"_{name}") for name in _ALIASES]
    by_source: dict[str, list[tuple[str, str]]] = {"._runtime.aliases": aliases}
    for child in children:
        by_source.setdefault(child.source, []).append((child.original, f"_{child.original}"))
    lines = [str(statement(source, names)) for source, names in sorted(by_source.items())]
    cast = ("from typing import cast as _cast",) if methods else ()
    return (*cast, "import httpx2 as _httpx2", *lines)


def module_attributes(
    options: Iterable[tuple[str, str]], children: Sequence[ChildPlan]
) -> tuple[tuple[str, str], ...]:
    """Name and type of each attribute, sorted; a resource goes before an option of its name."""
    found = {name: f"{type_} | None" for name, type_ in (*options, *_COMMON)}
    found.update((child.name, f"_{child.original}") for child in children)
    return tuple(sorted(found.items()))


def module_methods(client: str, methods: Iterable[str]) -> tuple[Pair, ...]:
    """Name and expression of each method of the class ``client``, sorted."""
    return tuple((name, f'_cast("{client}", None).{name}') for name in sorted(methods))
