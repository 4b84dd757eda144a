"""``tsbind docs``: the reference of a package, as a site or as Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tsbind.cli.command import Command, offline_option, reader_option
from tsbind.cli.targets import complete_target, config_option

if TYPE_CHECKING:
    from tsbind.docs.context.pages import Book
    from tsbind.docs.releases.sites import Choices
    from tsbind.model.declarations import Package


@click.command(
    cls=Command,
    examples=(
        "tsbind docs openai@7.57.0 --out site",
        "tsbind docs client --format markdown --out docs/api",
        "tsbind docs openai@7.57.0 --since 7.50.0 --out site",
    ),
    groups={
        "What is written": ("--package", "--since", "--for", "--guides", "--templates"),
        "Where it goes": ("--out", "--force"),
    },
)
@click.argument("sources", metavar="[TARGET|SOURCE]...", nargs=-1, shell_complete=complete_target)
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
    help="A static site, or Markdown to be read in a repository or built by a site tool.",
)
@click.option("--package", default="", metavar="NAME", help="Import name of the package.")
@click.option(
    "--since",
    default="",
    metavar="VERSION",
    help="Say since when each name is there, looking at every release from this one on.",
)
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
@reader_option
@offline_option
@config_option
def docs(  # noqa: PLR0913, PLR0917 - one parameter for each option
    sources: tuple[str, ...],
    out: Path,
    style: str,
    package: str,
    since: str,
    guides: Path | None,
    templates: Path | None,
    force: bool,
    reader: str,
    offline: bool,
    config_file: Path | None,
) -> None:
    """Write the reference of a generated package: every type and method, from the model.

    Without an argument the one target of the configuration is taken. Several SOURCEs, releases
    of one package from old to new, make a site with a switch between versions, since when each
    name is there, and the changes. With --since the site is of one release, and the earlier ones
    tell its past.
    """
    from tsbind.cli.documented import documented, models_of
    from tsbind.cli.progress import show_progress
    from tsbind.docs.context.naming import import_name
    from tsbind.docs.output.guide import read_guides
    from tsbind.docs.reference.home import with_unread
    from tsbind.docs.releases.sites import Choices, book_with_past

    chosen = documented(sources, config_file)
    models, unread = models_of(chosen, since, offline=offline)
    name = package or chosen[0].package or import_name(models[0].source.name)
    pages, data = read_guides(guides) if guides else ((), {})
    choices = Choices(pages, data, templates or chosen[0].templates, unread, reader)
    models = _with_packs(models, choices.templates)
    with show_progress("Writing the reference"):
        book = with_unread(book_with_past(models, name), choices.unread)
        files = _files(models, book, choices, style, alone=bool(since))
        written = write_reference(files, models[-1], out, force=force)
    size = sum(len(text.encode("utf-8", "surrogateescape")) for text in files.values())
    click.echo(f"{len(files)} files, {size / 1e6:.1f} MB in {out} ({written})")
    ours, left = book.upstream_examples
    if ours + left:
        click.echo(f"upstream's examples: {ours} in Python, {left} left in TypeScript")


def _files(
    models: Sequence[Package], book: Book, choices: Choices, style: str, *, alone: bool
) -> dict[str, str]:
    """The files; ``alone`` makes a site of the newest release only."""
    from tsbind.docs.output.markdown import markdown_files
    from tsbind.docs.reference.home import with_unread
    from tsbind.docs.releases.sites import release_books, release_sites, site_with_past

    if style == "markdown":
        return markdown_files(book, choices.templates)
    if alone:
        return site_with_past(book, models, choices)
    earlier = (with_unread(b, choices.unread) for b in release_books(models[:-1], book.package))
    return release_sites([*earlier, book], models, choices)


def _with_packs(models: Sequence[Package], templates: Path | None) -> list[Package]:
    """The models with what the pack of their SDK adds, which may be among the user's templates."""
    from tsbind.model.helpers import with_helpers
    from tsbind.packs import pack_for

    return [with_helpers(model, pack_for(model.source.name, templates)) for model in models]


def write_reference(
    files: Mapping[str, str], package: Package, out: Path, *, force: bool = False
) -> object:
    """Write ``files`` to ``out``, all together or not at all; gives what there is to say."""
    import importlib.metadata

    from tsbind.project.lock import Lock
    from tsbind.project.output import locked_files
    from tsbind.project.writing.write import write_tree

    source = package.source
    version = importlib.metadata.version("tsbind")
    lock = Lock(source.name, source.version, source.integrity, version, "", "", "docs")
    return write_tree(locked_files(files, lock), out, force=force)
