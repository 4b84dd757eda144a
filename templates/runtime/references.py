"""References from one generated module to the classes and aliases of another."""

# pyright: reportPrivateUsage=false
from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from .model import Model, wrap
from .model_fields import fields_of
from .value_kinds import is_mapping
from .wire import Spec


class ModelSpec(Spec):
    """An object that becomes an instance of one class."""

    __slots__ = ("cls", "decode")

    plain = False

    def __init__(self, cls: type[Model]) -> None:
        self.cls = cls
        self.decode = _decoder(cls)  # type: ignore[method-assign]

    def accepts(self, value: Any) -> bool:
        return is_mapping(value)

    def check(self, value: Any) -> None:
        from .strict_checks import check_model

        check_model(self.cls, value)

    def hint(self) -> Any:
        return self.cls


class Reference(Spec):
    """A class or alias that is looked up when it is first needed."""

    __slots__ = ("_find", "_loading", "_target", "decode")

    plain = False

    def __init__(self, find: Callable[[], Spec]) -> None:
        self._find = find
        self._target: Spec | None = None
        self._loading = False
        self.decode = self._first_decode  # type: ignore[method-assign]

    def target(self) -> Spec:
        """The spec of what the name stands for."""
        if self._target is None:
            self._target = self._find()
            self.decode = self._target.decode  # type: ignore[method-assign]
        return self._target

    def accepts(self, value: Any) -> bool:
        return self.target().accepts(value)

    def check(self, value: Any) -> None:
        self.target().check(value)

    def hint(self) -> Any:
        if self._loading:  # an alias that contains itself has no finite spelling
            return Any
        self._loading = True
        try:
            return self.target().hint()
        finally:
            self._loading = False

    def _first_decode(self, value: Any) -> Any:
        return self.target().decode(value)


def references(module: str, places: Mapping[str, str]) -> Callable[[str], Reference]:
    """The function by which ``module`` refers to types by name.

    ``places`` says which relative module defines a name (``module:name`` where it has another
    name there); other names are the module's own.
    """
    # with referred_names
    namespace = vars(sys.modules[module])
    namespace["_places"] = namespace.get("_places", {}) | places

    def __getattr__(name: str) -> Any:
        from .referred_names import referred

        return referred(module, name)

    namespace.setdefault("__getattr__", __getattr__)
    # end referred_names

    def ref(name: str) -> Reference:
        place = places.get(name)
        if place is None:
            return Reference(lambda: spec_of(module, name))
        path, _, original = place.partition(":")
        return Reference(lambda: spec_of(_absolute(path, module), original or name))

    return ref


def aliases(module: str, specs: Mapping[str, Spec], *constructible: str) -> Callable[[str], Any]:
    """``__getattr__`` for a module that defines type aliases: their values, made when asked for.

    The names of ``constructible`` stand for unions that programs call as if they were classes.
    """

    def __getattr__(name: str) -> Any:
        if name not in specs:
            # with referred_names
            from .referred_names import referred

            return referred(module, name, with_theirs=True)
            # end referred_names
            # without referred_names
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
            # end referred_names
        value: Any = specs[name].hint()
        # with union
        if name in constructible:
            from .union import ConstructibleUnion

            value = ConstructibleUnion(name, value)
            value.__module__ = module
        # end union
        _call_by(value, name)
        setattr(sys.modules[module], name, value)
        return value

    return __getattr__


def _call_by(value: object, name: str) -> None:
    """Have messages call a class by the name that it was asked for by."""
    if isinstance(value, type) and issubclass(value, Model):
        value._alias = name


def spec_of(module: str, name: str) -> Spec:
    """The spec of the class or alias ``name`` of a generated module."""
    namespace = vars(import_module(module))
    alias = namespace.get("_aliases", {}).get(name)
    if alias is not None:
        return alias  # type: ignore[no-any-return]
    return ModelSpec(namespace[name])


def _absolute(path: str, module: str) -> str:
    dots = len(path) - len(path.lstrip("."))
    base = module.rsplit(".", dots)[0]
    return f"{base}.{path[dots:]}"


def _decoder(cls: type[Model]) -> Callable[[Any], Any]:
    def decode(value: Any) -> Any:
        if value.__class__ is dict:
            model = new(cls)
            model._data = value
            model._kept = None
            return model
        if is_mapping(value) and not isinstance(value, Model):
            return wrap(cls, dict(value))
        return value

    fields_of(cls)
    new: Callable[[type[Any]], Any] = cls.__new__
    return decode
