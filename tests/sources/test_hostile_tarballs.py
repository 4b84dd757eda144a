"""The rows of HARDENING about tarballs: one clear error or a harmless reading, never a file."""

from __future__ import annotations

import gzip
import os
import tarfile
import time
import tracemalloc
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.made_tarballs import INDEX, MANIFEST, Member, padded, raw_header, tar, tgz
from tsbind.problems import TsbindError
from tsbind.sources import load
from tsbind.sources.limits import Limits
from tsbind.sources.tarball import read_tarball

SMALL = Limits(members=20, unpacked=1 << 20, kept=5000, member=2000)


def chained_long_names(count: int) -> bytes:
    return (raw_header(b"././@LongLink", b"00000000002\0", b"L") + padded(b"a\0")) * count


PASSED_OVER = {
    "symlink to a secret": Member(
        "package/src/secret.ts", type=tarfile.SYMTYPE, link="/etc/passwd"
    ),
    "symlink to a folder": Member("package/src/up", type=tarfile.SYMTYPE, link="../../.."),
    "hardlink": Member("package/src/hard.ts", type=tarfile.LNKTYPE, link="/etc/passwd"),
    "character device": Member("package/src/device.ts", type=tarfile.CHRTYPE),
    "block device": Member("package/src/device.ts", type=tarfile.BLKTYPE),
    "pipe": Member("package/src/pipe.ts", type=tarfile.FIFOTYPE),
    "folder named like a file": Member("package/src/folder.ts", type=tarfile.DIRTYPE),
    "unknown type": Member("package/src/unknown.ts", type=b"Z"),
    "link past the path limit": Member(
        "package/" + "d/" * 3000 + "x", type=tarfile.SYMTYPE, link="."
    ),
    "script": Member("package/install.js", b"process.exit(1)"),
    "other backslash": Member("package\\install.js", b"x"),
    "other odd name": Member("package/a\nb.txt", b"x"),
    "Windows device": Member("package/CON", b"x"),
    "setuid script": Member("package/run.sh", b"x", mode=0o4755),
    "same member again": Member("package/src/index.ts", INDEX),
    "test file": Member("package/src/index.test.ts", b"x"),
    "dependency": Member("package/src/node_modules/y/index.ts", b"x"),
    "outside any folder": Member("index.ts", b"x"),
}


@pytest.mark.parametrize("member", PASSED_OVER.values(), ids=PASSED_OVER)
def test_passed_over(member: Member, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    files = read_tarball(tgz(member), "thing.tgz")
    assert files == {"package.json": MANIFEST, "src/index.ts": INDEX}
    assert os.listdir(tmp_path) == []


REFUSED = {
    "climbing": (Member("package/../../x.ts"), "points outside"),
    "climbing, not wanted": (Member("../x.sh"), "points outside"),
    "climbing with backslashes": (Member("package\\..\\..\\x.sh"), "points outside"),
    "absolute": (Member("/etc/x.ts"), "points outside"),
    "pax path that climbs": (Member("package/ok.ts", pax={"path": "../../x.ts"}), "points outside"),
    "pax path that is absolute": (Member("package/ok.ts", pax={"path": "/x.ts"}), "points outside"),
    "duplicate": (Member("package/src/index.ts", b"other"), "one file on some systems"),
    "duplicate from another root": (Member("other/src/index.ts", b"other"), "one file"),
    "case collision": (Member("package/src/INDEX.ts", INDEX), "one file on some systems"),
    "folder case collision": (Member("package/SRC/index.ts", INDEX), "one file on some systems"),
    "backslash": (Member("package/src\\a.ts"), "not portable"),
    "drive": (Member("package/C:a.ts"), "not portable"),
    "line end": (Member("package/src/a\n.ts"), "not portable"),
    "empty part": (Member("package/src//a.ts"), "not portable"),
    "dot part": (Member("package/src/./a.ts"), "not portable"),
    "10 KB name": (Member("package/" + "a" * 10_000 + ".ts"), "not portable"),
    "oversized pax header": (Member("package/a.ts", pax={"x": "y" * 100_000}), "oversized header"),
    "oversized member": (Member("package/a.ts", b"x" * 2001), "larger than"),
}


@pytest.mark.parametrize(("member", "message"), REFUSED.values(), ids=REFUSED)
def test_refused(
    member: Member, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(TsbindError, match=message) as caught:
        read_tarball(tgz(member), "thing.tgz", SMALL)
    assert str(caught.value).startswith("thing.tgz: refusing the")
    assert "\n" not in str(caught.value)
    assert os.listdir(tmp_path) == []


def test_mode_bits_mean_nothing() -> None:
    files = read_tarball(tgz(Member("package/src/a.ts", b"x", mode=0o6777)), "thing.tgz")
    assert files["src/a.ts"] == b"x"


def test_pax_path_is_the_name() -> None:
    files = read_tarball(tgz(Member("package/no.js", b"x", pax={"path": "package/src/a.ts"})), "t")
    assert files["src/a.ts"] == b"x"


def test_the_top_folder_may_have_any_name() -> None:
    files = read_tarball(tgz(Member("node/index.d.ts", b"x"), honest=False), "thing.tgz")
    assert files == {"index.d.ts": b"x"}


BROKEN = {
    "empty": (b"", "not gzip"),
    "text": (b"<html>404</html>", "not gzip"),
    "plain tar": (tar(), "not gzip"),
    "zip": (b"PK\x03\x04" + bytes(100), "not gzip"),
    "gzip of text": (gzip.compress(b"hello"), "broken tarball"),
    "gzip of nothing": (gzip.compress(b"broken tarball"), "broken tarball"),
    "gzip of noise": (gzip.compress(bytes(range(256)) * 8), "broken tarball"),
    "damaged stream": (tgz()[:40] + b"\xff\xff\xff" + tgz()[43:], "broken tarball"),
    "wrong checksum": (tgz()[:-8] + b"\0\0\0\0" + tgz()[-4:], "damaged"),
    "trailing garbage": (tgz() + b"garbage", "other bytes follow"),
    "second stream": (tgz() + tgz(), "other bytes follow"),
    "size past the end": (
        gzip.compress(raw_header(b"package/a.ts", b"00000001000\0") + b"x"),
        "broken tarball",
    ),
    "negative size": (
        gzip.compress(raw_header(b"package/a.ts", b"\xff" * 12) + bytes(1024)),
        "broken tarball",
    ),
    "size no number": (
        gzip.compress(raw_header(b"package/a.ts", b"zzzzzzzzzzz\0") + bytes(1024)),
        "broken tarball",
    ),
    "size beyond all": (
        gzip.compress(raw_header(b"package/a.ts", b"\x80" + b"\x7f" * 11)),
        "larger than",
    ),
    "long names without end": (gzip.compress(chained_long_names(10_000)), "broken tarball"),
    "damaged header in the middle": (
        gzip.compress(tar()[:1024] + b"garbage".ljust(512) + tar()[1024:]),
        "a header is damaged",
    ),
    "pax record lies": (
        gzip.compress(raw_header(b"x", b"00000000012\0", b"x") + padded(b"999 path=a\n") + tar()),
        "not a package",
    ),
}


@pytest.mark.parametrize(("data", "message"), BROKEN.values(), ids=BROKEN)
def test_broken(data: bytes, message: str) -> None:
    with pytest.raises(TsbindError, match=message) as caught:
        load_bytes(data)
    assert "\n" not in str(caught.value)
    assert caught.value.remedy


def load_bytes(data: bytes) -> dict[str, bytes]:
    files = read_tarball(data, "thing.tgz")
    if "package.json" not in files:
        raise TsbindError("thing.tgz: not a package", "as `load` says")
    return files


def test_zero_padding_after_the_stream_is_harmless() -> None:
    assert read_tarball(tgz() + bytes(512), "thing.tgz")["src/index.ts"] == INDEX


def test_no_package_root(tmp_path: Path) -> None:
    file = tmp_path / "thing.tgz"
    file.write_bytes(tgz(Member("package.json", MANIFEST), honest=False))
    with pytest.raises(TsbindError, match=r"no package\.json in its top folder"):
        load(str(file))


@pytest.mark.parametrize("type_", [b"0", b"x", b"L"], ids=["member", "pax header", "long name"])
def test_300_megabytes_from_300_kilobytes(type_: bytes) -> None:
    compress = zlib.compressobj(9, wbits=31)
    bomb = compress.compress(raw_header(b"package/a.bin", b"%011o\0" % (300 << 20), type_))
    bomb += b"".join(compress.compress(bytes(1 << 20)) for _ in range(300)) + compress.flush()
    assert len(bomb) < 310_000
    tracemalloc.start()
    start = time.process_time()
    with pytest.raises(TsbindError, match=r"times its size|oversized header"):
        read_tarball(bomb, "bomb.tgz")
    assert time.process_time() - start < 5
    assert tracemalloc.get_traced_memory()[1] < 40 << 20
    tracemalloc.stop()


def test_100_000_members() -> None:
    headers = b"".join(raw_header(b"package/%06d.js" % n, b"00000000000\0") for n in range(100_000))
    data = gzip.compress(headers + bytes(1024), compresslevel=1)
    start = time.process_time()
    with pytest.raises(TsbindError, match=r"more than 50,000 members|times its size"):
        read_tarball(data, "many.tgz")
    assert time.process_time() - start < 10


def test_too_many_members() -> None:
    members = [Member(f"package/{n}.js") for n in range(30)]
    with pytest.raises(TsbindError, match="more than 20 members"):
        read_tarball(tgz(*members), "thing.tgz", SMALL)


def test_too_much_typescript() -> None:
    members = [Member(f"package/{n}.ts", b"x" * 1900) for n in range(3)]
    with pytest.raises(TsbindError, match="of TypeScript"):
        read_tarball(tgz(*members), "thing.tgz", SMALL)


def test_many_global_headers() -> None:
    record = b"%d k%06d=" + b"v" * 60_000 + b"\n"
    headers = b""
    for number in range(200):
        content = record % (60_000 + 16, number)
        content = b"%d k%06d=%s\n" % (len(content) - 2, number, b"v" * (len(content) - 17))
        headers += raw_header(b"g", b"%011o\0" % len(content), b"g") + padded(content)
    with pytest.raises(TsbindError):
        read_tarball(gzip.compress(headers + tar()), "thing.tgz")


WHOLE = tgz(Member("package/src/b.ts", b"export type B = 1;\n" * 50))


@given(st.integers(0, len(WHOLE) - 1))
@settings(deadline=None, max_examples=150)
def test_cut_anywhere(length: int) -> None:
    with pytest.raises(TsbindError):
        read_tarball(WHOLE[:length], "thing.tgz")


PLAIN = bytearray(
    tar(Member("package/src/b.ts", b"x", pax={"path": "package/src/" + "b" * 200 + ".ts"}))
)


@given(st.lists(st.tuples(st.integers(0, len(PLAIN) - 1), st.integers(0, 255)), max_size=8))
@settings(deadline=None, max_examples=300)
def test_any_bytes_changed(changes: list[tuple[int, int]]) -> None:
    data = bytearray(PLAIN)
    for place, value in changes:
        data[place] = value
    try:
        files = read_tarball(gzip.compress(bytes(data), 1), "thing.tgz")
    except TsbindError:
        return
    assert not any(".." in path.split("/") or path.startswith("/") for path in files)


@given(st.binary(max_size=2000))
def test_any_bytes(data: bytes) -> None:
    with pytest.raises(TsbindError):
        load_bytes(data)
