"""A pack as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
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
    corrections: Corrections = field(default_factory=Corrections)

    def has(self, path: str) -> bool:
        """Whether the pack has the file at ``path`` below its folder."""
        return any((folder / path).is_file() for folder in self.folders)


NO_PACK = Pack()
