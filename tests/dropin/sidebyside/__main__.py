"""Observe pickled calls with an installed client, in a process of its own.

python -m dropin.sidebyside PACKAGE CALLS OBSERVATIONS
"""

from __future__ import annotations

import importlib
import pickle
import sys
from pathlib import Path

from client.recorder import Recorder
from dropin.sidebyside.observing import client_for, observe


def main(package: str, calls: str, observations: str) -> None:
    """Read the calls from one file and write what was observed to the other."""
    given = pickle.loads(Path(calls).read_bytes())
    with Recorder() as server, client_for(importlib.import_module(package), server) as client:
        seen = observe(client, given, server)
    Path(observations).write_bytes(pickle.dumps(seen))


if __name__ == "__main__":
    main(*sys.argv[1:])
