"""A model as plain values, under the names that programs for pydantic models use."""

# pyright: reportPrivateUsage=false
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .kind import is_list, is_mapping
from .model import Model, plan_of, slots_of
from .omit import omit

if TYPE_CHECKING:
    from .wire import Field


@dataclass(frozen=True)
class Dump:
    """How to dump: wire names or Python's, and which fields to leave out."""

    by_alias: bool = False
    exclude_unset: bool = False
    exclude_none: bool = False

    def value(self, value: Any) -> Any:
        """``value`` with plain dicts in place of the models in it, newly made."""
        if isinstance(value, Model):
            return dict(self._fields(value))
        if is_mapping(value):
            return {key: self.value(item) for key, item in value.items()}
        if isinstance(value, tuple):
            return self.value([*value])  # pyright: ignore[reportUnknownArgumentType]
        if is_list(value):
            return [self.value(item) for item in value]
        return value

    def _fields(self, model: Model) -> Iterator[tuple[str, Any]]:
        given = fields_set(model)
        for name, field in plan_of(type(model)).items():
            if name not in given and (self.exclude_unset or field.absent is not None):
                continue
            value = getattr(model, name)
            if value is not omit and not (value is None and self.exclude_none):
                yield self._key(name, field), self.value(value)
        for key, value in extra(model).items():
            yield key, self.value(value)

    def _key(self, name: str, field: Field) -> str:
        return field.wire if self.by_alias else name


def fields_set(model: Model) -> set[str]:
    """Python names of the fields that arrived or were assigned, unknown ones included."""
    slots = slots_of(model)
    plan = plan_of(type(model))
    known = {n for n, f in plan.items() if n in slots or f.wire in model._data}
    return known | extra(model).keys()


def extra(model: Model) -> dict[str, Any]:
    """The fields that the type does not know, as they arrived."""
    wires = {field.wire for field in plan_of(type(model)).values()}
    return {key: value for key, value in model._data.items() if key not in wires}
