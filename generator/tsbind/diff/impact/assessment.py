"""From two models and a code base to what the upgrade breaks in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tsbind.diff.changes.change import Report
from tsbind.diff.engine import compare
from tsbind.diff.impact.causes import Causes
from tsbind.diff.impact.checker import Checked, Finding, NotChecked, check
from tsbind.diff.impact.files import read_files
from tsbind.diff.impact.hits import Hit
from tsbind.diff.impact.looked import Looked, looked_at
from tsbind.diff.impact.mending import is_import_error, mend_imports
from tsbind.diff.impact.modules import Root, roots_of
from tsbind.diff.impact.symbols import ChangesBySymbol, GeneratedClasses
from tsbind.diff.impact.uses import Uses
from tsbind.model.declarations import Package
from tsbind.pipeline import Options, Release, generate
from tsbind.scratch import scratch_folder

_PRIVATE = {"_types.py": "from typing import Any\n\ndef __getattr__(name: str) -> Any: ...\n"}
"""A private module that programs for the official client import from all the same."""


@dataclass(frozen=True, slots=True)
class Impact:
    """What an upgrade means for a code base."""

    report: Report
    errors: tuple[Hit, ...]
    deprecated: tuple[Hit, ...] = ()
    """Uses of what became deprecated."""
    unknown: tuple[Hit, ...] = ()
    """Calls by the name of a method that went, on values of no known type."""
    not_checked: tuple[NotChecked, ...] = ()
    looked: Looked = field(default_factory=Looked)


def assess(
    paths: Sequence[Path], old: Package, new: Package, package: str, *, official: bool = False
) -> Impact:
    """Type-check ``paths`` against both generated packages, imported as ``package``.

    ``official`` is for code that was written for the official Python client. Raises `TsbindError`
    for a path that is not there, or when mypy cannot be run.
    """
    roots = roots_of(read_files(paths), package)
    with scratch_folder("impact") as root:
        folders = [root / side for side in ("old", "new")]
        for model, folder in zip((old, new), folders, strict=True):
            write_package(model, package, folder, roots, official=official)
        cache = root / "cache"
        before, after = (check(roots, folder, package, cache) for folder in folders)
        report = compare(old, new)
        changes = ChangesBySymbol(
            report, GeneratedClasses(old, package), GeneratedClasses(new, package)
        )
        hits = _hits(changes, before, after)
        if mend_imports(folders[1], package, hits, before.uses, changes.releases[0]):
            imports = [hit for hit in hits if is_import_error(hit.message)]
            after = check(roots, folders[1], package, cache)
            said = {(hit.file, hit.line, hit.message) for hit in imports}
            later = _hits(changes, before, after)
            hits = imports + [h for h in later if (h.file, h.line, h.message) not in said]
    lines = _Lines(roots)
    return Impact(
        report,
        tuple(_collapsed(lines.with_source(hits))),
        tuple(lines.with_source(_deprecated(changes, before.uses, after.uses))),
        tuple(lines.with_source(_unknown(changes, before.uses))),
        tuple(sorted({*before.not_checked, *after.not_checked})),
        looked_at(before, after, package, paths),
    )


def write_package(
    model: Package,
    package: str,
    folder: Path,
    roots: Iterable[Root] = (),
    *,
    official: bool = False,
) -> None:
    """Generate ``model`` below ``folder``, to be imported as ``package``.

    The packages around it are as in the code base, whose copy of the package is not looked at.
    """
    root = folder.joinpath(*package.split("."))
    files = generate(Release(model), Options(dict_params=official)).files
    for path, text in {**files, **(_PRIVATE if official else {})}.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    for around in root.relative_to(folder).parents[:-1]:
        inits = (r.base / around / "__init__.py" for r in roots)
        known = next((file.read_text("utf-8", "replace") for file in inits if file.exists()), "")
        (folder / around / "__init__.py").write_text(known, encoding="utf-8")


def appeared(before: Sequence[Finding], after: Sequence[Finding]) -> list[Finding]:
    """Findings of the second run that the first one did not have at the same place."""
    known = Counter((f.file, f.line, f.column, f.code) for f in before)
    fresh: list[Finding] = []
    for finding in after:
        key = (finding.file, finding.line, finding.column, finding.code)
        if known[key]:
            known[key] -= 1
        else:
            fresh.append(finding)
    return fresh


def _hits(changes: ChangesBySymbol, before: Checked, after: Checked) -> list[Hit]:
    causes = Causes(changes, before.uses, after.uses)
    found: list[Hit] = []
    fresh = appeared(before.findings, after.findings)
    for finding in sorted([*fresh, *_gone_by_text(before.uses, after.uses)]):
        cause = causes.of(finding)
        where = (finding.file, finding.line, finding.column, "")
        found.append(Hit(*where, finding.message, finding.code, cause.change, cause.candidates))
    return found


def _gone_by_text(before: Uses, after: Uses) -> Iterator[Finding]:
    """Attributes named by a literal text that the class of the value has no longer."""
    for file, uses in before.expressions.items():
        now = {use.span: use for use in after.expressions.get(file, ()) if use.form == "text"}
        for use in uses:
            known = now.get(use.span)
            is_gone = known and known.type and not (known.owners or known.unknown)
            if use.form == "text" and use.owners and is_gone:
                name = use.owners[0].rpartition(".")[2]
                message = f'"{name}" has no attribute "{use.name}", which is named by a text here'
                line, column, *end = use.span
                yield Finding(file, line, column, "attr-defined", message, *end)


def _deprecated(changes: ChangesBySymbol, before: Uses, after: Uses) -> list[Hit]:
    found: dict[tuple[str, int, str], Hit] = {}
    for use, change in Causes(changes, before, after).deprecations():
        line, column = use.span[:2]
        key = (use.file, line, change.fingerprint)
        found.setdefault(key, Hit(use.file, line, column, "", change=change))
    return sorted(found.values(), key=lambda hit: (hit.file, hit.line, hit.column))


def _unknown(changes: ChangesBySymbol, uses: Uses) -> list[Hit]:
    """Attributes of values of no known type that are called like what went.

    A method with the name of its resource (``x.things.cancel``); a field whose name no class of
    the newer release has.
    """
    gone = {
        change.old.python.removesuffix("()"): change
        for change in changes.report.changes
        if change.row.group in {"endpoints", "methods"}
        and change.kind.endswith(("_removed", "_renamed", "_moved"))
    }
    tails = {tuple(name.split(".")[-2:]): change for name, change in gone.items() if "." in name}
    fields = changes.fields_gone()
    found: list[Hit] = []
    for file, expressions in uses.expressions.items():
        by_span = {use.span: use for use in expressions if use.form in {"attribute", "variable"}}
        for use in expressions:
            if not use.is_untyped:
                continue
            base = by_span.get(use.base) if use.base else None
            tail = (base.name.partition(":")[0], use.name) if base else ()
            change = tails.get(tail) or fields.get(use.name)
            if change is not None:
                found.append(Hit(file, *use.span[:2], "", candidates=(change,)))
    return found


def _collapsed(hits: Iterable[Hit]) -> list[Hit]:
    """One hit for each line and cause, with the number of further messages."""
    found: dict[tuple[str, int, str], list[Hit]] = {}
    for hit in hits:
        cause = hit.change.fingerprint if hit.change else ""
        found.setdefault((hit.file, hit.line, cause), []).append(hit)
    # What has no cause of its own follows from what has one on the same line.
    for (file, line, cause), rest in list(found.items()):
        explained = next((k for k in found if k[:2] == (file, line) and k[2]), None)
        if not cause and explained:
            found[explained] += rest
            del found[file, line, cause]
    return [
        replace(group[0], more=len(group) - 1)
        for _, group in sorted(found.items(), key=lambda item: item[0])
    ]


class _Lines:
    """The source lines of the files that were read."""

    def __init__(self, roots: Iterable[Root]) -> None:
        self._lines = {
            str(file.path): file.text.splitlines() for r in roots for file in r.modules.values()
        }

    def with_source(self, hits: Iterable[Hit]) -> list[Hit]:
        """The hits with the line of code each is about."""
        return [replace(hit, source=self._line(hit.file, hit.line)) for hit in hits]

    def _line(self, file: str, number: int) -> str:
        lines = self._lines.get(file, [])
        return lines[number - 1].strip() if 0 < number <= len(lines) else ""
