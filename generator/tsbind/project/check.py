"""Compare an output folder with its lock, and with what would be generated now.

The lock's digests usually suffice: they show that the files are as tsbind wrote them, and that
upstream, options, templates and tsbind are those in the lock. The output is generated again, in
memory, only if an input differs, or a file was edited (for the diff).
"""

from __future__ import annotations

import difflib
import fnmatch
from collections.abc import Iterator, Mapping
from pathlib import Path

from tsbind.problems import TsbindError
from tsbind.project.digest import of_bytes
from tsbind.project.engine import Engine
from tsbind.project.findings import KINDS, Finding
from tsbind.project.integrity import verify_source, verify_upstream
from tsbind.project.lock import CHANGELOG, LOCK_FILE, Lock, read_lock
from tsbind.project.output import Place, current_identity, identity
from tsbind.project.writing.folder_lock import locked
from tsbind.project.writing.tree import Entry, scan
from tsbind.project.writing.write import recover_output
from tsbind.sources import SourceTree


def check(place: Place, engine: Engine) -> list[Finding]:
    """Every difference between the output of a target and what it should be, in order of path.

    Nothing is written. Raises `TsbindError` if the output cannot be read, or if upstream is
    needed for the comparison and is not available.
    """
    out = place.out
    if not out.parent.is_dir():
        return [Finding("absent", out, KINDS["absent"])]
    recover_output(out)
    with locked(out, shared=True):
        lock = read_lock(out)
        if lock is None:
            return [Finding("absent", out, "there is no lock here: " + KINDS["absent"])]
        disk = _read(out)
    verify_upstream(place, lock, engine)
    return [*_identity_findings(place, lock, engine), *_files(place, lock, engine, disk)]


def is_fresh(place: Place, engine: Engine) -> bool:
    """True if there is nothing to do: inputs and files are those of the lock.

    Files the user added do not count. Raises `TsbindError` as `check` does.
    """
    lock = read_lock(place.out)
    if lock is None or (not place.target.is_path and lock.name != place.target.source):
        return False
    if engine.strict and lock.problems:
        return False
    return _is_fresh(place, lock, current_identity(place, lock, engine))


def is_fresh_from(place: Place, tree: SourceTree, engine: Engine) -> bool:
    """True if there is nothing to do to generate the target from ``tree``; see `is_fresh`."""
    lock = read_lock(place.out)
    return lock is not None and _is_fresh(place, lock, identity(place, tree, engine))


def _is_fresh(place: Place, lock: Lock, wanted: Lock) -> bool:
    if not lock.same_inputs(wanted):
        return False
    found = {path: of_bytes(data) for path, data in _read(place.out).items()}
    return all(found.get(path) == digest for path, digest in lock.files.items())


def _read(out: Path) -> dict[str, bytes]:
    return {
        path: (out / path).read_bytes() if entry.is_file else b""
        for path, entry in scan(out).items()
        if not entry.left_by_tools and _is_compared(entry)
    }


def _is_compared(entry: Entry) -> bool:
    return entry.path not in (LOCK_FILE, CHANGELOG)


def _identity_findings(place: Place, lock: Lock, engine: Engine) -> Iterator[Finding]:
    target, out = place.target, place.out
    if lock.tsbind != engine.version:
        yield Finding("generator", out, f"made by tsbind {lock.tsbind}, this is {engine.version}")
    if target.is_path:
        return
    if lock.name != target.source:
        yield Finding("outdated", out, f"made from {lock.name}, not from {target.source}")
    elif target.version not in ("", lock.version):
        asked = f"the configuration asks for {target.version}"
        yield Finding("outdated", out, f"made from version {lock.version}, {asked}")


def _files(place: Place, lock: Lock, engine: Engine, disk: Mapping[str, bytes]) -> list[Finding]:
    edited = {
        path for path in lock.files.keys() & disk.keys() if of_bytes(disk[path]) != lock.files[path]
    }
    stale = not lock.same_inputs(current_identity(place, lock, engine))
    now: Mapping[str, str] = {}
    if stale or edited:
        now = _generated_now(place, lock, engine, needed=stale)
    findings = [_edited(place.out, path, disk[path], now.get(path)) for path in edited]
    findings += [_missing(place.out, path) for path in lock.files.keys() - disk.keys()]
    findings += _extra(place, disk.keys() - lock.files.keys())
    if stale and lock.tsbind == engine.version:
        findings += _outdated(place.out, lock, disk, now, edited)
    return sorted(findings, key=lambda finding: finding.file or "")


def _generated_now(place: Place, lock: Lock, engine: Engine, *, needed: bool) -> Mapping[str, str]:
    """The output that would be generated now for the locked version.

    Empty if it is only needed for a diff and upstream is not available.
    """
    try:
        tree = engine.load(place.spec(lock.version))
    except TsbindError:
        if needed:
            raise
        return {}
    verify_source(place, lock, tree.source)
    return engine.generate(tree, place.target, place.templates).files


def _missing(out: Path, path: str) -> Finding:
    return Finding("missing", out, KINDS["missing"], path)


def _extra(place: Place, paths: set[str]) -> list[Finding]:
    allowed = place.target.keep
    unknown = [p for p in paths if not any(fnmatch.fnmatchcase(p, rule) for rule in allowed)]
    return [Finding("extra", place.out, KINDS["extra"], path) for path in unknown]


def _edited(out: Path, path: str, data: bytes, generated: str | None) -> Finding:
    if generated is None:
        return Finding("edited", out, KINDS["edited"], path)
    line, diff = _compare(path, generated, data.decode(errors="backslashreplace"))
    return Finding("edited", out, KINDS["edited"], path, line, diff)


def _outdated(
    out: Path, lock: Lock, disk: Mapping[str, bytes], now: Mapping[str, str], edited: set[str]
) -> list[Finding]:
    findings = [
        Finding("outdated", out, "would not be generated any more", path)
        for path in lock.files.keys() - now.keys()
    ]
    for path in now.keys() - edited:
        if path not in lock.files:
            findings.append(Finding("outdated", out, "would be generated, and is not there", path))
        elif of_bytes(now[path].encode()) != lock.files[path] and path in disk:
            line, _ = _compare(path, disk[path].decode(errors="backslashreplace"), now[path])
            findings.append(Finding("outdated", out, KINDS["outdated"], path, line))
    return findings


def _compare(path: str, before: str, after: str) -> tuple[int, str]:
    """The first line of ``after`` that differs, and the unified diff."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pairs = zip(old, new, strict=False)
    same = next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(old), len(new)))
    lines = difflib.unified_diff(old, new, f"generated/{path}", f"now/{path}")
    return same + 1, "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
