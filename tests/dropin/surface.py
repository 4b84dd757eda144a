"""The public surface of a Python client, as far as it can be seen from outside, as JSON.

    python tests/dropin/surface.py PACKAGE > FILE

`dropin.compare` compares two. Methods by path with their parameters (name, kind, whether it must
be given) and the type they return; exports; modules of types with the classes in them and their
fields (whether each must be given).
"""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import json
import pkgutil
import sys
import typing
import warnings
from collections.abc import Iterator
from types import ModuleType
from typing import Any


def surface(package: str) -> dict[str, Any]:
    """The surface of the installed ``package``, whose client class is called ``OpenAI``."""
    root = importlib.import_module(package)
    flavours = ("OpenAI", "AsyncOpenAI")
    return {
        "methods": {
            flavour: dict(methods(getattr(root, flavour)(api_key="k"))) for flavour in flavours
        },
        "exports": sorted(dir(root)),
        "all": sorted(getattr(root, "__all__", ())),
        "modules": {name: names_of(module) for name, module in modules(package)},
    }


def methods(owner: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """The methods of a client or resource, and of the resources below it."""
    for name in dir(owner):
        if name.startswith(("_", "with_")):
            continue
        value = getattr(owner, name)
        if any("APIResource" in base.__name__ for base in type(value).__mro__):
            yield from methods(value, f"{path}{name}.")
        elif inspect.ismethod(value):
            yield path + name, _signature(value)


def _signature(method: Any) -> dict[str, Any]:
    found = inspect.signature(method)
    parameters = [
        (p.name, p.kind.name, p.default is inspect.Parameter.empty)
        for p in found.parameters.values()
    ]
    return {"parameters": parameters, "returns": str(found.return_annotation)}


def modules(package: str) -> Iterator[tuple[str, ModuleType]]:
    """The modules of types, by their path below the package."""
    types = importlib.import_module(f"{package}.types")
    names = [m.name for m in pkgutil.walk_packages(types.__path__, f"{types.__name__}.")]
    for name in (types.__name__, *names):
        yield name.removeprefix(f"{package}."), importlib.import_module(name)


def names_of(module: ModuleType) -> dict[str, Any]:
    """Public names of a module; of a package all it exports, else what was made there."""
    is_package = hasattr(module, "__path__")
    return {
        name: fields_of(value)
        for name in dir(module)
        if name[0].isupper() and not isinstance(value := getattr(module, name), ModuleType)
        if is_package or getattr(value, "__module__", None) == module.__name__
    }


def fields_of(value: Any) -> dict[str, bool] | None:
    """The fields of a class of data, and whether each must be given; None for anything else."""
    if not isinstance(value, type):
        return None
    if typing.is_typeddict(value):
        required = getattr(value, "__required_keys__", ())
        return {name: name in required for name in value.__annotations__}
    if dataclasses.is_dataclass(value):
        empty = inspect.Parameter.empty
        return {n: p.default is empty for n, p in inspect.signature(value).parameters.items()}
    found = getattr(value, "__pydantic_fields__", None)
    return None if found is None else {name: f.is_required() for name, f in found.items()}


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    json.dump(surface(sys.argv[1]), sys.stdout)
