"""``tsbind model-schema``: the JSON Schema of what ``tsbind inspect --json`` prints."""

from __future__ import annotations

import json

import click

from tsbind.cli.command import Command


@click.command("model-schema", cls=Command, examples=("tsbind model-schema > model.schema.json",))
def model_schema() -> None:
    """Print the JSON Schema of the model that `inspect --json` prints."""
    from tsbind.model.schema import json_schema

    click.echo(json.dumps(json_schema(), indent=2))
