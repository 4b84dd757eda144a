"""The fields of a model class, and the properties that read and write them.

They are made before the first instance of the class. The `__slots__` of a class say its fields to
checkers and to `dir`; from then on a property stands in the place of each, because reading one
costs a fraction of what an empty slot and `__getattr__` do.
"""

# pyright: reportPrivateUsage=false
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Any

from .omit import Omit, omit

if TYPE_CHECKING:
    from .model import Model
    from .wire import Field


def fields_of(cls: type[Model]) -> dict[str, Field]:
    """The fields of a model class by Python name, made when first asked for."""
    if "_fields" not in cls.__dict__:
        from .wire import field_of

        declared = declares(cls) and _declare(cls)
        fields = {name: field_of(name, spec) for name, spec in cls._wire.items()}
        for name, field in fields.items():
            if (declared and name in declared) or _has_slot(cls, name):
                setattr(cls, name, _property(name, field, name in cls._local))
        cls._fields = fields
    return cls._fields


def declares(cls: type[Model]) -> bool:
    """Whether a class was written by hand and has fields of its own."""
    own = vars(cls)
    written = own.get("__annotations__") or own.get("__annotate_func__")
    return "_wire" not in own and bool(written)


def _declare(cls: type[Model]) -> Mapping[str, Field]:
    """Read the fields of a class written by hand from its annotations."""
    # with type_specs
    from .type_specs import declared_fields

    declared = declared_fields(cls)
    cls._wire = {**cls._wire, **declared}
    return declared
    # end type_specs
    # without type_specs
    raise TypeError(
        f"{cls.__name__}: this part of a package takes no fields of your own;"
        " `tsbind generate --whole-runtime` makes one that does"
    )
    # end type_specs


def redefine(cls: type[Model], names: Iterable[str]) -> None:
    """Have fields that a base of ``cls`` has made already read as ``cls`` says."""
    fields = fields_of(cls)
    for name in names:
        setattr(cls, name, _property(name, fields[name], name in cls._local))


def mark_local(cls: type[Model], names: frozenset[str]) -> None:
    """Make fields of a class the caller's own: what is assigned to them is never written."""
    if cls._local != names:
        cls._local = names
        for name, field in fields_of(cls).items():
            if name in names:
                setattr(cls, name, _decoded(name, field))


def _has_slot(cls: type[Model], name: str) -> bool:
    """Whether a field is a slot still: a subclass by hand may have something else there."""
    found = next((vars(c)[name] for c in cls.__mro__ if name in vars(c)), None)
    return isinstance(found, MemberDescriptorType)


def _property(name: str, field: Field, own: bool) -> property:
    if not isinstance(field.default, Omit):
        return _defaulted(name, field, field.default)
    if own or not field.spec.plain:
        return _decoded(name, field)
    if field.absent is not None:
        return _computed(field.wire, field.absent)
    return _as_it_arrived(field.wire)


def _as_it_arrived(wire: str) -> property:
    """A field that is not decoded: it is read, and assigned, where it arrived."""

    def get(model: Model) -> Any:
        return model._data.get(wire)

    return property(get, _put(wire))


def _computed(wire: str, make: Callable[[Mapping[str, Any]], Any]) -> property:
    """A field that is made of others where it did not arrive."""

    def get(model: Model) -> Any:
        data = model._data
        return data[wire] if wire in data else make(data)

    return property(get, _put(wire))


def _put(wire: str) -> Callable[[Model, Any], None]:
    def put(model: Model, value: Any) -> None:
        model._data = {**model._data, wire: value}  # others may read the old one

    return put


def _decoded(name: str, field: Field) -> property:
    """A field that is decoded when it is first read; that and what is assigned is kept."""
    wire, spec = field.wire, field.spec

    def get(model: Model) -> Any:
        kept = model._kept
        if kept is not None and name in kept:
            return kept[name]
        value = model._data.get(wire)
        if value is None:
            return None
        value = spec.decode(value)
        kept = model._kept  # once more: another thread may have assigned meanwhile
        if kept is None:
            model._kept = {name: value}
        else:
            kept[name] = value
        return value

    def put(model: Model, value: Any) -> None:
        kept = model._kept
        if kept is None:
            model._kept = {name: value}
        else:
            kept[name] = value

    return property(get, put)


def _defaulted(name: str, field: Field, default: Callable[[], Any]) -> property:
    """A field of a class by hand that reads as its default where it is absent."""
    decoded = _decoded(name, field)

    def get(model: Model) -> Any:
        there = field.wire in model._data or name in (model._kept or ())
        return decoded.fget(model) if there and decoded.fget else default()

    return property(get, decoded.fset)


def fill(model: Model, values: dict[str, Any]) -> None:
    """Make ``values``, by Python name, the JSON object of a new ``model``.

    A name that the class does not have is kept, and goes on the wire under that name; one with
    an underscore in front stays off it. Raises TypeError for required fields not given.
    """
    cls = type(model)
    fields = fields_of(cls)
    model._data = data = {}
    complete = len(values) >= len(fields)
    for name, value in values.items():
        field = fields.get(name)
        if value is omit:
            complete = False
        elif field is None:
            complete = False
            _set_other(model, name, value)
        elif name in cls._local:
            setattr(model, name, value)
        else:
            data[field.wire] = repeatable(value)
    if not complete:
        _complete(model, fields)


def repeatable(value: Any) -> Any:
    """``value``, or a list of what an iterator gives.

    An iterator can be read once; a request may be sent twice. Files are left alone.
    """
    if hasattr(value, "__next__") and not hasattr(value, "read"):
        return list(value)
    return value


def _set_other(model: Model, name: str, value: Any) -> None:
    if name[:1] == "_":
        object.__setattr__(model, name, value)
    else:
        model._data[name] = repeatable(value)


def _complete(model: Model, fields: dict[str, Field]) -> None:
    """Put in the defaults of a class by hand; TypeError where a required field is missing."""
    missing: list[str] = []
    for name, field in fields.items():
        if field.wire in model._data:
            continue
        if not field.optional and name not in type(model)._local:
            if not _reads_null(field):
                missing.append(repr(name))
        elif not isinstance(field.default, Omit):
            model._data[field.wire] = field.default()
    if missing:
        names = " and ".join(filter(None, [", ".join(missing[:-1]), missing[-1]]))
        plural = "s" if len(missing) > 1 else ""
        raise TypeError(f"{_init_of(model)} missing required argument{plural}: {names}")


def _init_of(model: Model) -> str:
    cls = type(model)
    alias = vars(cls).get("_alias", "")
    own = f" ({cls.__name__})" if alias else ""
    return f"{alias or cls.__name__}.__init__(){own}"


def _reads_null(field: Field) -> bool:
    # Left out it reads as the null that it may be; a checker still wants it said.
    from .wire import Nullable

    return isinstance(field.spec, Nullable)
