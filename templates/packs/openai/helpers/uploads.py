"""A large file uploaded in parts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from .steps import Steps, run_on

_PART = 64 * 1024 * 1024
"""The most bytes a part may have."""


def upload_chunked(  # noqa: PLR0913, PLR0917
    uploads: Any,
    file: Any,
    mime_type: str,
    purpose: Any,
    filename: str | None,
    size: int | None,
    part_size: int | None,
    md5: Any,
) -> Any:
    """The upload when it is complete; TypeError for content without its name and size."""
    if part_size is not None and part_size < 1:
        raise ValueError("`part_size` must be at least 1")
    given: dict[str, Any] = {"mime_type": mime_type, "purpose": purpose}
    if isinstance(file, bytes):
        for name, value in (("filename", filename), ("bytes", size)):
            if value is None:
                raise TypeError(f"`{name}` must be given with content in memory")
        given |= {"filename": filename, "bytes": size}
    else:
        path = Path(file)
        given["filename"] = path.name if filename is None else filename
        given["bytes"] = path.stat().st_size if size is None else size
    return run_on(uploads, _upload(uploads, file, given, part_size or _PART, md5))


def _upload(
    uploads: Any, file: Any, given: dict[str, Any], part_size: int, md5: Any
) -> Steps[Any]:
    with ExitStack() as stack:
        source = stack.enter_context(_opened(file))
        made = yield uploads.create(**given)
        ids: list[str] = []
        for data in _parts(source, part_size):
            part = yield uploads.parts.create(upload_id=made.id, data=data)
            ids.append(part.id)
    return (yield uploads.complete(upload_id=made.id, part_ids=ids, md5=md5))


def _opened(file: Any) -> BinaryIO:
    return BytesIO(file) if isinstance(file, bytes) else open(file, "rb")


def _parts(source: BinaryIO, size: int) -> Iterator[bytes]:
    while data := source.read(size):
        yield data
