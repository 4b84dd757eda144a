"""Packs: what tsbind knows of one SDK beyond its declarations, read from a folder of data.

Takes the folder of a pack, gives a `Pack`: the helpers there are templates for, hand corrections,
names after another client. The rest of tsbind names no product; it is handed the pack of the
package it works on (`pack_for`), or `NO_PACK`. Depends on `problems` only.
"""

from tsbind.packs.find import pack_for, templates_root
from tsbind.packs.pack import NO_PACK, Corrections, Pack

__all__ = ["NO_PACK", "Corrections", "Pack", "pack_for", "templates_root"]
