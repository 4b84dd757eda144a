"""Errors of the operating system as errors for the user."""

from __future__ import annotations

import errno
from pathlib import Path

from tsbind.problems import TsbindError

_REMEDIES = {
    errno.ENOSPC: "Free some space on the disk",
    errno.EDQUOT: "Free some space: the quota is used up",
    errno.EACCES: "Make the folder and its parent writable",
    errno.EPERM: "Make the folder and its parent writable",
    errno.EROFS: "Choose an output folder on a file system that can be written",
    errno.EXDEV: "Choose an output folder that is no mount point and no container image layer",
    errno.EBUSY: "Choose an output folder that is no mount point",
    errno.ENAMETOOLONG: "Choose an output folder with a shorter path",
}


def explained(error: OSError, out: Path) -> TsbindError:
    """The error to raise if writing ``out`` failed, with a remedy."""
    where = error.filename or out
    what = error.strerror or str(error)
    remedy = _REMEDIES.get(error.errno or 0, "")
    return TsbindError(f"cannot write {where}: {what}", f"Nothing was changed. {remedy}".strip())
