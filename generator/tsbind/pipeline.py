"""The pipeline: from an upstream release to the files of a Python package.

    read -> resolve -> select -> plan -> render -> format

`generate` is all of it, and pure: same input, same bytes. Writing, checking, documenting and
comparing only consume what it gives; who needs the model alone calls `read`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from tsbind.collector import collector_paused
from tsbind.model.declarations import Package
from tsbind.problems import Problem, Severity, TsbindError, UsageError
from tsbind.sources import Progress, SourceTree, no_progress

# Each stage imports its rooms when it runs: who only reads does not wait for the templates.
if TYPE_CHECKING:
    from tsbind.python.client.plan import ClientPlan
    from tsbind.python.selection import OutputSelection
    from tsbind.python.types.plan import TypesPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a caller may choose about the output."""

    only: tuple[str, ...] = ()
    """Selectors: these parts of the release and what they need; everything without any."""
    types_only: bool = False
    """Types without the client."""
    templates: Path | None = None
    """A folder of templates that take the place of tsbind's own, file by file."""
    whole_runtime: bool = False
    """Whether a part has the features of the client and of objects that it does not use itself."""
    as_official: bool = False
    """Whether the package stands in for the official client, as a project to install."""
    dict_params: bool = False
    """Whether names of params mean dicts, as in the official client; implied by that."""
    strict: bool = False
    """Whether whatever cannot be translated is an error."""

    @property
    def gives_dicts(self) -> bool:
        """Whether names of params mean dicts, asked for or implied."""
        return self.dict_params or self.as_official


_NAMED = 5
"""Files named in an error."""

OnProblems = Callable[[Sequence[Problem], int], object]
"""Gets the problems of what was generated, and how many others the release has."""


def ignore_problems(problems: Sequence[Problem], others: int) -> None:
    """Do nothing about problems."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hooks:
    """What a run tells while it goes: its stages, their times, its problems."""

    progress: Progress = no_progress
    on_problems: OnProblems = ignore_problems
    seconds: dict[str, float] = field(default_factory=dict[str, float])
    """Filled with the wall time of each stage."""

    @contextmanager
    def stage(self, name: str, description: str) -> Generator[None]:
        """Show ``description`` while the block runs, and note its time under ``name``."""
        with self.timed(name), self.progress(description), collector_paused():
            yield

    @contextmanager
    def timed(self, name: str) -> Generator[None]:
        """Note the wall time of the block under ``name``."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = round(time.perf_counter() - start, 4)


@dataclass(frozen=True, slots=True)
class Release:
    """A release as read: its model, what could not be read, and upstream's own texts."""

    package: Package
    problems: tuple[Problem, ...] = ()
    licence: str = ""
    notices: str = ""
    paths: tuple[str, ...] = ()
    """The files that were read."""

    @property
    def name(self) -> str:
        """``NAME@VERSION``, or the name alone where there is no version."""
        return f"{self.package.source.name}@{self.package.source.version}".removesuffix("@")


@dataclass(frozen=True, slots=True)
class Generated:
    """The files by POSIX path below the package's folder, and what went wrong with them."""

    files: dict[str, str]
    types: TypesPlan
    problems: tuple[Problem, ...]
    """Those of the release and of the plan that concern what was generated."""
    selection: OutputSelection | None
    """What was generated; None for everything."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """What an output holds of a release, the closure of a selection included."""

    ids: frozenset[str]
    """Of declarations."""
    operations: frozenset[str]
    """Accessors; empty without a client."""
    has_client: bool


@dataclass(frozen=True, slots=True)
class _Plan:
    package: Package
    types: TypesPlan
    client: ClientPlan | None
    selection: OutputSelection | None

    @property
    def problems(self) -> tuple[Problem, ...]:
        return (*self.types.problems, *(self.client.problems if self.client else ()))


def generate(
    source: SourceTree | Release, options: Options | None = None, hooks: Hooks | None = None
) -> Generated:
    """The files of the Python package for ``source``.

    Raises `UsageError` for a selector that names nothing, and `TsbindError` when the problems,
    which ``hooks`` are told first, leave nothing sensible to generate.
    """
    options, hooks = options or Options(), hooks or Hooks()
    release = read(source, hooks)
    with hooks.stage("emit", "Planning and rendering"):
        plan = _plan(release.package, options)
        problems = _checked((*release.problems, *plan.problems), release, plan, options, hooks)
        files = _render(plan, release, options)
    return Generated(files, plan.types, problems, plan.selection)


def read(source: SourceTree | Release, hooks: Hooks | None = None) -> Release:
    """The model of a release, with its operations; a `Release` is given back as it is."""
    if isinstance(source, Release):
        return source
    from tsbind.operations.package import with_operations  # noqa: PLC0415
    from tsbind.resolve import resolve  # noqa: PLC0415

    name = f"{source.source.name}@{source.source.version}".removesuffix("@")
    with (hooks or Hooks()).stage("read", f"Reading {name}"):
        resolution = resolve(source)
        package, unread = with_operations(resolution.package, resolution.builder)
    problems = tuple(dict.fromkeys((*resolution.problems_of(package), *unread)))
    resolution.program.forget()
    paths = tuple(str(PurePosixPath(source.source.root, path)) for path in source.files)
    return Release(package, problems, source.license_text, source.notice_text, paths)


def holdings(package: Package, options: Options) -> Holdings | None:
    """What would be generated for ``options``; None for everything.

    A selector that names nothing in this release holds nothing of it.
    """
    if not options.only and not options.types_only:
        return None
    ids, operations = set[str](), set[str]()
    for selector in options.only or [""]:
        only = (selector,) if selector else ()
        with suppress(UsageError):
            plan = _plan(package, replace(options, only=only), with_modules=False)
            ids |= plan.types.places.keys()
            operations |= {operation.accessor for operation in plan.package.operations}
    if options.types_only:
        operations.clear()
    return Holdings(frozenset(ids), frozenset(operations), not options.types_only)


def held_part(package: Package, options: Options) -> Package:
    """``package`` with nothing but what would be generated of it, helpers included."""
    from tsbind.model.restrict import restricted  # noqa: PLC0415

    plan = _plan(package, options, with_modules=False)
    if plan.selection is None and not options.types_only:
        return plan.package
    part = restricted(plan.package, ()) if options.types_only else plan.package
    accessors = {operation.accessor for operation in part.operations}
    pack = part.pack
    if pack is not None:
        helpers = tuple(h for h in pack.helpers if accessors.intersection(h.accessors))
        pack = replace(pack, helpers=helpers)
    ids = plan.types.places.keys()
    types = tuple(d for d in part.types if d.id in ids or d.is_resource)
    exports = tuple(export for export in part.exports if export.target in ids)
    return replace(part, types=types, exports=exports, pack=pack)


def _plan(package: Package, options: Options, *, with_modules: bool = True) -> _Plan:
    """Every Python spelling of what is selected; without modules only what goes where."""
    from tsbind.model.helpers import with_helpers  # noqa: PLC0415
    from tsbind.packs import pack_for  # noqa: PLC0415
    from tsbind.python.client.build import plan_client  # noqa: PLC0415
    from tsbind.python.selection import select_output  # noqa: PLC0415
    from tsbind.python.types.build import plan_types  # noqa: PLC0415

    pack = pack_for(package.source.name, options.templates)
    package = with_helpers(package, pack)
    selection = select_output(package, options.only, pack, types_only=options.types_only)
    if selection is not None:
        package = selection.package
    ids = selection.ids if selection else None
    types = plan_types(package, ids, with_modules=with_modules, dict_params=options.gives_dicts)
    client = plan_client(package, types) if with_modules and not options.types_only else None
    return _Plan(package, types, client, selection)


def _checked(
    problems: tuple[Problem, ...], release: Release, plan: _Plan, options: Options, hooks: Hooks
) -> tuple[Problem, ...]:
    """The problems that concern the plan; raises `TsbindError` where they forbid to go on."""
    from tsbind.python.selection import problems_of_whole, relevant_problems  # noqa: PLC0415

    problems = tuple(dict.fromkeys(problems))
    relevant = problems
    if plan.selection is not None or options.types_only:
        operations = plan.package.operations if plan.client else ()
        relevant = relevant_problems(release.package, plan.types, operations, problems)
    others = len(problems) - len(relevant)
    brought = plan.client.helpers.operations if plan.client else ()
    relevant = problems_of_whole(plan.package, plan.types, brought, relevant)
    hooks.on_problems(relevant, others)
    if not (plan.types.modules or plan.client) and not any(map(_is_error, relevant)):
        raise _nothing_selected(release, options) if options.only else _nothing_declared(release)
    fatal = [problem for problem in relevant if options.strict or _is_error(problem)]
    if fatal:
        more = f" (and {len(fatal) - 1} more like it)" if len(fatal) > 1 else ""
        raise TsbindError(f"{fatal[0]}{more}", "Nothing was written")
    return relevant


def _is_error(problem: Problem) -> bool:
    return problem.severity is Severity.ERROR


def _nothing_selected(release: Release, options: Options) -> TsbindError:
    named = " and ".join(options.only[:_NAMED])
    return TsbindError(
        f"{release.name}: nothing to generate for {named}: no data and no method of the client",
        "Select a type of data, a method or a resource",
    )


def _nothing_declared(release: Release) -> TsbindError:
    shown = ", ".join(release.paths[:_NAMED]) + (", ..." if len(release.paths) > _NAMED else "")
    return TsbindError(
        f"{release.name}: nothing to generate: no type and no client is exported in the "
        f"{len(release.paths)} files that were read: {shown}",
        "Check that this is the package with the declarations; they may be in one of their own",
    )


def _render(plan: _Plan, release: Release, options: Options) -> dict[str, str]:
    """The plan as texts, in their final form."""
    from tsbind.packs import pack_for  # noqa: PLC0415
    from tsbind.render.client import render_client, render_runtime  # noqa: PLC0415
    from tsbind.render.environment import RenderedFile, Templates  # noqa: PLC0415
    from tsbind.render.formatting import formatted  # noqa: PLC0415
    from tsbind.render.header import gitattributes, header, notice  # noqa: PLC0415
    from tsbind.render.official import as_official  # noqa: PLC0415
    from tsbind.render.types import render_types  # noqa: PLC0415
    from tsbind.render.whole import (  # noqa: PLC0415
        check_imports,
        with_all_features,
        without_unneeded,
    )

    source = plan.package.source
    templates = Templates(options.templates, {"header": header(source), "options": options})
    files = render_types(plan.types, source, templates)
    if plan.client is not None:
        files.update(render_client(plan.client, source, templates))
    files.update(render_runtime(plan.client, templates))
    is_part = plan.selection is not None or plan.client is None
    if is_part:
        whole_runtime = options.whole_runtime or not options.only
        files = without_unneeded(files, all_features=whole_runtime)
    else:
        files = with_all_features(files)
    texts = {
        ".gitattributes": gitattributes(),
        "NOTICE": notice(source, release.notices),
        "py.typed": "",
    }
    if release.licence:
        texts["LICENSE"] = release.licence
    files.update({path: RenderedFile(text, "") for path, text in texts.items()})
    if options.as_official:
        pack = pack_for(source.name, options.templates)
        files = as_official(files, pack, source, templates)
    finished = formatted(dict(sorted(files.items())), options.templates)
    if is_part or options.as_official or options.templates is not None:
        check_imports(finished)
    return finished
