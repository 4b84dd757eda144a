"""Parameters that hold files and nothing else."""

from __future__ import annotations

from tsbind.model import types as t
from tsbind.model.foreign import FILE_TYPES, foreign_type
from tsbind.model.unions import values_of


def is_upload(type_: t.Type) -> bool:
    """Whether a value of ``type_`` is a file, an array of files, or nothing."""
    members = values_of(type_)
    return bool(members) and all(_is_file(m) for m in members)


def _is_file(type_: t.Type) -> bool:
    if isinstance(type_, t.Array):
        return is_upload(type_.item)
    return isinstance(type_, t.Reference) and foreign_type(type_.id) == FILE_TYPES
