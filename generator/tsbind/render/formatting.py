"""The layout of every generated Python file.

Templates and plans say what a file holds; how it is broken over lines is decided here. ruff lays
out all files in one run, in a temporary folder. It leaves a few lines too long that black breaks:
another name for a class that is longer than a line, which is finished here, and lines with a
trailing pragma. Black, whose form is that of the package, finishes the files that still have one.
"""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path, PurePath

from tsbind.problems import TsbindError
from tsbind.render.environment import RenderedFile
from tsbind.scratch import scratch_folder

# ruff has no types.
find_ruff_bin: Callable[[], str] = importlib.import_module("ruff").find_ruff_bin

WIDTH = 88
"""Black's line length, that of every generated file."""

_PYTHON = (".py", ".pyi")
_OPTIONS = (
    *("format", "--isolated", "--no-cache", "--no-respect-gitignore"),
    *("--target-version", "py311", "--line-length", str(WIDTH)),
    # Folders called `build` or `dist` are formatted like all others.
    *("--config", "exclude = []", "--config", "extend-exclude = []"),
)
_BLACK_OPTIONS = (
    *("--quiet", "--fast", "--workers", "1"),
    *("--target-version", "py311", "--line-length", str(WIDTH)),
)
_CONFIGURATION = "empty.toml"
"""What black reads instead of a configuration in a folder above."""
_REFUSAL = re.compile(
    r"^error: (?:Failed to \w+|cannot format) (?P<path>.+?): ?(?P<rest>\D*\d+:\d+: .*)$",
    re.MULTILINE,
)
_DOCSTRING = re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*"""', re.DOTALL)
_TEXT = r"""[fr]?(?:"[^"]*"|'[^']*')"""
_UNBREAKABLE = re.compile(
    rf"""
    \s*
    (?:
        \#.*
        | from\ [\w.]+\ import\ \w+\ \ \#\ type:\ ignore.*
        | from\ [\w.]+\ import\ \(
        | \w+\ as\ \w+,
        | (?:class\ |\|\ )?[\w.]+[,\[(]?
        | [\w.]+\ =\ (?:\(|[\w.]{{85,}})
        | (?:return\ )?{_TEXT}[,)]?
        | {_TEXT}:\ (?:{_TEXT}|[\w.]+),?
        | [^\#"']+\ \ \#\ (?!type:|noqa|pyright:|pylint:|ruff:).*
    )
    """,
    re.VERBOSE,
)
"""Long lines that black leaves alone as well."""
_LONG_NAME = re.compile(rf"^(\w{{{WIDTH - 4},}}) = ([\w.]{{1,{WIDTH - 4}}})$", re.MULTILINE)
"""What ruff leaves and black breaks: another name for a short one, longer than a line."""


def formatter_versions() -> str:
    """The versions of the formatters: others may lay out otherwise."""
    return f"ruff {version('ruff')}, black {version('black')}"


def formatted(files: Mapping[str, RenderedFile], overrides: Path | None = None) -> dict[str, str]:
    """The texts of ``files``, Python in its final layout.

    Raises `TsbindError` that names the template and the file for a text that is no Python;
    ``overrides`` is the folder of the user's templates.
    """
    result = {path: file.text for path, file in files.items()}
    python = [path for path in files if path.endswith(_PYTHON)]
    if not python:
        return result
    with scratch_folder() as root:
        for path in python:
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(files[path].text, encoding="utf-8", newline="\n")
        run = _ruff(root)
        if run.returncode:
            raise _refusal(_first_refused(run.stderr), files, overrides)
        result.update(_texts(root, python))
        long = [path for path in python if _is_long(result[path])]
        for path in long:
            result[path] = _LONG_NAME.sub(r"\1 = (\n    \2\n)", result[path])
        long = [path for path in long if _is_long(result[path])]
        if long:
            run = _black(root, long)
            if run.returncode:
                raise _refusal(_first_refused(run.stderr), files, overrides)
            result.update(_texts(root, long))
    return result


def _texts(root: Path, paths: Iterable[str]) -> dict[str, str]:
    return {path: (root / path).read_bytes().decode() for path in paths}


def _ruff(root: Path) -> subprocess.CompletedProcess[str]:
    try:
        command = [find_ruff_bin(), *_OPTIONS, "."]
    except FileNotFoundError as error:
        raise TsbindError("the program ruff is missing", "Install tsbind again") from error
    return subprocess.run(  # noqa: S603 - a program this package depends on, and fixed options
        command, cwd=root, capture_output=True, text=True, encoding="utf-8", check=False
    )


def _black(root: Path, paths: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Black in a process of its own: it is seldom needed, and takes much memory.

    With ``-P`` it imports nothing from the folder, whose modules may be called `types` or `black`.
    """
    (root / _CONFIGURATION).touch()
    command = [
        sys.executable,
        "-P",
        "-m",
        "black",
        *_BLACK_OPTIONS,
        "--config",
        _CONFIGURATION,
        *paths,
    ]
    return subprocess.run(  # noqa: S603 - a program this package depends on, and fixed options
        command, cwd=root, capture_output=True, text=True, encoding="utf-8", check=False
    )


def _first_refused(message: str) -> tuple[str, str]:
    """Path and reason of the first file in ruff's ``message``; no path where it names none."""
    found = [
        (PurePath(match["path"]).as_posix(), match["rest"]) for match in _REFUSAL.finditer(message)
    ]
    return min(found, default=("", message.strip()))


def _refusal(
    refused: tuple[str, str], files: Mapping[str, RenderedFile], overrides: Path | None
) -> TsbindError:
    path, reason = refused
    if path not in files:
        return TsbindError(f"ruff cannot format the output: {reason}")
    template = files[path].template
    hint = "This is a mistake in tsbind: please report it"
    if overrides is not None:
        own = (overrides / template).is_file()
        hint = f"Correct {'the template' if own else f'what it includes from {overrides}'}"
    return TsbindError(f"template {template}: {path} would be no Python: {reason}", hint)


def _is_long(text: str) -> bool:
    """Whether a line is too long that black might break: no docstring, and no single value."""
    if len(max(text.split("\n"), key=len)) <= WIDTH:
        return False
    lines = _DOCSTRING.sub('""', text).split("\n")
    return any(len(line) > WIDTH and not _UNBREAKABLE.fullmatch(line) for line in lines)
