"""The lock: what an output folder was made from, and a digest of every file in it.

It is the file ``tsbind.lock`` inside the output folder. There one step replaces it together with
the files it describes, so the two never disagree after a kill, and it stays with the folder when
that is moved or vendored. It contains no host name, no path of the machine and no date.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tsbind.problems import TsbindError
from tsbind.project.digest import of_bytes

LOCK_FILE = "tsbind.lock"
CHANGELOG = "CHANGES.md"
"""The changelog beside the lock: `tsbind update` adds to it. The lock has no digest of it, so users
may edit it."""

LOCK_VERSION = 1
_HEAD = "# Written by tsbind; `tsbind check` compares the files beside it with this.\n"
_IDENTITY = ("name", "version", "integrity")
_MAKER = ("tsbind", "generator", "templates", "options")
_LATER = ("formatters", "problems")


@dataclass(frozen=True, slots=True)
class Lock:
    """The identity of upstream, of tsbind and of the options, and the digests of the files."""

    name: str
    version: str
    integrity: str
    """sha512 SRI of the upstream tarball; of a folder or file, a digest of what was read."""
    tsbind: str
    """tsbind's version."""
    generator: str
    """Digest of tsbind's own code."""
    templates: str
    """Digest of the templates in effect."""
    options: str
    """Digest of the options that shape the output."""
    files: Mapping[str, str] = field(default_factory=dict[str, str])
    """SHA-256 of each generated file except the lock, by path."""
    formatters: str = ""
    """The formatters and their versions; empty in locks of an earlier tsbind."""
    problems: str = ""
    """Digest of the reported problems, which an update does not report again."""

    def same_inputs(self, other: Lock) -> bool:
        """True if both are from the same upstream, by the same tsbind with the same options."""
        mine, others = (replace(lock, files={}, problems="") for lock in (self, other))
        return mine == others


def digests(files: Mapping[str, str | bytes]) -> dict[str, str]:
    """SHA-256 of each file, in order of path."""
    return {
        path: of_bytes(text.encode() if isinstance(text, str) else text)
        for path, text in sorted(files.items())
    }


def to_toml(lock: Lock) -> str:
    """The lock as text; the same lock gives the same text."""
    lines = [_HEAD, f"lock-version = {LOCK_VERSION}\n", "\n[upstream]\n"]
    lines += [f"{key} = {_quoted(getattr(lock, key))}\n" for key in _IDENTITY]
    lines += ["\n[made-by]\n"]
    lines += [f"{key} = {_quoted(getattr(lock, key))}\n" for key in (*_MAKER, *_LATER)]
    lines += ["\n[files]\n"]
    files = sorted(lock.files.items())
    lines += [f"{_quoted(path)} = {_quoted(digest)}\n" for path, digest in files]
    return "".join(lines)


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes, and one for U+007F (TOML 1.0.0, "String")."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def read_lock(out: Path, *, damaged_is_none: bool = False) -> Lock | None:
    """The lock of an output folder; None if there is none.

    Raises `TsbindError` if it cannot be read or is damaged, unless ``damaged_is_none``.
    """
    try:
        return _read(out / LOCK_FILE)
    except TsbindError:
        if damaged_is_none:
            return None
        raise


def _read(file: Path) -> Lock | None:
    try:
        return from_toml(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise TsbindError(f"cannot read {file}: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise TsbindError(
            f"{file} is damaged: {str(error)[:200]}",
            "Restore it from version control, or delete it and generate again with --force",
        ) from error


def from_toml(text: str) -> Lock:
    """Read what `to_toml` wrote.

    Raises `ValueError`, `KeyError` or `TypeError` for any other text, and `TsbindError` for a
    lock of a later tsbind.
    """
    document: dict[str, Any] = tomllib.loads(text)
    version = document["lock-version"]
    if version != LOCK_VERSION:
        raise TsbindError(
            f"{LOCK_FILE} has version {version!r}, this tsbind reads {LOCK_VERSION}",
            "Use the tsbind that wrote it, or a newer one",
        )
    values = {key: document["upstream"][key] for key in _IDENTITY}
    values |= {key: document["made-by"][key] for key in _MAKER}
    values |= {key: document["made-by"].get(key, "") for key in _LATER}
    files = dict(document["files"])
    if not all(isinstance(value, str) for value in (*values.values(), *files.values())):
        raise ValueError("a value is no text")
    if not values["version"].isprintable():
        raise ValueError("the version is no line of text")
    return Lock(**values, files=files)
