"""What can be uploaded."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import IO, TypeAlias, Union

FileContent: TypeAlias = Union[IO[bytes], bytes, os.PathLike[str]]
"""The bytes of a file: an open binary file, the bytes themselves, or a path to read."""

FileTypes: TypeAlias = Union[
    FileContent,
    tuple[str | None, FileContent],
    tuple[str | None, FileContent, str | None],
    tuple[str | None, FileContent, str | None, Mapping[str, str]],
]
"""A file to upload: its content, or ``(name, content, content type, headers)``."""

FilePath: TypeAlias = Union[str, os.PathLike[str]]
"""Where a file or folder is."""


def file_from_path(path: FilePath) -> FileTypes:
    """The file of that name, read, to upload it."""
    with open(path, "rb") as file:
        return os.path.basename(path), file.read()
