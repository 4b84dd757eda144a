"""``tsbind docs``: the reference of a package, as a site or as Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tsbind.cli.targets import config_option

if TYPE_CHECKING:
    from tsbind.model.declarations import Package
    from tsbind.project.config import Config


@click.command()
@click.argument("sources", metavar="[TARGET|SOURCE]...", nargs=-1)
@click.option(
    "--out",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of the site, or of the Markdown files.",
)
@click.option(
    "--format",
    "style",
    type=click.Choice(("site", "markdown")),
    default="site",
    show_default=True,
    help="A static site, or Markdown to be read in a repository.",
)
@click.option("--package", default="", metavar="NAME", help="Import name of the package.")
@click.option(
    "--guides",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Markdown pages of your own to take into the site.",
)
@click.option(
    "--templates",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Templates that take the place of tsbind's own, file by file.",
)
@click.option("--force", is_flag=True, help="Overwrite files that were edited by hand.")
@click.option("--offline", is_flag=True, help="Use the download cache only.")
@config_option
def docs(  # noqa: PLR0913, PLR0917 - one parameter for each option
    sources: tuple[str, ...],
    out: Path,
    style: str,
    package: str,
    guides: Path | None,
    templates: Path | None,
    force: bool,
    offline: bool,
    config_file: Path | None,
) -> None:
    """Write the reference of a generated package: every type and method, from the model.

    Without an argument the one target of the configuration is taken. Several SOURCEs, releases
    of one package from old to new, make a site with a switch between versions, since when each
    name is there, and the changes.
    """
    from tsbind.cli.problems import print_problems
    from tsbind.cli.progress import show_progress
    from tsbind.diff.inputs import load_model
    from tsbind.docs.naming import import_name

    chosen = _chosen(sources, config_file)
    models = [
        load_model(one.spec, offline=offline, progress=show_progress, hear=print_problems)
        for one in chosen
    ]
    name = package or chosen[0].package or import_name(models[0].source.name)
    with show_progress("Writing the reference"):
        files = _files(models, style, name, guides, templates or chosen[0].templates)
        written = write_reference(files, models[-1], out, force=force)
    size = sum(len(text.encode("utf-8", "surrogateescape")) for text in files.values())
    click.echo(f"{len(files)} files, {size / 1e6:.1f} MB in {out} ({written})")


@dataclass(frozen=True, slots=True)
class _Chosen:
    spec: str
    package: str = ""
    templates: Path | None = None


def _files(
    models: Sequence[Package],
    style: str,
    name: str,
    guides: Path | None,
    templates: Path | None,
) -> dict[str, str]:
    from tsbind.docs.guide import read_guides
    from tsbind.docs.releases import Choices, release_sites
    from tsbind.problems import UsageError

    if len({model.source.name for model in models}) > 1:
        raise UsageError("the sources are of different packages", "Give releases of one package")
    if style == "site":
        pages, data = read_guides(guides) if guides else ((), {})
        return release_sites(models, Choices(name, pages, data, templates))
    return markdown_reference(models, name, templates)


def markdown_reference(
    models: Sequence[Package], name: str, templates: Path | None = None
) -> dict[str, str]:
    """The reference of the last of ``models`` as Markdown; the earlier ones tell its past."""
    from tsbind.docs.book import plan_book
    from tsbind.docs.markdown import markdown_files
    from tsbind.docs.past import past

    known = past(models) if len(models) > 1 else None
    return markdown_files(plan_book(models[-1], name, known), templates)


def write_reference(
    files: Mapping[str, str], package: Package, out: Path, *, force: bool = False
) -> object:
    """Write ``files`` to ``out``, all together or not at all; gives what there is to say."""
    import importlib.metadata

    from tsbind.project.lock import Lock
    from tsbind.project.output import locked_files
    from tsbind.project.write import write_tree

    source = package.source
    version = importlib.metadata.version("tsbind")
    lock = Lock(source.name, source.version, source.integrity, version, "", "", "docs")
    return write_tree(locked_files(files, lock), out, force=force)


def _chosen(sources: Sequence[str], config_file: Path | None) -> list[_Chosen]:
    """What the arguments name: targets of the configuration first, else sources."""
    from tsbind.problems import UsageError

    config = _config(config_file, needed=not sources)
    if sources:
        return [_target(config, one) or _Chosen(one) for one in sources]
    assert config is not None
    if len(config.targets) != 1:
        names = ", ".join(target.name for target in config.targets)
        raise UsageError(f"the configuration has several targets: {names}", "Name one of them")
    found = _target(config, config.targets[0].name)
    assert found is not None
    return [found]


def _config(config_file: Path | None, *, needed: bool) -> Config | None:
    from tsbind.problems import UsageError
    from tsbind.project.config import find_config, read_config

    if config_file is not None:
        return read_config(config_file)
    try:
        return find_config(Path.cwd())
    except UsageError:
        if needed:
            raise
        return None


def _target(config: Config | None, name: str) -> _Chosen | None:
    from tsbind.problems import UsageError
    from tsbind.project.lock import read_lock
    from tsbind.project.output import Place

    if config is None:
        return None
    try:
        target = config.select([name])[0]
    except UsageError:
        return None
    place = Place(target, config.root)
    lock = read_lock(place.out)
    version = target.version or (lock.version if lock else "")
    return _Chosen(place.spec(version), target.package or target.name, place.templates)
