"""A pack as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from tsbind.packs.helper import Helper, OwnParameter
from tsbind.packs.modules import Module


@dataclass(frozen=True, slots=True)
class Corrections:
    """What a person corrected of what names and docs say; see ``templates/packs/README.md``."""

    integers: tuple[str, ...] = ()
    """Properties that are whole numbers: ``Declaration.property``, or ``property`` everywhere."""
    floats: tuple[str, ...] = ()
    """Properties that may have a fraction, written alike."""
    joined: Mapping[str, str] = field(default_factory=dict[str, str])
    """``Declaration.property`` of texts that the API does not send, and what they join."""
    held_again: Mapping[str, str] = field(default_factory=dict[str, str])
    """The second place of a resource to its first: accessors."""
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])
    """Further names of types by folder: the name to upstream's."""
    constructible: tuple[str, ...] = ()
    """Names of unions that programs call as if they were classes."""


@dataclass(frozen=True, slots=True)
class PackOption:
    """An option of the root client that code of the pack makes something of."""

    upstream: str
    """Upstream's name, or what it would be called there."""
    type: str
    """Python with names to import in braces: those under ``names`` of the pack's tables."""
    doc: str = ""
    """Of one that upstream has not, what it does."""
    official: bool = False
    """Whether only the official Python client has it."""


@dataclass(frozen=True, slots=True)
class ClientExtension:
    """What the root client of a whole package has beside what upstream's declarations show.

    A part of a package has none of it.
    """

    mixin: str = ""
    """``module:Class`` of a base of both flavours of the client."""
    options: tuple[PackOption, ...] = ()
    replaced: Mapping[str, str] = field(default_factory=dict[str, str])
    """Upstream's options that another way stands in for, and which."""
    module_client: str = ""
    """The module that makes the package a client of its own, in place of the runtime's."""
    modules: tuple[str, ...] = ()
    """Further modules, each for a release that has every type it imports."""
    exports: tuple[str, ...] = ()
    """Names of these for the package to export: ``module:Name``."""
    module_attributes: Mapping[str, str] = field(default_factory=dict[str, str])
    """What the package has for that module to read beside the options: name and type."""

    def handles(self, name: str) -> bool:
        """Whether upstream's option ``name`` is there for a whole package alone."""
        return name in self.replaced or any(option.upstream == name for option in self.options)


@dataclass(frozen=True, eq=False, kw_only=True)
class Pack:
    """What is known of one SDK."""

    name: str = ""
    folders: tuple[Path, ...] = ()
    """Where its files are; the first that has one counts."""
    overrides: Path | None = None
    """The folder of the user's own templates, where one was given."""
    packages: tuple[str, ...] = ()
    """The npm packages it is for."""
    helpers: tuple[Helper, ...] = ()
    """The helpers there is a template for, in the order of the table."""
    connect: Helper | None = None
    """What opens a WebSocket connection, as far as it is the same for all."""
    queries: Mapping[str, tuple[OwnParameter, ...]] = field(
        default_factory=dict[str, tuple[OwnParameter, ...]]
    )
    """Query parameters of WebSocket connections, by accessor of the resource."""
    sources: tuple[str, ...] = ()
    """Where upstream declares the types that the templates import; the first with one counts."""
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """The module of each name that the helpers define and their signatures mention."""
    modules: Mapping[str, Module] = field(default_factory=dict[str, Module])
    """The modules of the helpers, those of ``templates/lib`` included."""
    clients: Mapping[str, str] = field(default_factory=dict[str, str])
    """The module of each class there is a template for that extends the root client."""
    extension: ClientExtension = field(default_factory=ClientExtension)
    corrections: Corrections = field(default_factory=Corrections)
    official: str = ""
    """The name of the official Python client, where a package can stand in for it."""

    def for_a_part(self) -> Pack:
        """The pack without what only a whole package has."""
        helpers = tuple(helper for helper in self.helpers if not helper.whole_package)
        return replace(self, helpers=helpers, extension=ClientExtension())

    def has(self, path: str) -> bool:
        """Whether the pack has the file at ``path`` below its folder."""
        return any((folder / path).is_file() for folder in self.folders)

    def text(self, path: str) -> str:
        """The file at ``path`` below its folder."""
        return next(f / path for f in self.folders if (f / path).is_file()).read_text("utf-8")

    def files(self, below: str) -> list[str]:
        """The paths of its files below a folder of it."""
        found = {
            file.relative_to(folder / below).as_posix()
            for folder in self.folders
            for file in (folder / below).rglob("*")
            if file.is_file() and "__pycache__" not in file.parts
        }
        return sorted(found)


NO_PACK = Pack()
