"""The packages that sound needs, imported when it is first made or heard."""

from __future__ import annotations

import importlib
from typing import Any

from .._runtime.errors import BaseError

SAMPLE_RATE = 24000


def package(name: str) -> Any:
    """Numpy or sounddevice; an error that says what to install."""
    try:
        return importlib.import_module(name)
    except (ImportError, OSError) as error:  # OSError: sounddevice without PortAudio
        raise BaseError(f"Sound needs the packages numpy and sounddevice: {error}") from error
