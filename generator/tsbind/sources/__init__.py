"""Sources: from a spec on the command line to the files of an upstream release, in memory.

Takes ``NAME@4.52.0``, a ``.tgz``, a directory or one ``.ts`` file; returns a `SourceTree`: the
relevant TypeScript files and the identity of the release. Code of a package is never run, and its
files are never unpacked to disk.

Inside the room, imports go one way: ``load`` -> ``registry`` -> ``npm``, ``cache``;
``load`` -> ``tarball``, ``folder`` -> ``names``; ``load`` -> ``choose`` -> ``entries``. The room
depends only on `tsbind.source` and `tsbind.problems`.
"""

from tsbind.sources.load import load
from tsbind.sources.registry import (
    Progress,
    no_progress,
    resolve_version,
    stated_integrity,
    versions,
)
from tsbind.sources.semver import is_stable, version_key
from tsbind.sources.tree import SourceTree

__all__ = [
    "Progress",
    "SourceTree",
    "is_stable",
    "load",
    "no_progress",
    "resolve_version",
    "stated_integrity",
    "version_key",
    "versions",
]
