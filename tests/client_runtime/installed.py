"""The sample package, rendered once per process and importable as `acme`."""

from __future__ import annotations

import atexit
import sys
import tempfile
from pathlib import Path

from client_runtime.rendered import render_package

_folder = tempfile.TemporaryDirectory(prefix="acme-")
atexit.register(_folder.cleanup)
PACKAGE = render_package(Path(_folder.name))
sys.path.insert(0, _folder.name)
