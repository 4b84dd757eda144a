"""Package tarballs built by hand, also such as no honest tool would make."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from dataclasses import dataclass, field

MANIFEST = json.dumps({"name": "thing", "version": "1.0.0", "license": "MIT"}).encode()
INDEX = b"export interface Thing { a: string }\n"


@dataclass(frozen=True)
class Member:
    name: str
    content: bytes = b""
    type: bytes = tarfile.REGTYPE
    link: str = ""
    mode: int = 0o644
    pax: dict[str, str] = field(default_factory=dict)

    def info(self) -> tarfile.TarInfo:
        info = tarfile.TarInfo(self.name)
        info.size, info.type, info.linkname = len(self.content), self.type, self.link
        info.mode, info.pax_headers = self.mode, self.pax
        return info


HONEST = (Member("package/package.json", MANIFEST), Member("package/src/index.ts", INDEX))


def tar(*members: Member, honest: bool = True) -> bytes:
    """An uncompressed archive of ``members`` after those of an honest package."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for member in (*HONEST, *members) if honest else members:
            archive.addfile(member.info(), io.BytesIO(member.content))
    return buffer.getvalue()


def tgz(*members: Member, honest: bool = True) -> bytes:
    return gzip.compress(tar(*members, honest=honest), compresslevel=1, mtime=0)


def raw_header(name: bytes, size: bytes, type_: bytes = b"0") -> bytes:
    """One 512-byte header with the fields as given and a right checksum."""
    header = bytearray(512)
    header[0 : len(name)] = name
    header[100:108] = b"0000644\0"
    header[124 : 124 + len(size)] = size
    header[148:156] = b" " * 8
    header[156:157] = type_
    header[257:265] = b"ustar\00000"
    header[148:156] = b"%06o\0 " % sum(header)
    return bytes(header)


def padded(content: bytes) -> bytes:
    return content + bytes(-len(content) % 512)
