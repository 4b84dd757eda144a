"""Where templates and packs are found."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tsbind.packs.pack import Pack
from tsbind.packs.tables import read_pack
from tsbind.problems import TsbindError

_MANIFEST = "pack.toml"


def templates_root() -> Path:
    """The templates that come with tsbind: beside the installed package, or in the checkout."""
    package = Path(__file__).resolve().parent.parent
    for root in (package / "templates", package.parent.parent / "templates"):
        if (root / "types").is_dir():
            return root
    raise TsbindError("tsbind's templates are missing", "Install tsbind again")


def pack_for(package: str) -> Pack:
    """The pack for the upstream package ``package``; one without helpers where there is none."""
    return next((pack for pack in shipped_packs() if package in pack.packages), shared_pack())


@cache
def shared_pack() -> Pack:
    """What every SDK has: the modules that helpers share, and ``connect``."""
    return read_pack(templates_root() / "lib")


@cache
def shipped_packs() -> tuple[Pack, ...]:
    """The packs that come with tsbind, in the order of their names."""
    manifests = sorted((templates_root() / "packs").glob(f"*/{_MANIFEST}"))
    return tuple(read_pack(manifest.parent, shared_pack()) for manifest in manifests)
