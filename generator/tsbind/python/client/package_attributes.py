"""The package itself as a client: `sdk.api_key = "..."` and `sdk.models.list()`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tsbind.python.client.plan import ChildPlan
from tsbind.python.methods.method_plan import NamedCode
from tsbind.python.names import PythonName
from tsbind.python.spelling.expression import Import
from tsbind.python.spelling.import_statements import ImportBlock, import_block

_COMMON = (
    ("base_url", "{str} | _httpx2.URL"),
    ("timeout", "_Timeout"),
    ("max_retries", "{int}"),
    ("default_headers", "_Headers"),
    ("default_query", "_Query"),
    ("http_client", "_httpx2.Client"),
)
"""Options the constructor of every generated client has."""
_BUILTINS = frozenset({"bool", "float", "int", "str"})
_ALIASES = ("Headers", "Query", "Timeout")
_PACKAGE = (PythonName("__init__"),)


def module_imports(
    children: Sequence[ChildPlan], methods: Sequence[NamedCode], others: Iterable[Import]
) -> ImportBlock:
    """``others``, and the imports of what attributes and ``methods`` of the package mention.

    They are private, so that nobody re-exports.
    """
    imports = {Import("._runtime.aliases", name, f"_{name}") for name in _ALIASES}
    imports |= {
        Import(child.source, child.class_name, f"_{child.class_name}") for child in children
    }
    imports |= {Import("httpx2", "", "_httpx2"), *others}
    if not _BUILTINS.isdisjoint(child.name for child in children):
        imports.add(Import("builtins", "", "_builtins"))
    if methods:
        imports.add(Import("typing", "cast", "_cast"))
    return import_block(imports, _PACKAGE)


def module_attributes(
    options: Iterable[tuple[str, str]], children: Sequence[ChildPlan]
) -> tuple[NamedCode, ...]:
    """Name and type of each attribute, sorted; a resource goes before an option of its name."""
    hidden = {child.name for child in children}
    builtin = {name: f"_builtins.{name}" if name in hidden else name for name in _BUILTINS}
    given = [(n, f"{{{type_}}}" if type_ in _BUILTINS else type_) for n, type_ in options]
    found = {name: f"{type_.format(**builtin)} | None" for name, type_ in (*given, *_COMMON)}
    found.update((child.name, f"_{child.class_name}") for child in children)
    return tuple(NamedCode(name, code) for name, code in sorted(found.items()))


def module_methods(client: str, methods: Iterable[str]) -> tuple[NamedCode, ...]:
    """Name and expression of each method of the class ``client``, sorted."""
    return tuple(NamedCode(name, f'_cast("{client}", None).{name}') for name in sorted(methods))
