"""Read the configuration: ``tsbind.toml``, or ``[tool.tsbind]`` of ``pyproject.toml``."""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeGuard, cast

from tsbind.diff.judging.policy import Policy, read_policy
from tsbind.problems import UsageError
from tsbind.project.target import Target, keys
from tsbind.project.target_rules import check_target, nearest, refuse_overlap

OWN_FILE = "tsbind.toml"
SHARED_FILE = "pyproject.toml"
DIFF = "diff"
"""The table about changes between releases."""
_INIT = "Make one with `tsbind init`"


@dataclass(frozen=True, slots=True)
class Config:
    """The configuration of a project: its file and its targets."""

    file: Path
    targets: tuple[Target, ...]

    @property
    def root(self) -> Path:
        """The folder to which paths of the configuration are relative."""
        return self.file.parent

    def select(self, names: Iterable[str]) -> tuple[Target, ...]:
        """The targets of these names; without names, all targets.

        A name is that of a target's table, else an output folder, its last part, or a source,
        which may select several. Raises `UsageError` for a name that selects nothing.
        """
        if not self.targets:
            raise UsageError(f"{self.file} has no target", _INIT)
        found = [target for name in names for target in self._named(name)]
        return tuple(t for t in self.targets if t in found) if found else self.targets

    def _named(self, name: str) -> list[Target]:
        named = [target for target in self.targets if target.name == name]
        found = named or [t for t in self.targets if name in (t.import_name, t.out, t.source)]
        if not found:
            known = [target.name for target in self.targets]
            raise UsageError(f"{self.file} has no target {name!r}", nearest(name, known))
        return found


def find_config(start: Path) -> Config:
    """The configuration of the nearest folder at or above ``start`` that has one.

    Raises `UsageError` if there is none, if a folder has two, or if it has an error.
    """
    file = config_near(start)
    if file is None:
        raise UsageError(f"no {OWN_FILE} and no [tool.tsbind] at or above {start.resolve()}", _INIT)
    return read_config(file)


def config_near(start: Path) -> Path | None:
    """The file with the configuration of the nearest folder at or above ``start`` that has one.

    Raises `UsageError` if a folder has two.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        own, shared = folder / OWN_FILE, folder / SHARED_FILE
        in_shared = shared.is_file() and read_table(shared) is not None
        if own.is_file() and in_shared:
            raise UsageError(f"{folder} has {OWN_FILE} and [tool.tsbind] too", "Keep one of them")
        if own.is_file() or in_shared:
            return own if own.is_file() else shared
    return None


def read_config(file: Path) -> Config:
    """Read one configuration file.

    Raises `UsageError`, with the file and the key in the message, for any error in it.
    """
    table = read_table(file)
    if table is None:
        raise UsageError(f"{file} has no [tool.tsbind]", _INIT)
    _policy(table, file)
    others = {key: value for key, value in table.items() if key != DIFF}
    targets = _targets(others, _where(file)) if others or DIFF not in table else ()
    return Config(file, targets)


def diff_policy(file: Path) -> Policy:
    """How changes between releases are weighed: the table ``diff``, and nothing else of a file.

    Raises `UsageError` for an error in that table, or for a file that is no TOML.
    """
    return _policy(read_table(file) or {}, file)


def _policy(table: Mapping[str, Any], file: Path) -> Policy:
    return read_policy(table[DIFF], f"{_where(file)}: {DIFF}") if DIFF in table else Policy()


def _where(file: Path) -> str:
    return f"{file}: [tool.tsbind]" if file.name == SHARED_FILE else str(file)


def read_table(file: Path) -> Mapping[str, Any] | None:
    """The configuration's table as written, unchecked; None if the file has none.

    Raises `UsageError` for a file that cannot be read or is not TOML.
    """
    try:
        document = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"cannot read {file}: {error.strerror}", _INIT) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(f"{file} is no TOML: {error}") from error
    if file.name != SHARED_FILE:
        return document
    tool = document.get("tool", {})
    table = tool.get("tsbind") if _is_table(tool) else None
    return table if _is_table(table) else None


def _targets(table: Mapping[str, Any], where: str) -> tuple[Target, ...]:
    if "targets" not in table:
        return (_target(table, where),)
    others = [key for key in table if key != "targets"]
    if others:
        raise UsageError(
            f"{where}: {others[0]!r} stands beside 'targets'", "Move it into one of the targets"
        )
    named = table["targets"]
    if not _is_table(named) or not named:
        raise UsageError(f"{where}: 'targets' holds no [targets.NAME] table")
    targets = tuple(_target(named[name], f"{where}: targets.{name}", name) for name in named)
    refuse_overlap(targets, where)
    return targets


def _target(table: Any, where: str, name: str = "") -> Target:
    if not _is_table(table):
        raise UsageError(f"{where} is not a table")
    fields = keys()
    for key in table:
        if key not in fields:
            raise UsageError(f"{where}: unknown key {key!r}", nearest(key, [*fields, "targets"]))
    values: dict[str, Any] = {}
    for key, field in fields.items():
        if key in table:
            values[field.name] = _value(table[key], str(field.type), f"{where}: {key!r}")
        elif field.default is dataclasses.MISSING:
            example = field.metadata["example"]
            raise UsageError(f"{where}: {key!r} is missing", f"Write for example {key} = {example}")
    target = Target(**values, name=name)
    check_target(target, where)
    return target


def _value(value: Any, kind: str, where: str) -> Any:
    right, what = _KINDS[kind]
    if not right(value):
        raise UsageError(f"{where} must be {what}")
    return tuple(value) if kind.startswith("tuple") else value


def _is_table(value: object) -> TypeGuard[Mapping[str, Any]]:
    return isinstance(value, dict)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(_is_text(item) for item in cast("list[object]", value))


_KINDS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "str": (_is_text, "a text"),
    "bool": (lambda value: isinstance(value, bool), "true or false"),
    "tuple[str, ...]": (_is_texts, "a list of texts"),
}
