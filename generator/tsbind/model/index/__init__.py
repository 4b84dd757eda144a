"""The index of a model: the one place that answers questions about it.

Rooms above ask the index; none of them follows an alias, flattens a union or looks for a
discriminator by its own rules.
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
    """All look-ups over one model; expensive results are computed once and cached."""
