"""The text of a first configuration, with every key explained."""

from __future__ import annotations

import dataclasses
import json
import textwrap

from tsbind.project.schema import toml_key
from tsbind.project.target import Target


def starter_config(source: str, out: str, *, table: str = "") -> str:
    """A commented configuration with one target; ``table`` is its TOML table, if it is in one.

    Keys that are not needed stand as comments with an example.
    """
    given = {"source": source, "out": out}
    head = f"[{table}]\n" if table else ""
    return head + "\n".join(_key_text(field, given) for field in dataclasses.fields(Target))


def _key_text(field: dataclasses.Field[object], given: dict[str, str]) -> str:
    lines = textwrap.wrap(field.metadata["doc"], 86, break_on_hyphens=False)
    comment = "\n".join(f"# {line}" for line in lines)
    key = toml_key(field.name)
    if field.name in given:
        return f"{comment}\n{key} = {json.dumps(given[field.name])}\n"
    return f"{comment}\n# {key} = {field.metadata['example']}\n"
