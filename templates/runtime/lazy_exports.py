"""Modules that import what they export only when somebody asks for it (PEP 562).

What a package exports can also be imported from a module called like it, wherever it is defined:
`types.responses.ResponseUsage` from `types.responses.response_usage`. Programs for other clients
of the API spell imports so. A module that is called like a list of something has the names beside
that something too.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.machinery import ModuleSpec
from types import ModuleType

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

_exporting: dict[str, Mapping[str, str]] = {}
"""What the packages below the root export."""


def exports(
    module: str,
    places: Mapping[str, str],
    otherwise: str | None = None,
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """``__getattr__`` and ``__dir__`` for ``module``.

    ``places`` maps an exported name to the relative module that defines it, or to
    ``module:name`` where it has another name there, or to ``module:*`` for the module itself.
    ``otherwise`` is the relative module whose ``attribute(module, name)`` is asked for public
    names that are not among them; it raises AttributeError.
    """
    package = module if _is_package(module) else module.rpartition(".")[0]
    if otherwise is None:
        _exporting[module] = places

    def __getattr__(name: str) -> Any:
        place = places.get(name)
        if place is not None:
            value = _at(place, name, package)
            setattr(sys.modules[module], name, value)
            return value
        if otherwise is not None and not name.startswith("_"):
            return import_module(otherwise, package).attribute(module, name)
        return _below(module, name)

    def __dir__() -> list[str]:
        return sorted({*vars(sys.modules[module]), *places})

    return __getattr__, __dir__


def exported_by(package: str) -> Mapping[str, str]:
    """What a package below the root exports: names, and where they are."""
    return _exporting.get(package, {})


def _at(place: str, name: str, package: str) -> Any:
    path, _, original = place.partition(":")
    module = import_module(path, package)
    return module if original == "*" else getattr(module, original or name)


def _below(package: str, name: str) -> Any:
    """The module of that name, which nobody has imported yet, or what ``x.x`` has beside ``x``."""
    inner = package.rpartition(".")[2]
    for path, of in ((f"{package}.{name}", ""), (f"{package}.{inner}", name)):
        if name[:1] == "_" or name[:1].isupper() is not bool(of):
            continue
        try:
            module = import_module(path)
            return getattr(module, of) if of else module
        except ModuleNotFoundError as error:
            if error.name != path:
                raise
    raise AttributeError(f"module {package!r} has no attribute {name!r}")


def _is_package(module: str) -> bool:
    return hasattr(sys.modules[module], "__path__")


class _ByName:
    """Finds the modules that are called like an export; asked after every other finder."""

    @staticmethod
    def find_spec(
        path: str, _parents: Sequence[str] | None = None, _target: Any = None
    ) -> ModuleSpec | None:
        package, _, leaf = path.rpartition(".")
        called = leaf.replace("_", "")
        for name, place in _exporting.get(package, {}).items():
            if name.lower() == called and not place.endswith(":*"):
                loader: Any = _Loader(package, name, place)
                return ModuleSpec(path, loader)
        return None


class _Loader:
    """Loads a module that has all that the module has in which an export is defined."""

    def __init__(self, package: str, name: str, place: str) -> None:
        self._package = package
        self._name = name
        self._place = place

    def create_module(self, _spec: ModuleSpec) -> ModuleType | None:
        """None: a module like any other."""

    def exec_module(self, module: ModuleType) -> None:
        """Fill the module in."""
        path, _, original = self._place.partition(":")
        home = import_module(path, self._package)
        exported = _at(self._place, self._name, self._package)
        setattr(module, self._name, exported)

        def __getattr__(name: str) -> Any:
            if original and name.startswith(self._name):
                name = original + name.removeprefix(self._name)
            if name in _exporting[self._package] and name not in vars(home):
                return getattr(sys.modules[self._package], name)
            return getattr(home, name)

        module.__dict__["__getattr__"] = __getattr__


sys.meta_path.append(_ByName)
