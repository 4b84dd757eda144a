"""What was read: the identity of an upstream release."""

from __future__ import annotations

from tsbind.values import value_class


@value_class(frozen=True, slots=True)
class Source:
    """What was read: the identity of an upstream release."""

    name: str
    version: str
    integrity: str = ""
    """sha512 SRI of the tarball; empty for a directory or a file."""
    license: str = ""
    root: str = ""
    """Folder inside the package that ids are relative to (``src``, or empty)."""
    repository: str = ""
    """Where upstream's own files of this release can be read, up to the root of the package."""
    has_bodies: bool = False
    """True when method bodies were there to read, so operations could be found."""
