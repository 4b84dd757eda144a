"""The types of a model's fields at run time."""

from __future__ import annotations

from typing import Any, Optional

from .model import Model
from .model_fields import fields_of


def type_hints(cls: type[Model]) -> dict[str, Any]:
    """The type of each field by Python name, as real objects, importing what they need.

    Stands in for `typing.get_type_hints`, which cannot work here: the modules of this package
    import one another only for type checkers. Fields that can be absent or null are optional.
    """
    return {
        name: Optional[field.spec.hint()] if field.optional else field.spec.hint()
        for name, field in fields_of(cls).items()
    }
