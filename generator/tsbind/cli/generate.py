"""``tsbind generate``: from a release to a Python package on disk."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tsbind.cli.command import Command, format_option, offline_option, strict_option
from tsbind.cli.problems import warning_options
from tsbind.cli.targets import complete_target, config_option
from tsbind.collector import collector_paused

if TYPE_CHECKING:
    from tsbind.project.output import Place


@click.command(
    cls=Command,
    examples=(
        "tsbind generate openai --out build/openai_bindings",
        "tsbind generate openai@7.57.0 --only chat.completions --out src/app/vendor/openai_chat",
        "tsbind generate ./types.d.ts --types-only --out src/app/messages",
        "tsbind generate openai --as-official --out build/openai",
        "tsbind generate client",
    ),
    groups={
        "What is generated": (
            "--only",
            "--types-only",
            "--whole-runtime",
            "--as-official",
            "--templates",
        ),
        "Where it goes": ("--out", "--package", "--docs", "--force"),
        "Problems": ("--strict", "--all-warnings"),
    },
)
@click.argument("source", metavar="SOURCE|TARGET", shell_complete=complete_target)
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the Python package, or its parent when --package says another name; a TARGET "
    "has its own.",
)
@click.option(
    "--package", default="", metavar="NAME", help="Import name of the package; may be dotted."
)
@click.option(
    "--types-only", is_flag=True, help="Types without the client: needs only Python itself."
)
@click.option(
    "--as-official",
    is_flag=True,
    help="A project that stands in for the official Python client of the SDK, to be installed with "
    "pip; DIR is its folder.",
)
@click.option(
    "--only",
    multiple=True,
    metavar="SELECTOR",
    help="This type, resource or pattern and what it needs; may be repeated.",
)
@click.option(
    "--whole-runtime",
    is_flag=True,
    help="With --only: also the raw responses, names of pydantic ... that the part does not use.",
)
@click.option(
    "--templates",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Templates that take the place of tsbind's own, file by file.",
)
@click.option(
    "--docs",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Also write the reference as Markdown, to this folder.",
)
@click.option("--force", is_flag=True, help="Overwrite files that were edited by hand.")
@offline_option
@strict_option
@warning_options
@format_option("text", "json")
@config_option
@collector_paused()
def generate(  # noqa: PLR0913, PLR0917 - one parameter for each option
    source: str,
    out: Path | None,
    package: str,
    types_only: bool,
    as_official: bool,
    only: tuple[str, ...],
    whole_runtime: bool,
    templates: Path | None,
    docs: Path | None,
    force: bool,
    offline: bool,
    strict: bool,
    every: bool,
    style: str,
    config_file: Path | None,
) -> None:
    """Write the Python package for SOURCE into a folder, or that of TARGET again.

    The files change all together or not at all; files of yours in the folder are kept. A TARGET
    of the configuration is generated at the version its lock names.
    """
    from tsbind.cli.progress import Stages, show_progress
    from tsbind.cli.summary import Summary
    from tsbind.cli.targets import Printer, engine
    from tsbind.model.printable import loggable
    from tsbind.pipeline import Hooks, read
    from tsbind.pipeline import generate as generated_from
    from tsbind.project.check import is_fresh_from
    from tsbind.project.digest import of_problems
    from tsbind.project.integrity import verify_source
    from tsbind.project.lock import read_lock
    from tsbind.project.output import identity, locked_files
    from tsbind.project.writing.write import refuse_edited, refuse_place, sweep, write_tree
    from tsbind.sources import load

    own = str(templates.resolve()) if templates else ""
    keys = {
        "package": package,
        "only": only,
        "types_only": types_only,
        "whole_runtime": whole_runtime,
        "as_official": as_official,
        "templates": own,
    }
    if out is None:
        place, spec = _of_target(source, keys, config_file)
    else:
        place, spec = _place(out, {"source": source, **keys}), source
    target = place.target
    tsbind, printer = engine(), Printer(every=every or strict)
    hooks = Hooks(progress=Stages(4 if docs else 3), on_problems=printer)
    refuse_place(place.out)
    sweep(place.out)
    if not force:
        refuse_edited(place.out)
    with hooks.timed("load"):
        tree = load(spec, offline=offline, progress=show_progress)
    verify_source(place, read_lock(place.out, damaged_is_none=force), tree.source)
    if not (force or docs or strict or every or style == "json") and is_fresh_from(
        place, tree, tsbind
    ):
        click.echo(f"{place.out}: up to date, nothing to do")
        return
    release = read(tree, hooks)
    generated = generated_from(release, target.options(place.templates, strict=strict), hooks)
    with hooks.stage("write", f"Writing {place.out}"):
        made_by, problems = identity(place, tree, tsbind), of_problems(generated.problems)
        files = locked_files(generated.files, made_by, problems)
        written = write_tree(files, place.out, force=force)
    if docs:
        from tsbind.cli.docs import write_reference
        from tsbind.project.standard import reference_files

        with hooks.stage("docs", "Writing the reference"):
            pages = reference_files(release.package, target, place.templates)
            write_reference(pages, release.package, docs, force=force)
    out = place.root / place.target.out
    summary = Summary(release.package, generated, written, out, hooks.seconds)
    shown = loggable(json.dumps(summary.as_json(), indent=2)) if style == "json" else str(summary)
    click.echo(shown)


def _place(out: Path, keys: Mapping[str, Any]) -> Place:
    from tsbind.problems import UsageError
    from tsbind.project.output import Place
    from tsbind.project.target import Target

    if keys["as_official"] and keys["package"]:
        raise UsageError("--package with --as-official", "The package has the official name")
    folder = out if keys["as_official"] else package_folder(out, keys["package"])
    return Place(Target(out=folder.name, **keys), folder.parent)


def _of_target(
    name: str, keys: Mapping[str, object], config_file: Path | None
) -> tuple[Place, str]:
    """The target of this name, and its release: the pinned or locked one, else the newest."""
    from tsbind.cli.targets import locked_spec, places
    from tsbind.problems import UsageError

    try:
        chosen = places(config_file, [name])
    except UsageError as error:
        raise UsageError(
            f"{name!r} is no target of a configuration ({error.message})",
            "To generate from a SOURCE, say where to: --out DIR",
        ) from error
    given = [f"--{key.replace('_', '-')}" for key, value in keys.items() if value]
    if given:
        raise UsageError(f"{given[0]} is for a SOURCE", "Say it in the target's configuration")
    if len(chosen) > 1:
        names = ", ".join(place.target.name for place in chosen)
        raise UsageError(f"{name!r} names several targets: {names}", "Name one of them")
    return chosen[0], locked_spec(chosen[0])


def package_folder(out: Path, package: str) -> Path:
    """The folder of the package: ``out``, or below it where ``package`` ends in another name.

    Raises `UsageError` for a name that cannot be imported.
    """
    from tsbind.problems import UsageError
    from tsbind.project.target_rules import is_importable

    parts = package.split(".") if package else []
    if not all(is_importable(part) for part in parts):
        raise UsageError(f"--package {package!r} cannot be imported", "Use Python identifiers")
    name = Path(os.path.abspath(out)).name
    if parts:
        return out if name == parts[-1] else out.joinpath(*parts)
    real = Path(os.path.realpath(out)).name
    if name and not (is_importable(name) or is_importable(real)):
        raise UsageError(
            f"--out {str(out)!r}: Python cannot import a package called {name!r}",
            "Give the folder another name, or name the package: --package NAME",
        )
    return out
