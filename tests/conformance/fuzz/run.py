"""Generated files through the compiler and the model, many for each run of the compiler."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from conformance.compare import Comparison, compare, working_out
from conformance.facts import facts_of_files
from conformance.fuzz.files import Files
from conformance.fuzz.tree import Case
from tsbind.model.declarations import Source
from tsbind.problems import Severity
from tsbind.resolve.resolution import resolve
from tsbind.sources import SourceTree

_AT_ONCE = 400


@dataclass
class Outcome:
    """What a run found."""

    files: int = 0
    counts: Counter[str] = field(default_factory=Counter[str])
    differing: list[tuple[Case, str]] = field(default_factory=list[tuple[Case, str]])


def generated(seeds: range) -> list[Case]:
    """The files of these seeds."""
    return [Files(seed).case() for seed in seeds]


def judge(cases: list[Case]) -> Outcome:
    """Every case compared; one run of the compiler for each few hundred."""
    outcome = Outcome()
    for first in range(0, len(cases), _AT_ONCE):
        _judge(cases[first : first + _AT_ONCE], outcome)
    return outcome


def _judge(cases: list[Case], outcome: Outcome) -> None:
    files = {f"c{place:05}.ts": case.text().encode() for place, case in enumerate(cases)}
    facts = facts_of_files(files, "--prune")
    by_file: dict[str, dict[str, Any]] = {name: {} for name in files}
    for id_, declared in facts["types"].items():
        by_file[id_.partition("#")[0]][id_] = declared
    for (name, data), case in zip(files.items(), cases, strict=True):
        text = facts["pruned"].get(name)
        one = {**facts, "types": by_file[name], "exports": {}}
        difference = judge_file(name, data if text is None else text.encode(), one, outcome.counts)
        outcome.files += 1
        if difference:
            outcome.differing.append((case, difference))


def judge_file(name: str, data: bytes, facts: dict[str, Any], counts: Counter[str]) -> str:
    """The first difference of one file; empty where there is none."""
    try:
        comparison, reported = compare_file(name, data, facts)
    except Exception as error:
        counts["crashed"] += 1
        return f"crash: {type(error).__name__}: {error}"
    counts.update(comparison.counts)
    if comparison.opaque and not reported:
        return f"opaque without a report: {comparison.opaque[0]}"
    return comparison.differing[0] if comparison.differing else ""


def compare_file(name: str, data: bytes, facts: dict[str, Any]) -> tuple[Comparison, bool]:
    """One file compared, and whether something in it was reported as opaque."""
    resolution = resolve(SourceTree({name: data}, Source("sample", "1.0.0")))
    problems = resolution.program.problems
    comparison = compare(resolution.package, facts, evaluate=working_out(resolution))
    return comparison, any(p.severity is Severity.OPAQUE for p in problems)


def shrink(case: Case, rounds: int = 40) -> tuple[Case, str]:
    """The smallest case found that still differs, and how."""
    best, why = case, judge([case]).differing[0][1]
    kind = why.split(" of ")[0]
    for _ in range(rounds):
        candidates = sorted(best.smaller(), key=lambda c: len(c.text()))
        candidates = [c for c in candidates if len(c.text()) < len(best.text())][:250]
        if not candidates:
            break
        found = judge(candidates).differing
        found = [f for f in found if f[1].split(" of ")[0] == kind]
        if not found:
            break
        best, why = min(found, key=lambda f: len(f[0].text()))
    return best, why
