"""Mock servers of OpenAPI documents, run with node."""

from __future__ import annotations

import json
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from support.listening import wait_until_listening
from tsbind.model.operations import QueryStyle

STEADY = "@stdy/cli@0.22.2"


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
