"""Mock servers of OpenAPI documents, run with node."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from support.listening import wait_until_listening
from tsbind.model.operations import QueryStyle

STEADY = "@stdy/cli@0.22.2"


def installed(folder: Path) -> Path:
    """The command of the server, installed into ``folder``; skips with the reason."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        pytest.skip("needs node and npm")
    folder.mkdir(parents=True, exist_ok=True)
    command = folder / "node_modules" / ".bin" / "steady"
    if not command.exists():
        install = [npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", STEADY]
        done = subprocess.run(install, cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            pytest.skip(f"needs {STEADY} from the npm registry: {done.stderr[-200:]}")
    return command


@contextmanager
def serving(
    command: Path, document: dict[str, Any], style: QueryStyle, folder: Path
) -> Iterator[str]:
    """Serve ``document``; gives the base URL.

    Arrays and objects stand in queries as ``style`` says, and in forms in brackets.
    """
    path = folder / "openapi.json"
    path.write_text(json.dumps(document))
    log = folder / "log"
    options = [f"--validator-form-{kind}-format=brackets" for kind in ("array", "object")]
    options.append(f"--validator-query-array-format={style.arrays}")
    options.append(f"--validator-query-object-format={style.objects}")
    options += ["--stream-interval=0", "--quiet", "--no-color", "--host=127.0.0.1"]
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(command), f"--port={port}", *options, str(path)], stdout=output, stderr=output
        )
    try:
        wait_until_listening(process, port, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)
