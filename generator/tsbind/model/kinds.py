"""Kinds of declarations: data, a class with fields, a map, a name of a type, or a file's bytes."""

from __future__ import annotations

from typing import Literal as LiteralType

from tsbind.model.declarations import Declaration
from tsbind.model.types import (
    Generic,
    Intersection,
    Literal,
    Object,
    Record,
    Reference,
    Type,
    UnionType,
)


def is_data(declaration: Declaration) -> bool:
    """Whether a declaration is data, not a resource, a page or another class with behaviour."""
    return declaration.kind != "class" and not declaration.is_resource


Shape = LiteralType["class", "record", "renamed", "unevaluated", "other"]


def shape_of(declaration: Declaration) -> Shape:
    """What a declaration is the name of; `is_class` and `is_object` are asked of it.

    ``class`` is an object with properties of its own, ``record`` one with an index signature only,
    ``renamed`` a class that adds nothing to its base, ``unevaluated`` an alias of what may be an
    object, and ``other`` any other type.
    """
    if declaration.kind in ("interface", "class"):
        if _is_record(declaration):
            return "record"
        return "class" if base_alias(declaration) is None else "renamed"
    if declaration.kind != "alias":
        return "other"
    if isinstance(declaration.type, Object):
        return "class"
    return "unevaluated" if isinstance(declaration.type, _MAY_BE_OBJECTS) else "other"


def _is_record(declaration: Declaration) -> bool:
    return bool(declaration.index) and not declaration.properties


_MAY_BE_OBJECTS = (Intersection, Generic, type(None))


def is_class(declaration: Declaration) -> bool:
    """Whether a declaration is a dataclass in Python."""
    return shape_of(declaration) in ("class", "renamed")


def is_object(declaration: Declaration) -> bool:
    """Whether a declaration is compared field by field, however it is written."""
    return shape_of(declaration) in ("class", "record", "unevaluated")


def base_alias(declaration: Declaration) -> Type | None:
    """The base of a class that adds nothing (``class RunsPage extends CursorPage<Run>``)."""
    if declaration.kind != "class" or len(declaration.extends) != 1:
        return None
    own = any(p.inherited_from is None for p in declaration.properties)
    base = declaration.extends[0]
    return None if own or not isinstance(base, Reference) else base


def alias_type(declaration: Declaration) -> Type | None:
    """What an alias, an enum or a record-like interface stands for."""
    if _is_record(declaration):
        return Record(declaration.index[0].key, declaration.index[0].value)
    if declaration.kind == "enum":
        values = [m.value for m in declaration.members if m.value is not None]
        if not values or len(values) < len(declaration.members):
            return None
        return UnionType(tuple(Literal(v) for v in values))
    return declaration.type


def is_reexport(declaration: Declaration) -> bool:
    """Whether a namespace member only repeats a declaration under its own name.

    ``namespace X { export type Y = API.Y }``: upstream's way to reach ``Y`` through ``X``.
    """
    target = declaration.type
    if not isinstance(target, Reference) or target.arguments or "." not in declaration.name:
        return False
    return last_name(declaration.name) == last_name(target.id)


def last_name(identifier: str) -> str:
    """The unqualified name of a declaration, from its id or its qualified name."""
    return identifier.rpartition("#")[2].rpartition(".")[2]


FILE_TYPES = "FileTypes"

_BY_ID = {
    "lib#Uint8Array": "bytes",
    "lib#URL": "str",
    "lib#String": "str",
    "lib#Number": "float",
    "lib#Boolean": "bool",
    "lib#RegExp": "str",
}
_FILES = frozenset(
    "Uploadable FileLike ResponseLike BlobLike BlobLikePart ToFileInput FsReadStream BunFile "
    "NamedBlob StreamingFile File Blob ArrayBuffer ArrayBufferLike ArrayBufferView "
    "SharedArrayBuffer DataView ReadableStream Response fs.ReadStream ReadStream".split()
)
_FILE_PLACES = ("lib", "ext:@types/node", "ext:node:fs", "ext:fs")


def foreign_type(id_: str) -> str | None:
    """The Python type of a class that is not data of the package; None if there is none.

    Everything that upstream accepts as the content of a file is `FILE_TYPES`.
    """
    place, _, name = id_.partition("#")
    if name in _FILES and (place in _FILE_PLACES or _holds_uploads(place)):
        return FILE_TYPES
    return _BY_ID.get(id_)


def _holds_uploads(path: str) -> bool:
    stem = path.rpartition("/")[2].partition(".")[0]
    return stem in ("uploads", "to-file", "types") or path.startswith("_shims")
