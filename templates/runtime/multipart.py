"""Multipart forms, nested as upstream nests them: `a[]` for arrays, `a[b]` for objects.

The parts themselves are written by httpx2, which streams files in blocks of 64 KB. Imported
when the first form is sent.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

from . import jsontext
from .call import members
from .encoding import encode
from .model import Model
from .omit import omit
from .query import text_of
from .value_kinds import is_iterable, is_mapping, is_path, is_sequence, is_tuple

Field = tuple[str, Any]
_CONTENT = (bytes, bytearray, os.PathLike)


class Form:
    """The fields of one form, ready for httpx2; paths are opened and closed by it."""

    def __init__(
        self,
        values: Mapping[str, Any],
        types: Mapping[str, str] | None = None,
        files: Collection[str] = (),
    ) -> None:
        self._opened = contextlib.ExitStack()
        self.fields: list[Field] = []
        self.replayable = True
        try:
            for name, value in values.items():
                if types and name in types and value is not omit:
                    self.fields.append((name, _typed(value, types[name])))
                elif name in files:
                    self._add(name, _checked(name, value))
                else:
                    self._add(name, value)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the files that were opened here."""
        self._opened.close()

    def _add(self, name: str, value: Any) -> None:
        if value is omit or value is None:
            return  # a form cannot hold null
        if _is_file(value):
            self.fields.append((name, self._file(value)))
        elif isinstance(value, Model) or is_mapping(value):
            for key, member in members(value).items():
                self._add(f"{name}[{key}]", member)
        elif is_iterable(value):
            for item in value:
                self._add(f"{name}[]", item)
        else:
            self.fields.append((name, (None, text_of(value))))

    def _file(self, value: Any) -> Any:
        """A file as httpx2 takes it: (name, content[, media type[, headers]])."""
        if not is_tuple(value):
            return (_name_of(value), self._content(value))
        return (value[0], self._content(value[1]), *value[2:])

    def _content(self, content: Any) -> bytes | IO[bytes]:
        if is_path(content):
            return self._opened.enter_context(open(content, "rb"))
        if isinstance(content, (bytes, bytearray)):
            return bytes(content)
        seekable = getattr(content, "seekable", None)
        self.replayable = self.replayable and seekable is not None and bool(seekable())
        stream: IO[bytes] = content
        return stream


def listed(values: Mapping[str, Any]) -> dict[str, Any]:
    """`values` with lists in the place of what can be iterated only once, files aside."""
    return {
        name: [*value] if isinstance(value, Iterator) and not _is_file(value) else value
        for name, value in values.items()
    }


def has_file(value: Any, *, content: bool = True) -> bool:
    """Whether there is a file anywhere in `value`; `content` says whether bytes alone are one."""
    if _is_file(value):
        return content or not isinstance(value, bytes)
    if isinstance(value, Model) or is_mapping(value):
        return any(has_file(v, content=content) for v in members(value).values())
    return is_sequence(value) and any(has_file(v, content=content) for v in value)


def _typed(value: Any, media_type: str) -> tuple[None, bytes, str]:
    """A field of a media type of its own: JSON, or text."""
    if media_type == "application/json":
        return None, jsontext.dump_bytes(encode(value)), media_type
    return None, text_of(value).encode(), media_type


def _checked(name: str, value: Any) -> Any:
    """A file, or several; RuntimeError for anything else, a path as text among it."""
    if value is omit or value is None or _is_file(value):
        return value
    if is_tuple(value) and len(value) in (2, 3, 4) and isinstance(value[1], str):
        return (value[0], value[1].encode(), *value[2:])
    if is_sequence(value):
        return [_checked(f"{name}[]", item) for item in value]
    raise RuntimeError(
        f"`{name}` must be bytes, an open binary file, a path (`pathlib.Path`) or a tuple "
        f"with one of these, not {type(value).__name__}"
    )


def _is_file(value: Any) -> bool:
    if is_tuple(value):
        return len(value) in (2, 3, 4) and _is_content(value[1])
    return _is_content(value)


def _is_content(value: Any) -> bool:
    return isinstance(value, _CONTENT) or hasattr(value, "read")


def _name_of(content: Any) -> str:
    """A file name: of the path, or of the file object; "upload" for mere bytes."""
    name = content if is_path(content) else getattr(content, "name", None)
    if isinstance(name, str) or is_path(name):
        return os.path.basename(os.fspath(name)) or "upload"
    return "upload"
