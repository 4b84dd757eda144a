"""Run the commands at the head of the README and put what they print there.

    python scripts/readme_excerpt.py [--check]

A package is generated, its client is called (against a small server on this machine), two releases
are compared. ``--check`` only says whether the README is true, and exits with 1 where it is not.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from dropin.server import serving  # noqa: E402 - the tests' small API

README = ROOT / "README.md"
PROGRAM = "from openai_bindings import OpenAI; " "print(OpenAI().models.list().data[0])"
COMMANDS: tuple[tuple[str, int], ...] = (
    ("tsbind generate openai@4.52.0 --out openai_bindings", 2),
    (f"python -c '{PROGRAM}'", 1),
    ("tsbind diff openai@4.51.0 openai@4.52.0", 6),
)
"""Commands, and how many lines of what each prints are shown."""
_BLOCK = re.compile(r"(<!-- excerpt -->\n).*?(<!-- end -->)", re.DOTALL)


def excerpt() -> str:
    """The commands and what they print, as a block of a terminal."""
    lines: list[str] = []
    with tempfile.TemporaryDirectory() as folder, serving() as (url, _):
        own = {"OPENAI_BASE_URL": url, "OPENAI_API_KEY": "sk-test", "PYTHONPATH": folder}
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        for command, shown in COMMANDS:
            done = subprocess.run(  # noqa: S602 - the commands are those above
                command,
                shell=True,
                cwd=folder,
                env={**os.environ, **own, "PATH": path},
                capture_output=True,
                text=True,
                check=False,
            )
            printed = [line for line in done.stdout.splitlines() if line.strip()]
            lines += [f"$ {command}", *printed[:shown]]
    return "\n".join(lines)


def with_excerpt(text: str) -> str:
    """The README's ``text`` with a new excerpt."""
    block = f"```console\n{excerpt()}\n```\n"
    return _BLOCK.sub(lambda match: match[1] + block + match[2], text)


def main() -> int:
    """Write the README, or with ``--check`` say whether it is true."""
    before = README.read_text("utf-8")
    after = with_excerpt(before)
    if "--check" in sys.argv:
        return 0 if before == after else 1
    README.write_text(after, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
