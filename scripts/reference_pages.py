"""Write the pages of docs/ that are made from the code: the commands and the configuration.

``python scripts/reference_pages.py`` writes them; ``--check`` only says whether they are true.
"""

from __future__ import annotations

import dataclasses
import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from tsbind.cli import main
from tsbind.cli.command import Command
from tsbind.project.target import keys

DOCS = Path(__file__).resolve().parent.parent / "docs"


def pages() -> dict[str, str]:
    """The pages by file name."""
    return {"cli.md": "\n".join(_commands()) + "\n", "configuration.md": "\n".join(_keys()) + "\n"}


def _commands() -> Iterator[str]:
    yield "<!-- order: 20 -->\n"
    yield "# Commands"
    yield f"\n{_prose(main.help)}"
    yield "\n[Shell completion](completion.md) says how to have them completed."
    for name, command in main.commands.items():
        assert isinstance(command, Command)
        yield from _command(name, command)


def _command(name: str, command: Command) -> Iterator[str]:
    # The names of the help option are those the group hands on.
    context = click.Context(command, info_name=f"tsbind {name}", **main.context_settings)
    usage = " ".join([f"tsbind {name}", *command.collect_usage_pieces(context)])
    yield f"\n## tsbind {name}\n\n{_prose(command.sentence)}"
    yield "\n".join(["\n```text", usage, "", *command.examples, "```"])
    for title, rows in command.option_groups(context):
        yield f"\n| {title.lower()} | meaning |\n|---|---|"
        yield from (f"| `{_cell(option)}` | {_cell(_prose(text))} |" for option, text in rows)
    yield from (f"\n{_prose(note)}" for note in command.notes)


def _keys() -> Iterator[str]:
    yield "<!-- order: 21 -->\n"
    yield "# Configuration\n"
    yield (
        "The keys of a target in `tsbind.toml`, or in `[tool.tsbind]` of `pyproject.toml`.\n"
        "`tsbind init` writes a commented file, `tsbind config-schema` the JSON Schema for\n"
        "editors. [Keeping a generated package up to date](updating.md) says how commands use\n"
        "them.\n"
    )
    yield "| key | meaning | example |\n|---|---|---|"
    for name, field in keys().items():
        needed = " Required." if field.default is dataclasses.MISSING else ""
        doc, example = field.metadata["doc"], field.metadata["example"]
        yield f"| `{name}` | {_cell(_prose(doc))}{needed} | `{_cell(example)}` |"


def _prose(text: str | None) -> str:
    """Help text as Markdown: what stands in it for less-than would be a tag elsewhere."""
    return inspect.cleandoc(text or "").replace("\b", "").replace("*", "\\*").replace("<", "&lt;")


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def run() -> int:
    """Write the pages, or with ``--check`` compare them; gives the exit code."""
    stale = [
        name
        for name, text in pages().items()
        if not (DOCS / name).is_file() or (DOCS / name).read_text("utf-8") != text
    ]
    if "--check" in sys.argv:
        print("\n".join(f"docs/{name} is out of date" for name in stale) or "up to date")
        return 1 if stale else 0
    for name in stale:
        (DOCS / name).write_text(pages()[name], "utf-8")
    print(f"{len(stale)} written")
    return 0


if __name__ == "__main__":
    sys.exit(run())
