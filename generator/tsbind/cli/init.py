"""``tsbind init`` and ``tsbind config-schema``: a first configuration, and its JSON Schema."""

from __future__ import annotations

import json
from pathlib import Path

import click

from tsbind.cli.command import Command


@click.command(
    cls=Command,
    examples=(
        "tsbind init",
        "tsbind init openai@7.57.0 --out src/app/vendor/openai_bindings",
        "tsbind init ./declarations --pyproject",
    ),
)
@click.argument("source", default="openai")
@click.option("--out", default="", help="The package's folder; default: the source's name.")
@click.option("--pyproject", is_flag=True, help="Append to pyproject.toml instead.")
def init(source: str, out: str, pyproject: bool) -> None:
    """Write a commented tsbind.toml for SOURCE here.

    An existing configuration is never overwritten.
    """
    from tsbind.project.init import write_starter

    file = write_starter(Path.cwd(), source, out, shared=pyproject)
    click.echo(f"Wrote {file.name}. Next: tsbind update")


@click.command(
    "config-schema", cls=Command, examples=("tsbind config-schema > tsbind.schema.json",)
)
def config_schema() -> None:
    """Print the JSON Schema of the configuration, for editors."""
    from tsbind.project.schema import config_schema as schema

    click.echo(json.dumps(schema(), indent=2))
