"""The engine of every day: the other rooms, imported when they are first needed."""

from __future__ import annotations

import importlib.metadata
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tsbind.pipeline import Hooks, OnProblems, Options, Release, generate, ignore_problems, read
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

_CODE = Path(__file__).resolve().parent.parent
_NOT_IN_OUTPUT = ("cli", "diff", "project", "templates")
"""Rooms whose code cannot change a generated file (the templates have a digest of their own)."""


def standard_engine(
    *,
    progress: Progress = no_progress,
    offline: bool = False,
    strict: bool = False,
    on_problems: OnProblems = ignore_problems,
) -> Engine:
    """Give tsbind itself; ``on_problems`` gets the problems of each generation.

    ``offline`` forbids the network: everything comes from the download cache. ``strict`` makes
    whatever cannot be translated an error.
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


def formatters() -> str:
    """The formatters that lay out the output, and their versions."""
    from tsbind.render.formatting import formatter_versions  # noqa: PLC0415

    return formatter_versions()


def _templates_digest(own: Path | None) -> str:
    """The digest of tsbind's templates, and of the user's that take their place."""
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
        """What is generated for a target; raises `TsbindError` for an error in the release."""
        options = Options(
            only=target.only, types_only=target.types_only, templates=templates, strict=self.strict
        )
        made = generate(self._release(tree), options, self.hooks)
        return Output(made.files, of_problems(made.problems))

    def reference(self, tree: SourceTree, target: Target, templates: Path | None) -> Output:
        """The reference documentation of a target, as Markdown."""
        from tsbind.docs.output.markdown import markdown_files  # noqa: PLC0415
        from tsbind.docs.reference.book import plan_book  # noqa: PLC0415
        from tsbind.model.helpers import with_helpers  # noqa: PLC0415
        from tsbind.packs import pack_for  # noqa: PLC0415

        with self.hooks.stage("docs", f"Documenting {target.package}"):
            package = self._release(tree).package
            package = with_helpers(package, pack_for(package.source.name, templates))
            return Output(markdown_files(plan_book(package, target.package), templates))

    def changes(self, old: str, new: SourceTree) -> str:
        """The API changes as Markdown, without the heading that names the releases."""
        from tsbind.diff import compare  # noqa: PLC0415
        from tsbind.diff.formats.markdown import markdown  # noqa: PLC0415
        from tsbind.diff.reading.inputs import keep_model, load_model  # noqa: PLC0415

        before = load_model(old, offline=self.offline, progress=self.hooks.progress)
        after = self._release(new)
        with self.hooks.stage("compare", "Comparing the releases"):
            text = markdown(compare(before, after.package))
        if not any(problem.severity is Severity.ERROR for problem in after.problems):
            keep_model(after.package)
        heading, _, rest = text.partition("\n")
        return rest.lstrip() if heading.startswith("#") else text

    def _release(self, tree: SourceTree) -> Release:
        for known, release in self.known:
            if known is tree:
                return release
        release = read(tree, self.hooks)
        self.known.append((tree, release))
        del self.known[:-2]
        return release
