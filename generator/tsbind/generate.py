"""`generate`: from an upstream release to the files of a Python package; pure.

Same input, same bytes. Writing, checking and diffing only consume the dict it gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tsbind.model.closure import holds_class
from tsbind.model.declarations import Package
from tsbind.model.needs import declaration_ids
from tsbind.model.restrict import restricted
from tsbind.model.selectors import Selection, select
from tsbind.problems import Problem
from tsbind.python.build import plan_types
from tsbind.python.client.build import plan_client
from tsbind.python.helpers.required import required_ids, with_bases
from tsbind.python.plan import TypesPlan
from tsbind.render.client import render_client
from tsbind.render.files import RenderedFile
from tsbind.render.formatting import formatted
from tsbind.render.header import notice
from tsbind.render.needed import without_unneeded
from tsbind.render.types import render_types
from tsbind.resolve import resolve
from tsbind.sources import SourceTree


@dataclass(frozen=True, slots=True)
class Options:
    """What a caller may choose about the output."""

    only: tuple[str, ...] | None = None
    """Ids of declarations: these and what they need, nothing else."""
    operations: tuple[str, ...] = ()
    """Accessors of the operations to have, where ``only`` is not None; all where it is."""
    templates: Path | None = None
    types_only: bool = False


def options_for(
    package: Package, only: Sequence[str], templates: Path | None, *, types_only: bool
) -> Options:
    """What a person chose, with the selectors ``only`` looked up in the package.

    Raises `UsageError` for a selector that names nothing.
    """
    if not only:
        return Options(templates=templates, types_only=types_only)
    selection = select(package, only)
    accessors = with_bases(package, (o.accessor for o in selection.operations))
    if not types_only:
        # What a helper needs is told by its template, where there is one (see `required_ids`).
        called = tuple(o for o in selection.operations if o.kind != "helper")
        selection = replace(selection, operations=called)
    ids = _data(package, declaration_ids(package, selection), selection)
    return Options(ids, accessors, templates, types_only)


def _data(package: Package, ids: Sequence[str], selection: Selection) -> tuple[str, ...]:
    """``ids`` without pages and the like, which operations speak of, but which are no data."""
    by_id = {declaration.id: declaration for declaration in package.types}
    named = {declaration.id for declaration in selection.declarations}
    return tuple(i for i in ids if i in named or not holds_class(by_id[i], by_id))


@dataclass(frozen=True, slots=True)
class Generated:
    """The files by path below the package, the plan they come from, and what went wrong."""

    files: dict[str, str]
    types: TypesPlan
    problems: tuple[Problem, ...]


def generate(tree: SourceTree, options: Options | None = None) -> dict[str, str]:
    """The files of the package for ``tree``, by POSIX path below the package's folder."""
    package, _ = resolve(tree)
    return emit(package, options, licence=tree.license_text, notices=tree.notice_text).files


def emit(
    package: Package,
    options: Options | None = None,
    *,
    licence: str = "",
    notices: str = "",
) -> Generated:
    """The files of a resolved package; ``licence`` and ``notices`` are upstream's texts."""
    options = options or Options()
    only = options.only
    if only is not None:
        package = restricted(package, options.operations)
        only = only if options.types_only else (*only, *required_ids(package))
    types = plan_types(package, only)
    files = render_types(types, package.source, options.templates)
    problems = types.problems
    client = None if options.types_only else plan_client(package, types)
    if client is not None:
        files.update(render_client(client, package.source, options.templates))
        problems = (*problems, *client.problems)
    if options.only is not None or options.types_only:
        files = without_unneeded(files)
    files.update(_frame(package, licence, notices))
    return Generated(formatted(dict(sorted(files.items())), options.templates), types, problems)


def _frame(package: Package, licence: str, notices: str) -> dict[str, RenderedFile]:
    texts = {"py.typed": "", "NOTICE": notice(package.source, notices)}
    if licence:
        texts["LICENSE"] = licence
    return {path: RenderedFile(text, "") for path, text in texts.items()}
