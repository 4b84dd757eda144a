"""Waiting for a server of another make to listen."""

from __future__ import annotations

import socket
import subprocess
import time
from pathlib import Path


def wait_until_listening(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Until ``port`` of this machine is listened on.

    Connecting is the one sign that holds everywhere: what servers print differs between a
    terminal and CI. Fails with the text of ``log`` when the process ends, or after a minute.
    """
    for _ in range(600):
        assert process.poll() is None, log.read_text()
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError(log.read_text())
