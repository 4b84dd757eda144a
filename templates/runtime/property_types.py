"""Types by the properties that hold them: `Data` is what an item of the list `data` is.

The official clients have such a name for each union that a property holds, in the module of the
class: of a nested class it begins with the name of that. They are made when somebody asks.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import NoneType
from typing import Any, TypeGuard, Union, get_args, get_origin

from .dataclass_fields import type_hints
from .model import Model
from .model_fields import fields_of


def property_type(module: str, name: str) -> Any:
    """The type that ``name`` stands for in a module of types; None where it does not."""
    own = name.lower()
    main = module.rpartition(".")[2].replace("_", "").rstrip("0123456789")
    names = vars(sys.modules[module])
    declared: dict[str, Any] = names | names.get("_models", {})
    for cls_name, cls in declared.items():
        if not _is_model(cls) or cls.__module__ != module:
            continue
        called = cls_name.lower()
        bases = (main, f"{main}base", f"{main}model", f"{main}basemodel")
        prefix = "" if called in bases else called
        for field_name, field in fields_of(cls).items() if own.startswith(prefix) else ():
            if own in (prefix + word for word in _singulars(field.wire)):
                return _item(type_hints(cls)[field_name])
    return None


def _is_model(value: Any) -> TypeGuard[type[Model]]:
    return isinstance(value, type) and issubclass(value, Model)


def _singulars(name: str) -> Iterator[str]:
    word = name.replace("_", "").lower()
    yield word
    for ending, other in (("ies", "y"), ("es", ""), ("s", ""), ("a", "on")):
        if word.endswith(ending):
            yield word[: -len(ending)] + other


def _item(hint: Any) -> Any:
    """``hint`` without null; of a list, what it holds."""
    if get_origin(hint) is Union and NoneType in get_args(hint):
        members = tuple(member for member in get_args(hint) if member is not NoneType)
        return _item(Union[members])
    return _item(get_args(hint)[0]) if get_origin(hint) is list else hint
