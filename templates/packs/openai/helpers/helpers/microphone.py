"""Recording from the microphone."""

from __future__ import annotations

import asyncio
import io
import time
import wave
from collections.abc import Callable
from typing import Any

from ..lib.audio_devices import SAMPLE_RATE, package

__all__ = ["Microphone"]


class Microphone:
    """Records until `should_record` says no, or for `timeout` seconds."""

    def __init__(
        self,
        channels: int = 1,
        dtype: Any = None,
        should_record: Callable[[], bool] | None = None,
        timeout: float | None = None,
    ) -> None:
        self.channels = channels
        self.dtype = package("numpy").int16 if dtype is None else dtype
        self.should_record = should_record
        self.timeout = timeout
        self.buffer_chunks: list[Any] = []

    async def record(self, return_ndarray: bool | None = False) -> Any:
        """What was heard: a file to upload, or with `return_ndarray` the samples."""
        numpy, sounddevice = package("numpy"), package("sounddevice")
        loop, done, start = asyncio.get_running_loop(), asyncio.Event(), time.monotonic()
        self.buffer_chunks = []

        def heard(samples: Any, _frames: int, _time: Any, _status: Any) -> None:
            is_late = self.timeout is not None and time.monotonic() - start > self.timeout
            if is_late or (self.should_record is not None and not self.should_record()):
                loop.call_soon_threadsafe(done.set)
                raise sounddevice.CallbackStop
            self.buffer_chunks.append(samples.copy())

        with sounddevice.InputStream(
            callback=heard, dtype=self.dtype, samplerate=SAMPLE_RATE, channels=self.channels
        ):
            await done.wait()
        chunks = self.buffer_chunks
        whole = numpy.concatenate(chunks, axis=0) if chunks else numpy.array([], dtype=self.dtype)
        return whole if return_ndarray else self._file(numpy, whole)

    def _file(self, numpy: Any, samples: Any) -> tuple[str, io.BytesIO, str]:
        """A WAV file of whole samples: 8 bits go unsigned there, floats become 16 bits."""
        if samples.dtype == numpy.float32:
            samples = (numpy.clip(samples, -1, 1) * 32767).astype(numpy.int16)
        elif samples.dtype == numpy.int8:
            samples = (samples.astype(numpy.int16) + 128).astype(numpy.uint8)
        content = io.BytesIO()
        with wave.open(content, "wb") as file:
            file.setnchannels(self.channels)
            file.setsampwidth(samples.dtype.itemsize)
            file.setframerate(SAMPLE_RATE)
            file.writeframes(samples.tobytes())
        content.seek(0)
        return ("audio.wav", content, "audio/wav")
