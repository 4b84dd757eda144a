"""The types of a model's fields at run time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional

from .model_fields import fields_of
from .omit import Omit

if TYPE_CHECKING:
    from .model import Model
    from .wire import Field


def type_hints(cls: type[Model]) -> dict[str, Any]:
    """The type of each field by Python name, as real objects, importing what they need.

    `typing.get_type_hints` says the same. Fields that can be absent or null are optional.
    """
    return {name: field_hint(field) for name, field in fields_of(cls).items()}


def field_hint(field: Field) -> Any:
    """The type of one field."""
    hint = field.spec.hint()
    may_be_absent = field.optional and isinstance(field.default, Omit)
    return Optional[hint] if may_be_absent else hint  # noqa: UP045
