"""A model as plain values, and what else `pydantic_compat` offers."""

# pyright: reportPrivateUsage=false
from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .decode_error import not_json
from .encoding import deeply_if_needed, encode, foreign_value, is_foreign
from .attributes import attributes
from .model import Model, assigned, wrap
from .model_fields import fields_of
from .omit import omit
from .value_kinds import is_array, is_mapping

if TYPE_CHECKING:
    from .wire import Field

_ALL = "__all__"
_ATOMS = frozenset({str, int, float, bool, type(None)})
_WHOLE: Mapping[Any, Any] = {}


def dump(  # noqa: PLR0913
    value: Any,
    *,
    include: Any = None,
    exclude: Any = None,
    by_alias: bool | None = False,
    exclude_unset: bool = False,
    exclude_defaults: bool = False,
    exclude_none: bool = False,
    **_without_effect: object,
) -> dict[str, Any]:
    """``value``, a model or a dict with models in it, as plain values, newly made.

    Options that pydantic has beyond these make no difference to JSON values.
    """
    how = Dump(bool(by_alias), exclude_unset, exclude_none or exclude_defaults)
    given, without = _nested(include), _nested(exclude) or {}
    result: dict[str, Any] = deeply_if_needed(
        lambda whole: how.value(whole, given, without), value
    )
    return result


@dataclass(frozen=True)
class Dump:
    """How to dump: wire names or Python's, and which fields to leave out."""

    by_alias: bool = False
    exclude_unset: bool = False
    exclude_none: bool = False

    def value(
        self,
        value: Any,
        include: Mapping[Any, Any] | None = None,
        exclude: Mapping[Any, Any] = _WHOLE,
    ) -> Any:
        """``value`` with plain dicts in place of the models in it, newly made."""
        if isinstance(value, Model):
            return dict(self._chosen(self._fields(value), include, exclude))
        if is_mapping(value):
            return dict(self._chosen(value.items(), include, exclude))
        if isinstance(value, tuple):
            value = [*value]  # pyright: ignore[reportUnknownVariableType]
        if is_array(value):
            return [item for _, item in self._chosen(enumerate(value), include, exclude)]
        if value.__class__ not in _ATOMS and is_foreign(value):
            plain = foreign_value(value, exclude_unset=self.exclude_unset)
            return self.value(plain, include, exclude)
        return value

    def _chosen(
        self,
        members: Any,
        include: Mapping[Any, Any] | None,
        exclude: Mapping[Any, Any],
    ) -> list[tuple[Any, Any]]:
        """The members to dump, dumped; no ``include`` means all of them."""
        chosen: list[tuple[Any, Any]] = []
        # No generator: Python 3.12 has a low limit of its own for calls from C, and `dict` is C.
        for key, value in members:
            wanted = None if include is None else include.get(key, include.get(_ALL))
            unwanted = exclude.get(key, exclude.get(_ALL))
            if (include is not None and not wanted) or unwanted is True:
                continue
            chosen.append((key, self.value(value, _nested(wanted), _nested(unwanted) or {})))
        return chosen

    def _fields(self, model: Model) -> Iterator[tuple[str, Any]]:
        given = fields_set(model)
        for name, field in fields_of(type(model)).items():
            if name not in given and (self.exclude_unset or field.absent is not None):
                continue
            value = getattr(model, name)
            if value is not omit and not (value is None and self.exclude_none):
                yield self._key(name, field), value
        yield from extra(model).items()

    def _key(self, name: str, field: Field) -> str:
        return field.wire if self.by_alias else name


def _nested(names: Any) -> Mapping[Any, Any] | None:
    """Names, or a mapping of names, as a mapping; True and None say nothing of what is inside."""
    if names is None or names is True or is_mapping(names):
        return names if is_mapping(names) else None
    return dict.fromkeys(names, True)


def json_text(value: Any, indent: int | None) -> str:
    """JSON text; without an indent as short as can be.

    Raises TypeError with the place of a value that is no JSON.
    """
    import json

    separators = None if indent is not None else (",", ":")
    def text_of(whole: Any) -> str:
        return json.dumps(
            whole, indent=indent, separators=separators, ensure_ascii=False
        )

    try:
        return deeply_if_needed(text_of, encode(value))
    except TypeError as error:
        raise not_json(value) or error from None


def fields_set(model: Model) -> set[str]:
    """Python names of the fields that arrived or were assigned."""
    plan = fields_of(type(model))
    return {n for n, f in plan.items() if f.wire in model._data or n in assigned(model)}


def extra(model: Model) -> dict[str, Any]:
    """The fields that the type does not know, as they arrived or were set."""
    wires = {field.wire for field in fields_of(type(model)).values()}
    found = {key: value for key, value in model._data.items() if key not in wires}
    own = attributes(model)
    local = type(model)._local
    found.update((n, v) for n, v in own.items() if n[:1] != "_" and n not in local)
    return {key: value for key, value in found.items() if value is not omit}


def members(model: Model) -> dict[str, Any]:
    """What is there, by wire name; objects are models."""
    given = fields_set(model)
    plan = fields_of(type(model))
    known = {f.wire: getattr(model, n) for n, f in plan.items() if n in given}
    return {k: v for k, v in {**known, **extra(model)}.items() if v is not omit}


def assign(model: Model, name: str, value: Any) -> None:
    """Assign to the field of that wire name, known or not."""
    for own, field in fields_of(type(model)).items():
        if field.wire == name:
            setattr(model, own, value)
            return
    attributes(model).pop(name, None)
    model._data = {**model._data, name: value}


def constructed(cls: type[Any], values: Mapping[str, Any]) -> Any:
    """An instance of ``cls`` with ``values`` by Python or wire name, unchecked."""
    plan = fields_of(cls)
    wires = {name: plan[name].wire if name in plan else name for name in values}
    return wrap(
        cls, {wires[n]: value for n, value in values.items() if value is not omit}
    )


def copied(model: Model, update: Mapping[str, Any], deep: bool) -> Any:
    """A copy of ``model`` with the fields of ``update``, by Python name, assigned."""
    other = copy.deepcopy(model) if deep else copy.copy(model)
    plan = fields_of(type(model))
    for name, value in update.items():
        assign(other, plan[name].wire if name in plan else name, value)
    return other


def pretty(model: Any, printer: Any, cycle: bool) -> None:
    """Print `model` with the printer of IPython."""
    from .model import shown_name

    opening = f"{shown_name(model.__class__)}("
    if cycle:
        printer.text(f"{opening}...)")
        return
    with printer.group(len(opening), opening, ")"):
        for index, (name, value) in enumerate(model.__rich_repr__()):
            if index:
                printer.text(",")
                printer.breakable()
            printer.text(f"{name}=")
            printer.pretty(value)
