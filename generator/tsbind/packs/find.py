"""Where templates and packs are found."""

from __future__ import annotations

from collections.abc import Iterator
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


def pack_for(package: str, overrides: Path | None = None) -> Pack:
    """The pack for the upstream package ``package``; one without helpers where there is none.

    ``overrides`` is a folder of templates of the user's: its packs come first, and its files take
    the place of those that come with tsbind.
    """
    packs = shipped_packs() if overrides is None else tuple(_packs((overrides, templates_root())))
    found = (pack for pack in packs if package in pack.packages)
    return next(found, None) or shared_pack(overrides)


@cache
def shipped_packs() -> tuple[Pack, ...]:
    """The packs that come with tsbind, in the order of their names."""
    return tuple(_packs((templates_root(),)))


def shared_pack(overrides: Path | None = None) -> Pack:
    """What every SDK has: the modules that helpers share, and ``connect``."""
    return _shipped() if overrides is None else _shared((overrides, templates_root()))


@cache
def _shipped() -> Pack:
    return _shared((templates_root(),))


def _shared(roots: tuple[Path, ...]) -> Pack:
    return read_pack(tuple(root / "lib" for root in roots), roots)


def _packs(roots: tuple[Path, ...]) -> Iterator[Pack]:
    shared = _shared(roots)
    names = [m.parent.name for root in roots for m in sorted(root.glob(f"packs/*/{_MANIFEST}"))]
    for name in dict.fromkeys(names):
        yield read_pack(tuple(root / "packs" / name for root in roots), roots, shared)
