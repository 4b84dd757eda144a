"""The version, under its older name."""

from ._version import __version__

VERSION: str = __version__
