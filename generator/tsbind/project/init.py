"""A starter configuration that explains every key."""

from __future__ import annotations

import dataclasses
import json
import keyword
import re
import textwrap
from dataclasses import dataclass
from pathlib import Path, PurePath

from tsbind.problems import TsbindError, UsageError
from tsbind.project.config import OWN_FILE, SHARED_FILE, read_table
from tsbind.project.target import Target, keys
from tsbind.project.target_rules import check_target
from tsbind.sources.spec import parse_spec

_WIDTH = 86
_SUFFIX = "_bindings"


@dataclass(frozen=True, slots=True)
class Starter:
    """The values of a starter configuration."""

    source: str
    out: str
    version: str = ""

    @classmethod
    def of(cls, source: str, out: str = "") -> Starter:
        """The starter for user input: a spec, and a folder in any spelling.

        The text after the @ becomes ``version``, a path is written in the form of a
        configuration, and the folder gets a name that can be imported. Raises `UsageError` and,
        for a path that does not exist, `TsbindError`.
        """
        parsed = parse_spec(source)
        version = ""
        if isinstance(parsed, Path):
            if not parsed.exists():
                raise TsbindError(f"{parsed}: no such file or directory", "Check the path")
            source, name = _portable(parsed), parsed.resolve().name.split(".")[0]
        else:
            source, version = parsed.name, parsed.selector
            name = source.rpartition("/")[2]
        # Not the name of the official package: it would hide that one if both are installed.
        folder = PurePath(out or f"{_importable(name)}{_SUFFIX}")
        if folder.name in ("", ".."):
            raise UsageError(f"--out {out}: that names no folder of its own", "Name one")
        folder = folder.with_name(_importable(folder.name))
        check_target(Target(source, folder.as_posix()), "the configuration")
        return cls(source, folder.as_posix(), version)


def refuse_configured(folder: Path) -> None:
    """Raise `UsageError` if ``folder`` already has a configuration."""
    for file in (folder / OWN_FILE, folder / SHARED_FILE):
        if file.exists() and read_table(file) is not None:
            raise UsageError(f"{file} has a configuration already", "Edit it")


def write_starter(folder: Path, starter: Starter, *, shared: bool = False) -> Path:
    """Write a starter configuration into ``folder``, and return the file.

    It is a new ``tsbind.toml``, or with ``shared`` an addition to ``pyproject.toml``. Raises
    `UsageError` if there is a configuration already, `TsbindError` if it cannot be written.
    """
    refuse_configured(folder)
    own, common = folder / OWN_FILE, folder / SHARED_FILE
    text = starter_config(starter, table="tool.tsbind" * shared)
    try:
        if shared and common.exists():
            _append(common, text)
        else:
            (common if shared else own).write_text(text, encoding="utf-8")
    except OSError as error:
        raise TsbindError(f"cannot write a configuration: {error}") from error
    return common if shared else own


def _append(file: Path, text: str) -> None:
    """Append ``text`` after an empty line, with the file's own line endings."""
    before = file.read_bytes()
    gap = b"" if not before else b"\n" if before.endswith(b"\n") else b"\n\n"
    added = gap + text.encode()
    with open(file, "ab") as end:
        end.write(added.replace(b"\n", b"\r\n") if b"\r\n" in before else added)


def starter_config(starter: Starter, *, table: str = "") -> str:
    """A commented configuration with one target; ``table`` is its TOML table, if it is in one.

    Keys that are not needed are comments with an example.
    """
    given = {key: value for key, value in dataclasses.asdict(starter).items() if value}
    head = f"[{table}]\n" if table else ""
    return head + "\n".join(_key_text(key, field, given) for key, field in keys().items())


def _key_text(key: str, field: dataclasses.Field[object], given: dict[str, str]) -> str:
    lines = textwrap.wrap(field.metadata["doc"], _WIDTH, break_on_hyphens=False)
    comment = "\n".join(f"# {line}" for line in lines)
    if key in given:
        return f"{comment}\n{key} = {json.dumps(given[key])}\n"
    return f"{comment}\n# {key} = {field.metadata['example']}\n"


def _portable(path: Path) -> str:
    """A path in the form of a configuration: with a leading dot and forward slashes."""
    text = path.as_posix()
    return text if path.is_absolute() or text.startswith(".") else f"./{text}"


def _importable(name: str) -> str:
    """``name`` changed to one that Python can import."""
    made = re.sub(r"\W", "_", name, flags=re.ASCII) or "bindings"
    return f"_{made}" if made[0].isdigit() else f"{made}_" if keyword.iskeyword(made) else made
