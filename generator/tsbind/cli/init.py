"""``tsbind init`` and ``tsbind config-schema``: a first configuration, and its JSON Schema."""

from __future__ import annotations

import json
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import click

from tsbind.cli.command import Command, offline_option

if TYPE_CHECKING:
    from tsbind.project.init import Starter


@click.command(
    cls=Command,
    examples=(
        "tsbind init",
        "tsbind init openai@7.57.0 --out src/app/vendor/openai_bindings",
        "tsbind init ./declarations --pyproject",
    ),
)
@click.argument("source", default="", metavar="[SOURCE]")
@click.option("--out", default="", metavar="DIR", help="The package's folder.")
@click.option("--pyproject", is_flag=True, help="Append to pyproject.toml instead.")
@offline_option
def init(source: str, out: str, pyproject: bool, offline: bool) -> None:
    """Write a commented tsbind.toml for SOURCE here.

    The registry is asked whether it has the package; a version in SOURCE is pinned. The folder
    is called NAME_bindings, so that it does not hide the official package. An existing
    configuration is never overwritten. Without SOURCE it is for the SDK that tsbind has a pack for.
    """
    from tsbind.packs.find import shipped_packs
    from tsbind.project.init import Starter, refuse_configured, write_starter

    refuse_configured(Path.cwd())
    starter = Starter.of(source or shipped_packs()[0].packages[0], out)
    if out and PurePath(out).name != PurePath(starter.out).name:
        click.echo(f"Python cannot import {PurePath(out).name}: the folder is {starter.out}")
    starter, newest = _asked(starter, offline=offline)
    file = write_starter(Path.cwd(), starter, shared=pyproject)
    release = f"{starter.source} {starter.version or newest}".strip()
    click.echo(f"Wrote {file.name}: {release} goes to {starter.out}")
    click.echo("Next: `tsbind update` generates the package. Commit it with its tsbind.lock, and")
    click.echo("let CI run `tsbind check`; a later `tsbind update` goes to the newest release.")


def _asked(starter: Starter, *, offline: bool) -> tuple[Starter, str]:
    """The starter with the exact version that is pinned, and what to say of the newest one.

    Raises `TsbindError` for a package, version or tag that the registry does not have.
    """
    from dataclasses import replace

    from tsbind.problems import TsbindError
    from tsbind.sources import resolve_version
    from tsbind.sources.npm import NotFoundError
    from tsbind.sources.semver import is_exact
    from tsbind.sources.spec import registry_spec

    wanted = f"{starter.source}@{starter.version}".removesuffix("@")
    if registry_spec(wanted) is None or starter.source.startswith("."):
        return starter, ""
    try:
        version = resolve_version(wanted, offline=offline, check=True)
    except NotFoundError:
        raise
    except TsbindError as error:
        if starter.version and not is_exact(starter.version):
            raise  # nobody can say what it stands for
        click.echo(f"Nobody could be asked about {wanted}: {error.message}", err=True)
        return starter, ""
    if starter.version in ("", "latest"):
        return replace(starter, version=""), f"(newest: {version})"
    return replace(starter, version=version), ""


@click.command(
    "config-schema", cls=Command, examples=("tsbind config-schema > tsbind.schema.json",)
)
def config_schema() -> None:
    """Print the JSON Schema of the configuration, for editors."""
    from tsbind.project.schema import config_schema as schema

    click.echo(json.dumps(schema(), indent=2))
