"""The index of a model: every question about it, asked in one place.

Rooms above ask the index; none of them follows an alias, flattens a union or looks for a
discriminator by rules of its own.
"""

from __future__ import annotations

from tsbind.model.index.members import (
    Members,
    ObjectFields,
    arguments_of,
    default_of,
    fields_of,
    is_anything,
)
from tsbind.model.index.mentions import Mentions
from tsbind.model.index.public_names import PublicNames

__all__ = ["ModelIndex", "ObjectFields", "arguments_of", "default_of", "fields_of", "is_anything"]


class ModelIndex(Members, Mentions, PublicNames):
    """All look-ups over one model; what costs something is worked out once and kept."""
