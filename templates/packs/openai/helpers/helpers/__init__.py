"""The microphone and the loudspeakers of this computer; they need numpy and sounddevice."""

from __future__ import annotations

from .local_audio_player import LocalAudioPlayer
from .microphone import Microphone

__all__ = ["LocalAudioPlayer", "Microphone"]
