"""What a project says of changes itself: how severe kinds are, who sends a type and who reads it.

```toml
[diff.severity]                  # a kind, or kind.variant: breaking, warning, info or none
enum_value_added = "info"

[diff.direction]                 # a type, or a pattern: params (you send it) or responses
"*Payload" = "responses"
```
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from typing import Any, cast

from tsbind.diff.changes.change import Change, Report
from tsbind.diff.changes.grouping import group_changes
from tsbind.diff.changes.kinds import kind
from tsbind.diff.changes.severity import Severity
from tsbind.diff.reading.directions import DIRECTIONS, PARAMS, RESPONSES
from tsbind.problems import UsageError

_SEVERITIES = tuple(severity.value for severity in Severity)


@dataclass(frozen=True, slots=True)
class Policy:
    """The table ``[diff]`` of a configuration."""

    severity: Mapping[str, Severity] = field(default_factory=dict[str, Severity])
    direction: Mapping[str, str] = field(default_factory=dict[str, str])


def read_policy(table: Any, where: str) -> Policy:
    """The policy in a table as written; raises `UsageError` with the key that is wrong."""
    rows = _table(table, where)
    unknown = rows.keys() - {"severity", "direction"}
    if unknown:
        raise UsageError(f"{where}: unknown key {min(unknown)!r}", "Known: severity, direction")
    severity = _table(rows.get("severity", {}), f"{where}.severity")
    direction = _table(rows.get("direction", {}), f"{where}.direction")
    for name, word in severity.items():
        _check_kind(name)
        _check(word, _SEVERITIES, f"{where}.severity: {name!r}")
    for name, word in direction.items():
        _check(word, DIRECTIONS, f"{where}.direction: {name!r}")
    return Policy({name: Severity(word) for name, word in severity.items()}, direction)


def _table(value: object, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise UsageError(f"{where} is not a table")
    return cast("Mapping[str, Any]", value)


def _check(word: object, known: tuple[str, ...], where: str) -> None:
    if word not in known:
        raise UsageError(f"{where} must be one of {', '.join(known)}")


def _check_kind(name: str) -> None:
    first, _, variant = name.partition(".")
    if variant and variant not in kind(first).variants:
        raise UsageError(
            f"{first} has no variant {variant!r}", f"See tsbind diff --explain {first}"
        )
    kind(first)


def under_policy(report: Report, policy: Policy) -> Report:
    """The report with the directions and severities that the policy says."""
    if not (policy.severity or policy.direction):
        return report
    changes = (_weighed(_directed(change, policy), policy) for change in report.changes)
    kept = (change for change in changes if change.severity is not Severity.NONE)
    return replace(report, groups=group_changes(kept))


def _directed(change: Change, policy: Policy) -> Change:
    """A change of a type that no method reaches, in the direction of its name or its path."""
    names = {change.place, change.place.rpartition("/")[2], change.place.split(".")[-1]}
    said = (d for p, d in policy.direction.items() if any(fnmatchcase(n, p) for n in names))
    direction = next(said, "") if change.assumed else ""
    if not direction:
        return change
    verdicts = change.row.weigh(change.variant)
    return replace(
        change,
        directions=(direction,),
        params=verdicts.params if direction == PARAMS else Severity.NONE,
        responses=verdicts.responses if direction == RESPONSES else Severity.NONE,
    )


def _weighed(change: Change, policy: Policy) -> Change:
    """A change with the severity of its kind in every verdict it has."""
    exact = f"{change.kind}.{change.variant}"
    said = policy.severity.get(exact, policy.severity.get(change.kind))
    if said is None:
        return change
    sides = {"params": change.params, "responses": change.responses, "source": change.source}
    verdicts = {side: said for side, severity in sides.items() if severity is not Severity.NONE}
    return replace(change, **verdicts)  # type: ignore[arg-type]
