"""Everything the command line makes of the hostile package, made once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from hardening.upstream import sources, tarball
from support.emitted import Package, importable
from tsbind.cli import main

FORMATS = ("text", "markdown", "json", "html", "github", "junit", "sarif")


def tsbind(*arguments: object) -> Result:
    """Run the command line; anything but an exit is a crash."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@dataclass(frozen=True)
class Made:
    """What was made of the hostile package, on disk and as printed."""

    folder: Path
    old: str
    """The tarball of the package."""
    new: str
    """The tarball of its next release."""
    printed: dict[str, Result]
    """What each command printed."""

    @property
    def package(self) -> Path:
        return self.folder / "hostile_acme"

    def texts(self, folder: str, suffix: str) -> dict[str, str]:
        """The files made below ``folder``, by path."""
        root = self.folder / folder
        return {
            path.relative_to(root).as_posix(): path.read_bytes().decode()
            for path in sorted(root.rglob(f"*{suffix}"))
            if path.is_file()
        }

    @cached_property
    def model(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.printed["inspect --json"].stdout)
        return found


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """The hostile package through every command of the command line."""
    folder = tmp_path_factory.mktemp("hostile")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TSBIND_CACHE", str(folder / "cache"))
        patch.setenv("COLUMNS", "100")
        old = tarball(sources(), folder / "old.tgz")
        new = tarball(sources(changed=True), folder / "new.tgz", version="2.0.0")
        printed = {
            "generate": tsbind("generate", old, "--out", folder / "hostile_acme"),
            "docs": tsbind("docs", old, "--out", folder / "site"),
            "docs --format markdown": tsbind(
                "docs", old, "--format", "markdown", "--out", folder / "md"
            ),
            "inspect --json": tsbind("inspect", old, "--json"),
            "inspect": tsbind("inspect", old, "*"),
            "inspect, listed": tsbind("inspect", old),
            **{f: tsbind("diff", old, new, "--docs", "--format", f) for f in FORMATS},
        }
        yield Made(folder, old, new, printed)


@pytest.fixture(scope="session")
def hostile(made: Made) -> Iterator[Package]:
    """The hostile package, imported."""
    with importable(made.folder, made.package.name) as package:
        yield package
