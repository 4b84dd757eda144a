"""Sockets that tests leave open, until they are collected."""

from __future__ import annotations

import asyncio
import gc
import os
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def open_sockets() -> int:
    """How many file descriptors of this process are sockets; 0 where Linux does not tell."""
    found = 0
    for entry in Path("/proc/self/fd").glob("*"):
        with suppress(OSError):  # the descriptor that reads the folder is closed by now
            found += os.readlink(entry).startswith("socket:")
    return found


@contextmanager
def sockets_of_closed_loops() -> Iterator[None]:
    """Nobody can close the sockets of an event loop that is closed: the collector does, here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
        # First the client, whose finalizer holds its connections, then these; a call does nothing
        # while another thread collects.
        end = time.monotonic() + 10
        while _open_transports():
            assert time.monotonic() < end, "a connection is still held"
            time.sleep(0.01)
            gc.collect()


def _open_transports() -> int:
    """How many sockets of event loops are open, those of closed loops among them."""
    found = (one for one in gc.get_objects() if issubclass(type(one), asyncio.Transport))
    sockets = (one.get_extra_info("socket") for one in found)
    return sum(socket is not None and socket.fileno() >= 0 for socket in sockets)
