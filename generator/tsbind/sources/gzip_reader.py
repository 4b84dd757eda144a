"""A gzip stream, read once from start to end, with limits on its unpacked size."""

from __future__ import annotations

import zlib

from tsbind.problems import TsbindError
from tsbind.sources.limits import Limits

GZIP_MAGIC = b"\x1f\x8b"
_CHUNK = 256 * 1024


class GzipReader:
    """File-like ``read(n)`` over gzip-compressed ``data``; never holds more than a chunk.

    Raises `TsbindError` if the data is not gzip, is truncated, is followed by other bytes, or
    unpacks to more than ``limits`` allow.
    """

    def __init__(self, data: bytes, place: str, limits: Limits) -> None:
        self._data = memoryview(data)
        self._place = place
        self._limits = limits
        self._next = 0
        self._unpacked = 0
        self._buffer = b""
        self._start = 0
        self._inflate = zlib.decompressobj(wbits=31)
        if data[:2] != GZIP_MAGIC:
            raise self._broken("it is not gzip-compressed")

    def read(self, size: int = -1) -> bytes:
        """Up to ``size`` bytes; fewer only at the end of the stream."""
        if size < 0:
            raise ValueError("read() needs a size")
        pieces: list[bytes] = []
        wanted = size
        while wanted:
            piece = self._buffer[self._start : self._start + wanted]
            if not piece:
                if not self._fill():
                    break
                continue
            self._start += len(piece)
            wanted -= len(piece)
            pieces.append(piece)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def drain(self) -> None:
        """Read the rest, so that the checksum at the end of the stream is verified."""
        while self._fill():
            pass

    def _fill(self) -> bool:
        """Unpack the next chunk into the buffer; False at the end."""
        self._buffer, self._start = b"", 0
        while not self._buffer:
            if self._inflate.eof:
                self._check_rest(self._inflate.unused_data)
                return False
            packed = self._inflate.unconsumed_tail or self._take()
            try:
                self._buffer = self._inflate.decompress(packed, _CHUNK)
            except zlib.error as error:
                raise self._broken("its compressed data is damaged") from error
            if not packed and not self._buffer and not self._inflate.eof:
                raise self._broken("it is cut short")
        self._count(len(self._buffer))
        return True

    def _take(self) -> bytes:
        packed = bytes(self._data[self._next : self._next + _CHUNK])
        self._next += len(packed)
        return packed

    def _check_rest(self, unused: bytes) -> None:
        """Refuse anything but zero padding after the stream."""
        if unused.strip(b"\0") or bytes(self._data[self._next :]).strip(b"\0"):
            raise self._broken("other bytes follow its end")

    def _count(self, size: int) -> None:
        self._unpacked += size
        limits = self._limits
        if self._unpacked > limits.unpacked:
            raise self._too_large(f"it unpacks to more than {limits.unpacked >> 20} MB")
        if self._unpacked > limits.ratio_from and self._unpacked > limits.ratio * max(
            self._next, 1
        ):
            raise self._too_large(f"it unpacks to more than {limits.ratio} times its size")

    def _broken(self, what: str) -> TsbindError:
        return TsbindError(f"{self._place}: broken tarball: {what}", "Download it again")

    def _too_large(self, what: str) -> TsbindError:
        return TsbindError(
            f"{self._place}: refusing the tarball: {what}",
            "Unpack it yourself and give the directory, if you trust it",
        )
