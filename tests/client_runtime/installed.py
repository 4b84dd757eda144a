"""The sample package, rendered once per process and importable as `acme`."""

from __future__ import annotations

import atexit
import functools
import sys
import tempfile
from pathlib import Path

from client_runtime.rendered import render_package


@functools.cache
def install() -> Path:
    """Render the package, put it on the path; its folder."""
    folder = tempfile.TemporaryDirectory(prefix="acme-")
    atexit.register(folder.cleanup)
    package = render_package(Path(folder.name))
    sys.path.insert(0, folder.name)
    return package
