"""Playing speech."""

from __future__ import annotations

import asyncio
import queue
from collections.abc import AsyncIterable, Callable
from typing import Any

from ..lib.audio_devices import SAMPLE_RATE, package

__all__ = ["LocalAudioPlayer"]

_WAITING = 50
"""How many pieces of a stream wait to be played."""


class LocalAudioPlayer:
    """Plays 24 kHz samples, or the PCM that `audio.speech.create` answers with."""

    def __init__(self, should_stop: Callable[[], bool] | None = None) -> None:
        self.channels = 1
        self.should_stop = should_stop

    async def play(self, input: Any) -> None:
        """Play samples, or the body of a response, to the end or until `should_stop`."""
        numpy = package("numpy")
        samples = input if isinstance(input, numpy.ndarray) else await self._read(numpy, input)
        rest = [self._as_float(numpy, samples)]
        await self._play(lambda: rest.pop() if rest else None)

    async def play_stream(self, buffer_stream: AsyncIterable[Any]) -> None:
        """Play samples as they come; None among them ends it."""
        numpy = package("numpy")
        waiting: queue.Queue[Any] = queue.Queue(_WAITING)
        loop = asyncio.get_running_loop()

        async def fill() -> None:
            async for piece in buffer_stream:
                if piece is None:
                    break
                samples = self._as_float(numpy, piece)
                await loop.run_in_executor(None, waiting.put, samples)
            await loop.run_in_executor(None, waiting.put, None)

        filling = asyncio.create_task(fill())
        try:
            await self._play(lambda: waiting.get(timeout=0.1))
        finally:
            filling.cancel()

    async def _play(self, following: Callable[[], Any]) -> None:
        """Play what `following` gives, in turn, to its None; queue.Empty is silence."""
        sounddevice = package("sounddevice")
        loop, done = asyncio.get_running_loop(), asyncio.Event()
        rest: Any = None
        ended = False

        def wanted(out: Any, frames: int, _time: Any, _status: Any) -> None:
            nonlocal rest, ended
            filled = 0
            while filled < frames:
                if rest is None or not len(rest):
                    try:
                        rest = following()
                    except queue.Empty:
                        break
                    if rest is None:
                        ended = True
                        break
                now = rest[: frames - filled]
                out[filled : filled + len(now)] = now
                rest, filled = rest[len(now) :], filled + len(now)
            out[filled:] = 0
            if (ended and not filled) or (self.should_stop and self.should_stop()):
                loop.call_soon_threadsafe(done.set)
                raise sounddevice.CallbackStop

        with sounddevice.OutputStream(
            samplerate=SAMPLE_RATE, channels=self.channels, dtype="float32", callback=wanted
        ):
            await done.wait()

    def _as_float(self, numpy: Any, samples: Any) -> Any:
        if samples.dtype == numpy.int16:
            samples = samples.astype(numpy.float32) / 32767.0
        elif samples.dtype != numpy.float32:
            raise ValueError(f"Samples must be int16 or float32, not {samples.dtype}")
        return samples.reshape(-1, self.channels)

    async def _read(self, numpy: Any, response: Any) -> Any:
        chunks = response.iter_bytes(1024)
        if hasattr(chunks, "__aiter__"):
            content = b"".join([chunk async for chunk in chunks])
        else:
            content = b"".join(chunks)
        return numpy.frombuffer(content, dtype=numpy.int16)
