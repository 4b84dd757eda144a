"""The engine of the command line: the other rooms, imported at first use."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tsbind.model.declarations import Package
from tsbind.pipeline import (
    Holdings,
    Hooks,
    OnProblems,
    Release,
    generate,
    held_part,
    holdings,
    ignore_problems,
    read,
)
from tsbind.problems import Severity
from tsbind.project.digest import of_problems
from tsbind.project.engine import Engine, Output, digest_of_folder
from tsbind.project.target import Target
from tsbind.sources import (
    Progress,
    SourceTree,
    is_stable,
    load,
    no_progress,
    resolve_version,
    stated_integrity,
    version_key,
    versions,
)

if TYPE_CHECKING:
    from tsbind.diff.changes.change import Report

_CODE = Path(__file__).resolve().parent.parent
_NOT_IN_OUTPUT = ("cli", "diff", "project", "templates")
"""Rooms whose code cannot change a generated file (the templates have their own digest)."""


def standard_engine(
    *,
    progress: Progress = no_progress,
    offline: bool = False,
    strict: bool = False,
    on_problems: OnProblems = ignore_problems,
) -> Engine:
    """The engine that runs tsbind itself; ``on_problems`` gets the problems of each generation.

    ``offline`` forbids the network: everything comes from the download cache. ``strict`` makes
    everything that cannot be translated an error.
    """
    rooms = _Rooms(Hooks(progress=progress, on_problems=on_problems), offline, strict)
    return Engine(
        version=importlib.metadata.version("tsbind"),
        code=digest_of_folder(_CODE, without=_NOT_IN_OUTPUT),
        templates=_templates_digest,
        load=partial(load, offline=offline, progress=progress),
        resolve=partial(_resolve, offline=offline),
        integrity=partial(stated_integrity, offline=offline),
        generate=rooms.generate,
        changes=rooms.changes,
        reference=rooms.reference,
        strict=strict,
    )


def _resolve(name: str, selector: str, prereleases: bool, *, offline: bool) -> str:
    if selector:
        return resolve_version(f"{name}@{selector}", offline=offline)
    if not offline:
        newest = resolve_version(name)
        return max([newest, *versions(name)], key=version_key) if prereleases else newest
    cached = [v for v in versions(name, offline=True) if prereleases or is_stable(v)]
    return cached[-1] if cached else resolve_version(name, offline=True)


def only_of_targets(
    report: Report, old: Package, new: Package, targets: Iterable[Target]
) -> Report:
    """The changes between the two releases of what any of ``targets`` contains."""
    from tsbind.diff.judging.filters import only_held  # noqa: PLC0415

    parts: list[tuple[Package, Holdings]] = []
    for target in targets:
        for package in (old, new):
            held = holdings(package, target.options())
            if held is None:
                return report
            parts.append((package, held))
    return only_held(report, parts)


def formatters() -> str:
    """The formatters that lay out the output, and their versions."""
    from tsbind.render.formatting import formatter_versions  # noqa: PLC0415

    return formatter_versions()


def reference_files(
    package: Package, target: Target, templates: Path | None = None
) -> dict[str, str]:
    """The reference of what a target contains, as Markdown."""
    from tsbind.docs.output.markdown import markdown_files  # noqa: PLC0415
    from tsbind.docs.reference.book import plan_book  # noqa: PLC0415

    part = held_part(package, target.options(templates))
    return markdown_files(plan_book(part, target.dotted_name), templates)


def _templates_digest(own: Path | None) -> str:
    """The digest of tsbind's templates, and of the user's that replace them."""
    from tsbind.packs import templates_root  # noqa: PLC0415 - used here alone

    shipped = digest_of_folder(templates_root())
    return f"{shipped}+{digest_of_folder(own)}" if own else shipped


@dataclass(frozen=True)
class _Rooms:
    """Generation, documentation and comparison; a release is read once for all of them."""

    hooks: Hooks
    offline: bool = False
    strict: bool = False
    known: list[tuple[SourceTree, Release]] = field(
        default_factory=list[tuple[SourceTree, Release]]
    )

    def generate(self, tree: SourceTree, target: Target, templates: Path | None) -> Output:
        """The generated files of a target; raises `TsbindError` for an error in the release."""
        options = target.options(templates, strict=self.strict)
        made = generate(self._release(tree), options, self.hooks)
        return Output(made.files, of_problems(made.problems))

    def reference(self, tree: SourceTree, target: Target, templates: Path | None) -> Output:
        """The reference documentation of a target, as Markdown."""
        with self.hooks.stage("docs", f"Documenting {target.package}"):
            return Output(reference_files(self._release(tree).package, target, templates))

    def changes(self, old: str, new: SourceTree, targets: Sequence[Target]) -> str:
        """The API changes of what targets contain, as Markdown, without the first heading."""
        from tsbind.diff import compare  # noqa: PLC0415
        from tsbind.diff.formats.markdown import markdown  # noqa: PLC0415
        from tsbind.diff.reading.inputs import keep_model, load_model  # noqa: PLC0415

        before = load_model(old, offline=self.offline, progress=self.hooks.progress)
        after = self._release(new)
        with self.hooks.stage("compare", "Comparing the releases"):
            report = only_of_targets(compare(before, after.package), before, after.package, targets)
            text = markdown(report)
        if not any(problem.severity is Severity.ERROR for problem in after.problems):
            keep_model(after.package)
        heading, _, rest = text.partition("\n")
        return rest.lstrip() if heading.startswith("#") else text

    def _release(self, tree: SourceTree) -> Release:
        for known, release in self.known:
            if known is tree or (tree.source.integrity and known.source == tree.source):
                return release
        release = read(tree, self.hooks)
        self.known.append((tree, release))
        del self.known[:-2]
        return release
