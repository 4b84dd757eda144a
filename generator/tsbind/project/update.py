"""Go to another release: generate it, note what changed in the API, replace the files.

Everything that an update changes (files, lock, changelog) is in the output folder and is replaced
in one step, so a kill at any moment leaves the complete old release or the complete new one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tsbind.problems import TsbindError, UsageError
from tsbind.project.changelog import add_entry
from tsbind.project.check import is_fresh
from tsbind.project.engine import Engine
from tsbind.project.integrity import verify_source, verify_upstream
from tsbind.project.lock import CHANGELOG, Lock, read_lock
from tsbind.project.output import Place, write_output
from tsbind.project.writing.write import recover_output, refuse_edited, sweep
from tsbind.project.writing.write_plan import WriteSummary
from tsbind.sources import SourceTree, version_key


@dataclass(frozen=True, slots=True)
class Update:
    """What an update did to a target.

    ``old`` is empty if there was no output before; ``changes`` is the Markdown of the API changes,
    empty if there was no other version to compare with.
    """

    place: Place
    old: str
    new: str
    changes: str = ""
    written: WriteSummary | None = None
    """None if there was nothing to do."""

    @property
    def target(self) -> str:
        """The target's name."""
        return self.place.target.name

    @property
    def release(self) -> tuple[str, str, str]:
        """The source, and the old and the new version."""
        return self.place.target.source, self.old, self.new

    def __str__(self) -> str:
        if self.written is None:
            return f"{self.target}: already at {self.new or 'this source'}, nothing to do"
        return ": ".join(filter(None, (self.target, self.step, str(self.written))))

    @property
    def step(self) -> str:
        """The old and the new version; one if they are the same; empty for a path."""
        return f"{self.old} -> {self.new}" if self.old not in ("", self.new) else self.new


def update(
    place: Place,
    engine: Engine,
    *,
    to: str = "",
    force: bool = False,
    accept_integrity: bool = False,
) -> Update:
    """Bring a target to version ``to``, or to the pinned one, or to the newest.

    ``accept_integrity`` accepts different bytes for the locked version. Raises `UsageError` if
    ``to`` is not possible. Raises `TsbindError` if upstream is not available or not what was
    locked, if the output cannot be written, or if files that were edited by hand would be lost;
    the output is then unchanged.
    """
    recover_output(place.out)
    lock = read_lock(place.out)
    version = wanted_version(place, engine, to)
    if lock is not None and not (to or place.target.version):
        version = max(version, lock.version, key=version_key)
    same = lock is not None and version in ("", lock.version)
    if not force:
        refuse_edited(place.out)
    if lock is not None and same and is_fresh(place, engine):
        if not accept_integrity:
            verify_upstream(place, lock, engine)
        if engine.integrity(lock.name, lock.version) in ("", lock.integrity):
            sweep(place.out)
            return Update(place, lock.version, lock.version)
    new = engine.load(place.spec(version))
    if not accept_integrity:
        verify_source(place, lock, new.source)
    changes = _changes(place, engine, lock, new)
    further: dict[str, str] = {}
    if lock is not None and changes:
        before, step = _changelog(place.out / CHANGELOG), (lock.version, new.source.version)
        further[CHANGELOG] = add_entry(before, lock.name, step, changes)
    written = write_output(place, new, engine, further=further, force=force)
    done = None if written.did_nothing else written
    return Update(place, lock.version if lock else "", new.source.version, changes, done)


def joined(updates: Iterable[Update], engine: Engine) -> list[list[Update]]:
    """The updates that did something, grouped by the versions they go between.

    Each update of a group has the changes of what any target of the group contains.
    """
    groups: dict[tuple[str, str, str], list[Update]] = {}
    for done in updates:
        if done.written is not None:
            groups.setdefault(done.release, []).append(done)
    return [_with_all_changes(group, engine) for group in groups.values()]


def _with_all_changes(group: list[Update], engine: Engine) -> list[Update]:
    if len({done.changes for done in group}) < 2:
        return group
    place, first = group[0].place, group[0]
    new = engine.load(place.spec(first.new))
    changes = engine.changes(place.spec(first.old), new, [done.place.target for done in group])
    return [replace(done, changes=changes) for done in group]


def as_markdown(groups: Iterable[Sequence[Update]]) -> str:
    """The updates as sections for a pull request, one for each group of `joined`."""
    return "".join(_section(group) for group in groups)


def _section(group: Sequence[Update]) -> str:
    names = ", ".join(done.target for done in group)
    head = f"## {names}: {group[0].step}" if group[0].step else f"## {names}"
    changes = group[0].changes.strip() or "No changes in the API."
    written = [f"{done.target}: {done.written}" for done in group]
    files = f"{group[0].written}." if len(group) == 1 else "\n".join(f"- {one}." for one in written)
    return f"{head}\n\n{changes}\n\n{files}\n\n"


def wanted_version(place: Place, engine: Engine, to: str) -> str:
    """The version to go to; empty for a source that is a path.

    Raises `UsageError` if ``to`` contradicts the configuration.
    """
    target = place.target
    if target.is_path:
        if to:
            raise UsageError(f"{target.source} is a path: it has no versions", "Leave out --to")
        return ""
    if target.version and to not in ("", target.version):
        raise UsageError(
            f"{target.name}: the configuration pins version {target.version}",
            f"Change 'version' there, or leave it out to let the lock say {to}",
        )
    return engine.resolve(target.source, to or target.version, target.prereleases)


def _changes(place: Place, engine: Engine, lock: Lock | None, new: SourceTree) -> str:
    if lock is None or place.target.is_path or lock.version == new.source.version:
        return ""
    try:
        return engine.changes(place.spec(lock.version), new, [place.target])
    except TsbindError as error:
        return f"Not known: {lock.name} {lock.version} cannot be read any more ({error.message})."


def _changelog(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise TsbindError(f"cannot read {file}: {error}", "Correct or remove it") from error
