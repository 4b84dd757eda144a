"""Declarations outside the data of a package, and the Python types that stand for them."""

from __future__ import annotations

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
