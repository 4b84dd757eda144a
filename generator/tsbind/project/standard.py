"""The engine of every day: the other rooms, imported when they are first needed."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tsbind.collector import collector_paused
from tsbind.model.declarations import Package
from tsbind.problems import Problem, Severity, TsbindError
from tsbind.project.engine import Engine, digest_of_folder
from tsbind.project.target import Target
from tsbind.sources import (
    Progress,
    SourceTree,
    load,
    no_progress,
    resolve_version,
    version_key,
    versions,
)

_CODE = Path(__file__).resolve().parent.parent
_NOT_IN_OUTPUT = ("cli", "diff", "project", "templates")
"""Rooms whose code cannot change a generated file (the templates have a digest of their own)."""

Hear = Callable[[Sequence[Problem], int], None]
"""Gets the problems of what was generated, and how many others the release has."""

_Read = tuple[SourceTree, Package, list[Problem]]


def _unheard(problems: Sequence[Problem], others: int) -> None:
    pass


def standard_engine(
    *,
    progress: Progress = no_progress,
    hear: Hear = _unheard,
) -> Engine:
    """Give tsbind itself; ``hear`` gets the problems of each generation."""
    rooms = _Rooms(progress, hear)
    return Engine(
        version=importlib.metadata.version("tsbind"),
        code=digest_of_folder(_CODE, without=_NOT_IN_OUTPUT),
        templates=_templates_digest,
        load=lambda spec, offline: load(spec, offline=offline, progress=progress),
        resolve=_resolve,
        generate=rooms.generate,
        changes=rooms.changes,
        reference=rooms.reference,
    )


def _resolve(name: str, selector: str, prereleases: bool) -> str:
    if selector:
        return resolve_version(f"{name}@{selector}")
    newest = resolve_version(name)
    return max([newest, *versions(name)], key=version_key) if prereleases else newest


def _templates_digest(own: Path | None) -> str:
    """The digest of tsbind's templates, and of the user's that take their place."""
    from tsbind.packs import templates_root  # noqa: PLC0415 - used here alone

    shipped = digest_of_folder(templates_root())
    return f"{shipped}+{digest_of_folder(own)}" if own else shipped


@dataclass(frozen=True)
class _Rooms:
    """Reading, generation and comparison; a release is read once for all of them."""

    progress: Progress
    hear: Hear
    read: list[_Read] = field(default_factory=list["_Read"])

    def generate(
        self, tree: SourceTree, target: Target, templates: Path | None
    ) -> Mapping[str, str]:
        """The files of a target; an error among the problems stops it with `TsbindError`."""
        from tsbind.concern import concerning  # noqa: PLC0415
        from tsbind.generate import emit, options_for  # noqa: PLC0415

        with collector_paused():
            package, problems = self._package(tree)
        options = options_for(package, target.only, templates, types_only=target.types_only)
        with self.progress(f"Generating {target.name}"), collector_paused():
            texts = {"licence": tree.license_text, "notices": tree.notice_text}
            made = emit(package, options, **texts)
        found, others = concerning(package, options, made, [*problems, *made.problems])
        self.hear(found, others)
        for error in _errors(found):
            raise TsbindError(str(error), "Nothing was written")
        return made.files

    def reference(
        self, tree: SourceTree, target: Target, templates: Path | None
    ) -> Mapping[str, str]:
        """The reference documentation of a target, as Markdown."""
        from tsbind.docs.output.markdown import markdown_files  # noqa: PLC0415
        from tsbind.docs.reference.book import plan_book  # noqa: PLC0415

        with self.progress(f"Documenting {target.package}"), collector_paused():
            package, _ = self._package(tree)
            return markdown_files(plan_book(package, target.package), templates)

    def changes(self, old: str, new: SourceTree) -> str:
        """The API changes as Markdown, without the heading that names the releases."""
        from tsbind.diff import compare  # noqa: PLC0415
        from tsbind.diff.formats.markdown import markdown  # noqa: PLC0415
        from tsbind.diff.reading.inputs import keep_model, load_model  # noqa: PLC0415

        with collector_paused():
            before = load_model(old, progress=self.progress)
            after, problems = self._package(new)
            with self.progress("Comparing the releases"):
                text = markdown(compare(before, after))
            if not _errors(problems):
                keep_model(after)
        heading, _, rest = text.partition("\n")
        return rest.lstrip() if heading.startswith("#") else text

    def _package(self, tree: SourceTree) -> tuple[Package, list[Problem]]:
        from tsbind.resolve import resolve  # noqa: PLC0415

        for known, package, problems in self.read:
            if known is tree:
                return package, problems
        with self.progress(f"Reading {tree.source.name} {tree.source.version}".strip()):
            package, problems = resolve(tree)
        self.read.append((tree, package, list(problems)))
        del self.read[:-2]
        return package, list(problems)


def _errors(problems: Sequence[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity is Severity.ERROR]
