"""Declarations and the package that holds them: the intermediate model of an upstream release."""

from __future__ import annotations

from dataclasses import field

from tsbind.model.operations import Client, Operation, Page, Socket
from tsbind.model.types import Function, IndexSignature, Property, Tags, Type
from tsbind.packs.pack import Pack
from tsbind.position import Position
from tsbind.source import Source as Source  # noqa: PLC0414 - a part of the model
from tsbind.values import value_class

SCHEMA_VERSION = 2


@value_class(frozen=True, slots=True)
class TypeParameter:
    """``T extends Constraint = Default`` of a generic declaration."""

    name: str
    constraint: Type | None = None
    default: Type | None = None


@value_class(frozen=True, slots=True)
class EnumMember:
    """One member of an ``enum``; ``value`` is None if it is computed."""

    name: str
    value: str | int | float | None
    doc: str = ""
    deprecated: str | None = None
    tags: Tags = ()


DECLARATION_KINDS = ("interface", "alias", "class", "enum")


@value_class(frozen=True, slots=True)
class Declaration:
    """An interface, type alias, class or enum after resolution.

    ``kind`` is one of `DECLARATION_KINDS`. ``properties`` are the resolved
    ones (inheritance, utility types, merging done) of an interface, a class, or an alias that
    evaluates to an object; ``type`` is an alias's right-hand side with names bound and utility
    types evaluated. ``deprecated`` is None, or the text of the tag.
    """

    id: str
    kind: str
    name: str
    """Qualified name inside its file: ``Ns.Name``."""
    position: Position
    exported: bool = True
    doc: str = ""
    deprecated: str | None = None
    tags: Tags = ()
    type_parameters: tuple[TypeParameter, ...] = ()
    extends: tuple[Type, ...] = ()
    properties: tuple[Property, ...] = ()
    index: tuple[IndexSignature, ...] = ()
    calls: tuple[Function, ...] = ()
    """Call and construct signatures of an interface."""
    members: tuple[EnumMember, ...] = ()
    type: Type | None = None
    is_resource: bool = False
    """True for a resource class and the root client: operations, not data."""


@value_class(frozen=True, slots=True)
class Package:
    """The whole resolved model of a release: what `inspect --json` prints."""

    source: Source
    types: tuple[Declaration, ...] = ()
    exports: tuple[Export, ...] = ()
    operations: tuple[Operation, ...] = ()
    pages: tuple[Page, ...] = ()
    client: Client | None = None
    sockets: tuple[Socket, ...] = ()
    schema_version: int = field(default=SCHEMA_VERSION)
    pack: Pack | None = field(default=None, compare=False, repr=False)
    """What is known about the SDK beyond its declarations; not in the JSON of the model."""


@value_class(frozen=True, slots=True)
class Export:
    """A name under which a module makes a declaration of another module public."""

    file: str
    name: str
    target: str
    """Id of the declaration."""
