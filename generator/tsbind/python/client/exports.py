"""What ``__init__.py`` and ``resources/**/__init__.py`` export, lazily."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tsbind.model.operations import Client
from tsbind.python.client.resource_classes import RESOURCES, Module, ResourceClass
from tsbind.python.exported_names import ExportedName, ExportsPlan
from tsbind.python.methods.method_plan import FLAVOURS
from tsbind.python.names import PythonName
from tsbind.python.spelling.import_statements import relative
from tsbind.python.types.exports import packages_in

_RUNTIME: tuple[tuple[str, str], ...] = (
    ("APIResponse", "responses"),
    ("AsyncAPIResponse", "responses"),
    ("AsyncStream", "streams"),
    ("BinaryResponse", "binary"),
    ("DEFAULT_CONNECTION_LIMITS", "default_clients"),
    ("DEFAULT_MAX_RETRIES", "default_clients"),
    ("DEFAULT_TIMEOUT", "default_clients"),
    ("DecodeError", "decode_error"),
    ("EncodeError", "errors"),
    ("HttpxBinaryResponseContent", "binary"),
    ("Omit", "omit"),
    ("ProxiesTypes", "default_clients"),
    ("RawResponse", "responses"),
    ("RequestOptions", "casts"),
    ("Stream", "streams"),
    ("file_from_path", "files"),
    ("omit", "omit"),
    ("type_hints", "dataclass_fields"),
)
_ALIASES: tuple[ExportedName, ...] = (
    *(
        ExportedName(
            f"Default{prefix}{name}Client", "._runtime.default_clients", f"Default{prefix}Client"
        )
        for prefix in ("", "Async")
        for name in ("Httpx", "Httpx2")
    ),
    ExportedName("DefaultAioHttpClient", "._runtime.aiohttp_client", "DefaultAioHttpClient"),
    ExportedName("BaseModel", "._runtime.model", "Model"),
    ExportedName("NOT_GIVEN", "._runtime.omit", "omit"),
    ExportedName("NoneType", "types", "NoneType"),
    ExportedName("NotGiven", "._runtime.omit", "Omit"),
    ExportedName("not_given", "._runtime.omit", "omit"),
    ExportedName("Timeout", "httpx2", "Timeout"),
    ExportedName("Transport", "httpx2", "BaseTransport"),
)
_ERRORS = (
    "APIConnectionError",
    "APIError",
    "APIResponseValidationError",
    "APIStatusError",
    "APITimeoutError",
    "MalformedStreamError",
    "MissingCredentialError",
    "RedirectError",
)


def package_rows(
    client: Client, prefix: str, errors: Iterable[tuple[str, int | None]]
) -> tuple[ExportedName, ...]:
    """What the package itself exports, sorted."""
    clients = (("", client.name), ("Async", f"Async{client.name}"))
    rows: list[ExportedName] = [ExportedName(name, "._client", name) for _, name in clients]
    rows += [ExportedName(f"{prefix}Client", "._client", name) for prefix, name in clients]
    rows += [ExportedName(name, f"._runtime.{module}", name) for name, module in _RUNTIME]
    names = dict.fromkeys((f"{prefix}Error", *_ERRORS, *(name for name, _ in errors)))
    rows += [ExportedName(name, "._runtime.errors", name) for name in names]
    return tuple(sorted((*rows, *_ALIASES)))


def resource_exports(classes: Mapping[str, ResourceClass]) -> list[ExportsPlan]:
    """A plan for each folder of resources, parents first.

    A folder exports the resources in it, and those of the folders right below it that are
    called like their folder.
    """
    folders: dict[Module, list[ExportedName]] = {(RESOURCES,): []}
    for resource in classes.values():
        for end in range(1, len(resource.module)):
            folders.setdefault(resource.module[:end], [])
    for resource in classes.values():
        home = resource.module[:-1]
        folders[home].extend(_rows(home, resource))
        if len(home) > 1 and home[-1] == resource.module[-1]:
            folders[home[:-1]].extend(_rows(home[:-1], resource))
    return [
        replace(_plan(home, rows), modules=packages_in(home, (row[0] for row in rows), folders))
        for home, rows in sorted(folders.items())
    ]


def _rows(home: Module, resource: ResourceClass) -> list[ExportedName]:
    source = relative((*home, PythonName("_")), resource.module)
    names = [resource.named(flavour) for flavour in FLAVOURS]
    return [ExportedName(name, source, name) for name in names]


def _plan(home: Module, rows: Sequence[ExportedName]) -> ExportsPlan:
    unique: dict[str, ExportedName] = {}
    for row in rows:
        unique.setdefault(row[0], row)
    return ExportsPlan("/".join((*home, "__init__.py")), tuple(sorted(unique.values())))
