"""``tsbind generate``: from a release to a Python package on disk."""

from __future__ import annotations

import json
from pathlib import Path

import click

from tsbind.collector import collector_paused


@click.command()
@click.argument("source")
@click.option(
    "--out",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the Python package, or its parent when --package says another name.",
)
@click.option(
    "--package", default="", metavar="NAME", help="Import name of the package; may be dotted."
)
@click.option(
    "--types-only", is_flag=True, help="Types without the client: needs only Python itself."
)
@click.option(
    "--only",
    multiple=True,
    metavar="SELECTOR",
    help="This type, resource or pattern and what it needs; may be repeated.",
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
@click.option("--offline", is_flag=True, help="Use the download cache only.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@collector_paused()
def generate(  # noqa: PLR0913, PLR0917 - one parameter for each option
    source: str,
    out: Path,
    package: str,
    types_only: bool,
    only: tuple[str, ...],
    templates: Path | None,
    docs: Path | None,
    force: bool,
    offline: bool,
    as_json: bool,
) -> None:
    """Write the Python package for SOURCE into a folder.

    The files change all together or not at all; files of yours in the folder are kept.
    """
    from tsbind.cli.problems import print_problems
    from tsbind.cli.progress import show_progress
    from tsbind.cli.summary import Summary
    from tsbind.cli.targets import engine
    from tsbind.model.printable import loggable
    from tsbind.pipeline import Hooks, Options, read
    from tsbind.pipeline import generate as generated_from
    from tsbind.project.check import is_fresh_from
    from tsbind.project.output import Place, identity, locked_files
    from tsbind.project.target import Target
    from tsbind.project.write import write_tree
    from tsbind.sources import load

    folder = package_folder(out, package)
    own = str(templates.resolve()) if templates else ""
    target = Target(source, folder.name, "", package, only, types_only, own)
    place, tsbind = Place(target, folder.parent), engine()
    hooks = Hooks(progress=show_progress, on_problems=print_problems)
    with hooks.timed("load"):
        tree = load(source, offline=offline, progress=show_progress)
    if not (force or as_json or docs) and is_fresh_from(place, tree, tsbind):
        click.echo(f"{folder}: up to date, nothing to do")
        return
    release = read(tree, hooks)
    options = Options(only=only, types_only=types_only, templates=templates)
    generated = generated_from(release, options, hooks)
    with hooks.stage("write", f"Writing {folder}"):
        files = locked_files(generated.files, identity(place, tree, tsbind))
        written = write_tree(files, place.out, force=force)
    if docs:
        from tsbind.cli.docs import markdown_reference, write_reference

        with hooks.stage("docs", "Writing the reference"):
            pages = markdown_reference([release.package], package or folder.name, templates)
            write_reference(pages, release.package, docs, force=force)
    summary = Summary.of(release.package, generated, written, folder, hooks.seconds)
    shown = loggable(json.dumps(summary.as_json(), indent=2)) if as_json else str(summary)
    click.echo(shown)


def package_folder(out: Path, package: str) -> Path:
    """The folder of the package: ``out``, or below it where ``package`` ends in another name.

    Raises `UsageError` for a name that cannot be imported.
    """
    import keyword

    from tsbind.problems import UsageError

    parts = package.split(".") if package else []
    for part in parts:
        if not part.isidentifier() or keyword.iskeyword(part):
            raise UsageError(f"--package {package!r} cannot be imported", "Use Python identifiers")
    return out.joinpath(*parts) if parts and out.resolve().name != parts[-1] else out
