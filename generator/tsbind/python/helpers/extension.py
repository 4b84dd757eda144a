"""What a pack adds to the root client of a whole package: options, a base, modules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tsbind.model.helpers import is_extended
from tsbind.model.operations import Client
from tsbind.packs import Pack
from tsbind.python.exported_names import ExportedName
from tsbind.python.spelling.expression import Code, Expression, Import

LIB = "lib"
"""The folder of the modules that are not public."""
_NAME = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class RootExtension:
    """The extension as far as a release has it; nothing of it for one without its options."""

    mixin: Import | None = None
    """The base of both flavours, where there is one."""
    annotations: Mapping[str, Code] = field(default_factory=dict[str, Code])
    """The types of its options, by upstream's name."""
    module_client: str = "._runtime.module_client"
    """The module that makes the package a client of its own."""
    attributes: tuple[tuple[str, Code], ...] = ()
    """What the package has for that module to read: name and type, with private imports."""


def root_extension(client: Client, pack: Pack) -> RootExtension:
    """What ``pack`` adds to ``client``."""
    if not is_extended(client, pack):
        return RootExtension()
    extension = pack.extension
    module, _, name = extension.mixin.partition(":")
    return RootExtension(
        mixin=Import(package_module(pack, module), name, name) if module else None,
        annotations={o.upstream: _annotation(o.type, pack) for o in extension.options},
        module_client=package_module(pack, extension.module_client),
        attributes=tuple(
            (name, _annotation(type_, pack, "_"))
            for name, type_ in extension.module_attributes.items()
        ),
    )


def extension_modules(client: Client, pack: Pack, types: Mapping[str, object]) -> Iterator[str]:
    """The modules of the extension for a release with ``types``."""
    extension = pack.extension
    if not is_extended(client, pack):
        return
    yield from filter(None, (extension.mixin.partition(":")[0], extension.module_client))
    yield from (m for m in extension.modules if all(t in types for t in pack.modules[m].types))


def package_module(pack: Pack, module: str) -> str:
    """The module of a pack, relative to the package."""
    return f".{module}" if pack.modules[module].public else f".{LIB}.{module}"


def extension_exports(pack: Pack, modules: tuple[str, ...]) -> Iterator[ExportedName]:
    """What the package exports of the extension's modules that are there."""
    for export in pack.extension.exports:
        module, _, name = export.partition(":")
        if module in modules:
            yield ExportedName(name, package_module(pack, module), name)


def _annotation(text: str, pack: Pack, prefix: str = "") -> Code:
    """``text`` with the names in braces imported, each with ``prefix`` before it."""

    def imported(name: str) -> Import:
        return Import(package_module(pack, ".".join(pack.names[name])), name, prefix + name)

    names = frozenset(imported(name) for name in _NAME.findall(text))
    return Expression(_NAME.sub(rf"{prefix}\1", text), names)
