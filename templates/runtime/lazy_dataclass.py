"""The dataclass side of a model class, worked out when somebody asks.

`dataclasses.dataclass` makes the fields of a class when it is defined. That costs time for
classes nobody takes apart, cannot say that a field may be left out (a slot has no default), and
keeps types as text that no module can resolve, as modules import one another for type checkers
alone. Here the same attributes are made when they are first read.
"""

# pyright: reportPrivateUsage=false
from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from types import FrameType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import dataclasses
    from dataclasses import dataclass as dataclass  # noqa: PLC0414
    from inspect import Signature
    from typing import TypeVar

    from .model import Model

    T = TypeVar("T")
else:

    def dataclass(**_options: bool) -> Callable[[type[T]], type[T]]:
        """`dataclasses.dataclass` for a class derived from `Model`."""
        return _finished


def _finished(cls: type[Any]) -> type[Any]:
    own = vars(cls)
    if own.get("__annotations__"):
        cls.__annotations__ = LazyAnnotations(cls, own["__annotations__"])
    if own.get("__doc__") is None:
        lazy_doc: Any = LazyDoc()
        cls.__doc__ = lazy_doc
    return cls


class LazyDoc:
    """The docstring of a class without one: its signature, as the decorator has it."""

    def __get__(self, model: object, owner: type[Any]) -> str:
        from inspect import signature

        return f"{owner.__name__}{signature(owner)}".replace(" -> None", "")


class LazyAnnotations(dict[str, Any]):  # noqa: PLW1641
    """The annotations of a class: text that becomes types when anybody looks.

    `typing.get_type_hints` and `inspect.get_annotations` take what they find here as it is.
    """

    __slots__ = ("_cls",)

    def __init__(self, cls: type[Model], written: Mapping[str, Any]) -> None:
        super().__init__(written)
        self._cls: type[Model] | None = cls

    def _types(self, cls: type[Model]) -> Mapping[str, Any]:
        from .dataclass_fields import type_hints

        return type_hints(cls)

    def _resolve(self) -> None:
        cls, self._cls = self._cls, None
        if cls is None:
            return
        try:
            found = self._types(cls)
        except BaseException:
            self._cls = cls
            raise
        self.update(
            (name, found[name]) for name in list(super().keys()) if name in found
        )  # noqa: SIM118

    def __iter__(self) -> Iterator[str]:
        self._resolve()
        return super().__iter__()

    def __getitem__(self, name: str) -> Any:
        self._resolve()
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        """The annotation of that name."""
        self._resolve()
        return super().get(name, default)

    def items(self) -> Any:
        """Names and types."""
        self._resolve()
        return super().items()

    def values(self) -> Any:
        """The types."""
        self._resolve()
        return super().values()

    def copy(self) -> dict[str, Any]:
        """Names and types, a plain dict."""
        return dict(self.items())

    def __eq__(self, other: object) -> bool:
        self._resolve()
        return super().__eq__(other)

    def __repr__(self) -> str:
        self._resolve()
        return super().__repr__()


class LazyFields:
    """`__dataclass_fields__`: all fields of the class.

    Functions that read every field of an object to copy or show it get those that it has, the
    ones its type does not know among them. So `dataclasses.asdict` and `replace` do not turn what
    was left out into null, and lose nothing.
    """

    def __get__(
        self, model: Model | None, owner: type[Model]
    ) -> dict[str, dataclasses.Field[Any]]:
        from .model import Model, UnknownModel

        if owner is Model or owner is UnknownModel:
            raise AttributeError("__dataclass_fields__")  # they have none
        from .dataclass_fields import class_fields, object_fields

        if model is not None and _copies_object(sys._getframe(1)):
            return object_fields(model)
        return class_fields(owner)


_COPYING = {
    ("dataclasses", "asdict"),
    ("dataclasses", "_asdict_inner"),
    ("dataclasses", "replace"),
    ("dataclasses", "_replace"),
    ("pprint", "_pprint_dataclass"),
}
"""Functions of the standard library that ask for the fields of an object to copy or show it."""


def _copies_object(caller: FrameType) -> bool:
    if caller.f_code.co_name == "fields" and caller.f_back is not None:
        caller = caller.f_back
    return (caller.f_globals.get("__name__"), caller.f_code.co_name) in _COPYING


class LazyParams:
    """`__dataclass_params__`: the options of the decorator."""

    def __get__(self, model: object, owner: type[Any]) -> Any:
        from .dataclass_fields import PARAMS

        return PARAMS


class LazySignature:
    """A class attribute that reads as the signature of the class it is read from."""

    def __get__(self, instance: object, owner: type[Any]) -> Signature:
        from inspect import Parameter, Signature

        from .dataclass_fields import default_of, required, type_hints
        from .model_fields import fields_of

        hints = type_hints(owner)
        parameters = [
            Parameter(
                name,
                Parameter.KEYWORD_ONLY,
                default=Parameter.empty if required(field) else default_of(field),
                annotation=hints[name],
            )
            for name, field in fields_of(owner).items()
        ]
        return Signature(parameters, return_annotation=None)
