"""Ignore files: changes a project has looked at and accepted.

```toml
[[ignore]]
fingerprint = "3f9c0a1b2c4d"
reason = "we never send the field"
expires = 2026-12-31   # may be left out
```
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeGuard, cast

from tsbind.diff.changes.change import Change, Report
from tsbind.diff.changes.grouping import group_changes
from tsbind.problems import TsbindError, UsageError

_FINGERPRINT = re.compile(r"[0-9a-f]{12}")
_KEYS = {"fingerprint", "reason", "expires"}


@dataclass(frozen=True, slots=True)
class Ignored:
    """One accepted change."""

    fingerprint: str
    reason: str
    expires: date | None = None


def read_ignore_file(path: Path) -> tuple[Ignored, ...]:
    """The entries of an ignore file.

    Raises `TsbindError` for a file that cannot be read, `UsageError` for one that is wrong.
    """
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise TsbindError(f"{path}: cannot be read: {error.strerror}", "Check the path") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: is not TOML: {error}") from error
    entries = document.pop("ignore", [])
    if document or not _is_list(entries):
        raise UsageError(f"{path}: holds more than [[ignore]] tables")
    return tuple(_entry(path, number, entry) for number, entry in enumerate(entries, 1))


def _is_list(value: object) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def _entry(path: Path, number: int, entry: Any) -> Ignored:
    where = f"{path}: [[ignore]] number {number}"
    table = cast("dict[str, Any]", entry) if isinstance(entry, dict) else {"": entry}
    if not table.keys() <= _KEYS:
        raise UsageError(f"{where} has unknown keys", f"Known are {', '.join(sorted(_KEYS))}")
    fingerprint, reason = table.get("fingerprint"), table.get("reason")
    if not isinstance(fingerprint, str) or not _FINGERPRINT.fullmatch(fingerprint):
        raise UsageError(f"{where} has no fingerprint of twelve hex digits")
    if not isinstance(reason, str) or not reason.strip():
        raise UsageError(f"{where} has no reason", "Say why the change is accepted")
    expires = table.get("expires")
    if isinstance(expires, datetime) or not isinstance(expires, date | None):
        raise UsageError(f"{where}: expires is not a date", "Write expires = 2026-12-31")
    return Ignored(fingerprint, reason, expires)


def apply_ignored(report: Report, entries: Iterable[Ignored], today: date) -> Report:
    """``report`` without accepted changes; entries that expired or match nothing are noted."""
    known = {change.fingerprint for change in report.changes}
    accepted: set[str] = set()
    notes: list[str] = []
    for entry in entries:
        if entry.fingerprint not in known:
            notes.append(f"ignored {entry.fingerprint} ({entry.reason}) matches no change")
        elif entry.expires is not None and entry.expires < today:
            notes.append(f"ignored {entry.fingerprint} ({entry.reason}) expired {entry.expires}")
        else:
            accepted.add(entry.fingerprint)
    kept = [c for c in report.changes if c.fingerprint not in accepted]
    ignored: tuple[Change, ...] = tuple(c for c in report.changes if c.fingerprint in accepted)
    return replace(
        report,
        groups=group_changes(kept),
        ignored=(*report.ignored, *ignored),
        notes=(*report.notes, *notes),
    )
