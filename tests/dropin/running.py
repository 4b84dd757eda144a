"""A program in a process of its own, with the small API to talk to."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from dropin.server import serving

PROGRAMS = Path(__file__).parent / "programs"


def run(program: str, folder: Path | None = None) -> str:
    """What the program prints, then what it asked for; an error of the program is one here.

    ``folder`` is put on the import path; with it a warning is an error too.
    """
    with serving() as (url, seen):
        environment = {
            **os.environ,
            "OPENAI_BASE_URL": url,
            "OPENAI_API_KEY": "sk-test",
        }
        warnings = "error" if folder else "ignore"
        if folder:
            environment["PYTHONPATH"] = str(folder)
        done = subprocess.run(
            [sys.executable, "-W", warnings, "-c", program],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert not done.stderr, done.stderr
        return done.stdout + "".join(f"> {line}\n" for line in seen)
