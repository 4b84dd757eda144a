"""What makes this package stand in for the official client; imported with it.

Params are dicts here: in a module for params (``types.chat.chat_completion_message_param``), and
under a name for params in a folder's exports, a class is a `TypedDict` instead of a model. It is
made of the model when somebody asks for it, and says the same.
"""

# pyright: reportPrivateUsage=false
from __future__ import annotations

import sys
import types
import typing
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import wraps
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder
from typing import Any, Union

from typing_extensions import Required, TypedDict

from ._raw_header import RAW_RESPONSE_HEADER

from ._runtime.lazy_dataclass import LazyAnnotations
from ._runtime.lazy_exports import _ByName, exported_by
from ._runtime.model import Model
from ._runtime.model_fields import fields_of

_TYPES = f"{__package__}.types"
_FROM_TYPES = frozenset({"Base64FileInput", "FileTypes", "SequenceNotStr"})
"""What modules of params import from the official client's `_types`."""


class _LazyKeys(LazyAnnotations):
    """The annotations of a `TypedDict`: types that are found when anybody looks."""

    def _types(self, cls: type[Model]) -> dict[str, Any]:
        hints = {f.wire: (as_params(f.spec.hint()), f.optional) for f in fields_of(cls).values()}
        return {wire: h if optional else Required[h] for wire, (h, optional) in hints.items()}


_made: dict[type[Model], Any] = {}


def typed_dict(cls: type[Model]) -> Any:
    """The `TypedDict` with the keys of a model."""
    if cls not in _made:
        made: Any = TypedDict(cls.__name__.removesuffix("Model"), {}, total=False)  # type: ignore[operator]
        fields = fields_of(cls).values()
        made.__annotations__ = _LazyKeys(cls, dict.fromkeys(f.wire for f in fields))
        made.__required_keys__ = frozenset(f.wire for f in fields if not f.optional)
        made.__optional_keys__ = frozenset(f.wire for f in fields if f.optional)
        made.__module__, made.__doc__ = cls.__module__, cls.__doc__
        _made[cls] = made
    return _made[cls]


def as_params(kind: Any) -> Any:
    """``kind``, a type, with a `TypedDict` in the place of each model."""
    if isinstance(kind, type) and issubclass(kind, Model):
        return typed_dict(kind)
    if isinstance(kind, typing.NewType):
        return as_params(kind.__supertype__)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal or not arguments:
        return kind
    changed = tuple(as_params(one) for one in arguments)
    if origin in (Union, types.UnionType):
        return Union[changed]
    return Iterable[changed[0]] if origin is list else origin[changed]


def _is_param_name(name: str) -> bool:
    return "Params" in name or name.endswith("Param")


def _present(module: types.ModuleType) -> None:
    """Have a module of types give dicts for params."""
    names = vars(module)
    leaf = module.__name__.rpartition(".")[2]
    everything = leaf.endswith("_param") or "_params" in leaf or ".shared_params" in module.__name__
    if exported_by(module.__name__) and "__path__" not in names:
        names["__getattr__"] = _with_referred(module, names["__getattr__"])
    if not (everything or "__path__" in names):
        return
    found = names.get("__getattr__")

    def __getattr__(name: str) -> Any:
        if everything and name in _FROM_TYPES:
            return getattr(import_module("._types", __package__), name)
        value = names.get(f"{name}Model")  # the class of which the dict has the name
        if value is None and f"{name}Model" in names.get("_aliases", ()):
            value = module.__getattr__(f"{name}Model")
        elif value is None and found is not None:
            value = found(name)
        elif value is None:
            raise AttributeError(f"module {module.__name__!r} has no attribute {name!r}")
        if name[:1] != "_" and not name.endswith("Model") and (everything or _is_param_name(name)):
            value = names[name] = as_params(value)
        return value

    for name, value in list(names.items()) if everything else ():
        if isinstance(value, type) and issubclass(value, Model) and value.__name__ != name:
            if value is not Model:
                names[name] = as_params(value)  # another name of a class
    names["__getattr__"] = __getattr__


def _with_referred(module: types.ModuleType, found: Callable[[str], Any]) -> Callable[[str], Any]:
    """What a module that is called like an export has, and the names that its types refer to."""
    package: str = module.__package__ or ""

    def __getattr__(name: str) -> Any:
        with suppress(AttributeError):
            return found(name)
        if name[:1] != "_" and name in exported_by(package):
            return getattr(sys.modules[package], name)
        for place in sorted({p.partition(":")[0] for p in exported_by(module.__name__).values()}):
            with suppress(AttributeError):
                return getattr(import_module(place, package), name)
        raise AttributeError(f"module {module.__name__!r} has no attribute {name!r}")

    return __getattr__


class _Url(str):
    """The base URL, with what an `httpx2.URL` has."""

    def __getattr__(self, name: str) -> Any:
        import httpx2

        return getattr(httpx2.URL(f"{self}/"), name)


def _present_client(module: types.ModuleType) -> None:
    """Have clients keep the base URL as the official client does: libraries read it."""

    def put(client: Any, url: str) -> None:
        vars(client)["_base_url"] = _Url(url)

    module.BaseClient._base_url = property(lambda c: vars(c)["_base_url"], put)


def _present_verbs(module: types.ModuleType) -> None:
    """Have ``post`` give a raw response where a header of the options asks for it."""
    for cls in (module.SyncVerbs, module.AsyncVerbs):
        cls.post = _rawable(cls.post)


def _rawable(post: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(post)
    def wrapped(self: Any, path: str, *, options: Any = None, **rest: Any) -> Any:
        headers = dict((options or {}).get("headers") or {})
        if headers.pop(RAW_RESPONSE_HEADER, "") != "true":
            return post(self, path, **rest, **({"options": options} if options else {}))
        changed = {**options, "headers": headers}
        return self.with_raw_response.post(path, options=changed, **rest)

    return wrapped


_AFTER: dict[str, Callable[[types.ModuleType], None]] = {
    f"{__package__}._runtime.base_client": _present_client,
    f"{__package__}._runtime.verbs": _present_verbs,
}
"""What is done with modules besides those of types when they have been loaded."""


class _Loader:
    """Loads a module, then has it present itself as the official client's."""

    def __init__(self, loader: Any) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> Any:
        """The module, as its own loader makes it."""
        return self._loader.create_module(spec)

    def exec_module(self, module: types.ModuleType) -> None:
        """Fill the module in."""
        self._loader.exec_module(module)
        _AFTER.get(module.__name__, _present)(module)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._loader, name)


class _Finder:
    """Finds the modules of types of this package."""

    @staticmethod
    def find_spec(
        name: str, path: Sequence[str] | None = None, target: Any = None
    ) -> ModuleSpec | None:
        if name != _TYPES and not name.startswith(f"{_TYPES}.") and name not in _AFTER:
            return None
        spec = PathFinder.find_spec(name, path, target) or _ByName.find_spec(name)
        if spec is not None and spec.loader is not None:
            loader: Any = _Loader(spec.loader)
            spec.loader = loader
        return spec


sys.meta_path.insert(0, _Finder)
