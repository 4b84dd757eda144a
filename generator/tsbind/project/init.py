"""A first configuration, with every key explained."""

from __future__ import annotations

import dataclasses
import json
import re
import textwrap
from pathlib import Path, PurePosixPath

from tsbind.problems import TsbindError, UsageError
from tsbind.project.config import OWN_FILE, SHARED_FILE, read_table
from tsbind.project.target import keys

_WIDTH = 86


def write_starter(folder: Path, source: str, out: str = "", *, shared: bool = False) -> Path:
    """Write a starter configuration into ``folder``, and give the file.

    It is a new ``tsbind.toml``, or with ``shared`` an addition to ``pyproject.toml``. Raises
    `UsageError` when there is a configuration already, `TsbindError` when it cannot be written.
    """
    own, common = folder / OWN_FILE, folder / SHARED_FILE
    for file in (own, common):
        if file.exists() and read_table(file) is not None:
            raise UsageError(f"{file} has a configuration already", "Edit it")
    text = starter_config(source, out or _folder_name(source), table="tool.tsbind" * shared)
    try:
        if shared and common.exists():
            _append(common, text)
        else:
            (common if shared else own).write_text(text, encoding="utf-8")
    except OSError as error:
        raise TsbindError(f"cannot write a configuration: {error}") from error
    return common if shared else own


def _append(file: Path, text: str) -> None:
    """Add ``text`` after an empty line, in the file's own line endings; what is there stays."""
    before = file.read_bytes()
    gap = b"" if not before else b"\n" if before.endswith(b"\n") else b"\n\n"
    added = gap + text.encode()
    with open(file, "ab") as end:
        end.write(added.replace(b"\n", b"\r\n") if b"\r\n" in before else added)


def starter_config(source: str, out: str, *, table: str = "") -> str:
    """A commented configuration with one target; ``table`` is its TOML table, if it is in one.

    Keys that are not needed stand as comments with an example.
    """
    given = {"source": source, "out": out}
    head = f"[{table}]\n" if table else ""
    return head + "\n".join(_key_text(key, field, given) for key, field in keys().items())


def _key_text(key: str, field: dataclasses.Field[object], given: dict[str, str]) -> str:
    lines = textwrap.wrap(field.metadata["doc"], _WIDTH, break_on_hyphens=False)
    comment = "\n".join(f"# {line}" for line in lines)
    if key in given:
        return f"{comment}\n{key} = {json.dumps(given[key])}\n"
    return f"{comment}\n# {key} = {field.metadata['example']}\n"


def _folder_name(source: str) -> str:
    """A folder for a source: its last part, as a Python name."""
    stem = PurePosixPath(source).name.split(".")[0] or "bindings"
    return re.sub(r"\W", "_", stem, flags=re.ASCII)
