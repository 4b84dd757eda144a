"""Read a package tarball in memory, with an allow list.

Nothing is extracted: links, devices and folders are skipped, as npm does, and a member's name is
only used as a dictionary key.
"""

from __future__ import annotations

import tarfile
from tarfile import HeaderError, ReadError, TarFile
from typing import IO, Any, Self, cast

from tsbind.problems import TsbindError
from tsbind.sources.gzip_reader import GzipReader
from tsbind.sources.limits import LIMITS, Limits
from tsbind.sources.names import check_member_name, check_wanted_name, collision_key, is_wanted

_METADATA_TYPES = frozenset(
    {
        tarfile.XHDTYPE,
        tarfile.XGLTYPE,
        tarfile.SOLARIS_XHDTYPE,
        tarfile.GNUTYPE_LONGNAME,
        tarfile.GNUTYPE_LONGLINK,
    }
)
_END_OF_ARCHIVE = frozenset({"EOFHeaderError", "EmptyHeaderError"})


def read_tarball(data: bytes, place: str, limits: Limits = LIMITS) -> dict[str, bytes]:
    """The wanted members of the gzip-compressed tar archive ``data``, by path below its top folder.

    ``place`` names the archive in errors. The first component of every name (``package/``) is
    dropped, whatever it is called, as npm does. Raises `TsbindError` for an archive that is
    incomplete, malformed or beyond ``limits``, which also bound memory and time.
    """
    reader = GzipReader(data, place, limits)
    try:
        # The stream mode reads front to back and needs nothing of the file object but read().
        with tarfile.open(
            fileobj=cast("IO[bytes]", reader),
            mode="r|",
            tarinfo=_bounded_headers(place, limits),
            encoding="utf-8",
            errors="surrogateescape",
        ) as archive:
            files = _Collector(place, limits).collect(archive)
    except (tarfile.TarError, EOFError, ValueError, OverflowError, RecursionError) as error:
        raise TsbindError(
            f"{place}: broken tarball: {_reason(error)}", "Download it again"
        ) from error
    reader.drain()
    return files


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "its headers are chained without end"
    return str(error).splitlines()[0] if str(error) else type(error).__name__


def _bounded_headers(place: str, limits: Limits) -> type[tarfile.TarInfo]:
    """A `TarInfo` that counts headers, and refuses damaged ones and oversized pax ones.

    `tarfile` consumes pax and long-name headers before it returns a member, so these hooks, which
    it calls for each header, are the only place to limit them.
    """
    seen = {"headers": 0, "metadata": 0}

    class BoundedHeader(tarfile.TarInfo):
        @classmethod
        def fromtarfile(cls, tarfile: TarFile) -> Self:
            try:
                return super().fromtarfile(tarfile)
            except HeaderError as error:
                # After the first header, tarfile treats a damaged one as the end of the archive.
                if type(error).__name__ in _END_OF_ARCHIVE:
                    raise
                raise ReadError(f"a header is damaged: {error}") from error

        def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
            seen["headers"] += 1
            if seen["headers"] > limits.members:
                raise TsbindError(
                    f"{place}: refusing the tarball: it has more than {limits.members:,} members",
                    "Unpack it yourself and give the directory, if you trust it",
                )
            if self.type in _METADATA_TYPES:
                seen["metadata"] += self.size
                if self.size > limits.metadata or seen["metadata"] > limits.metadata_total:
                    raise TsbindError(
                        f"{place}: refusing the tarball: it has an oversized header",
                        "Get the package from a registry you trust",
                    )
            base: Any = super()
            return cast("tarfile.TarInfo", base._proc_member(archive))

    return BoundedHeader


class _Collector:
    """Gathers the wanted members of one archive."""

    def __init__(self, place: str, limits: Limits) -> None:
        self._place = place
        self._limits = limits
        self._files: dict[str, bytes] = {}
        self._paths: dict[str, str] = {}
        self._kept = 0

    def collect(self, archive: tarfile.TarFile) -> dict[str, bytes]:
        headers: list[tarfile.TarInfo] = cast("Any", archive).members
        for member in archive:
            # tarfile keeps every header it has read; a stream never needs them again.
            headers.clear()
            check_member_name(member.name, self._place)
            path = member.name.removeprefix("./").partition("/")[2]
            if member.isreg() and is_wanted(path):
                self._take(archive, member, path)
        return self._files

    def _take(self, archive: tarfile.TarFile, member: tarfile.TarInfo, path: str) -> None:
        check_wanted_name(path, self._place)
        if member.issparse() or member.size > self._limits.member:
            raise self._refuse(f"member {path!r} is larger than {self._limits.member >> 20} MB")
        self._kept += member.size
        if self._kept > self._limits.kept:
            raise self._refuse(f"it holds more than {self._limits.kept >> 20} MB of TypeScript")
        stream = archive.extractfile(member)
        content = stream.read() if stream else b""
        if len(content) != member.size:
            raise tarfile.ReadError(f"member {path!r} is cut short")
        self._add(path, content)

    def _add(self, path: str, content: bytes) -> None:
        other = self._paths.setdefault(collision_key(path), path)
        if path in self._files and self._files[path] == content:
            return
        if path in self._files or other != path:
            raise self._refuse(f"members {other!r} and {path!r} are one file on some systems")
        self._files[path] = content

    def _refuse(self, what: str) -> TsbindError:
        return TsbindError(
            f"{self._place}: refusing the tarball: {what}",
            "Unpack it yourself and give the directory, if you trust it",
        )
