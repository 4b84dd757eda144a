"""Methods of resources that carry their own views.

    client.models.retrieve.with_raw_response("m")

is `client.models.with_raw_response.retrieve("m")`. The attributes are there at run time; type
checkers know the views of resources and clients (a method has no place to say their types).
"""

from __future__ import annotations

from functools import partial
from types import FunctionType, MethodType
from typing import Any, TypeVar

F = TypeVar("F")

_VIEWS = ("with_raw_response", "with_streaming_response")
_UNVIEWED = "_unviewed"


class ViewedMethod:
    """Stands for a function in a resource class; bound, it is a method with the two views.

    A bound method has the attributes of its function alone, so each binding has a function of
    its own, which runs the same code. Read from the class it is the function itself.
    """

    def __init__(self, function: FunctionType) -> None:
        self._function = function

    def __get__(self, resource: object, owner: type[Any] | None = None) -> Any:
        function = self._function
        if resource is None:
            return function
        name = function.__name__
        own = FunctionType(
            function.__code__,
            function.__globals__,
            name,
            function.__defaults__,
            function.__closure__,
        )
        own.__kwdefaults__ = function.__kwdefaults__
        own.__annotations__ = function.__annotations__
        own.__doc__ = function.__doc__
        own.__module__ = function.__module__
        own.__qualname__ = function.__qualname__
        own.__dict__.update(function.__dict__)
        for view in _VIEWS:
            setattr(own, view, partial(_call, resource, view, name))
        return MethodType(own, resource)


def unviewed(function: F) -> F:
    """Mark a method that has no views: it sends no request of its own, or several."""
    setattr(function, _UNVIEWED, True)
    return function


def has_views(function: object) -> bool:
    """Whether a method has the two views."""
    return not getattr(function, _UNVIEWED, False)


def give_views(cls: type[Any]) -> None:
    """Make methods of the public functions that `cls` defines."""
    for name, value in list(vars(cls).items()):
        is_public = isinstance(value, FunctionType) and not name.startswith("_")
        if is_public and has_views(value):
            setattr(cls, name, ViewedMethod(value))


def _call(
    resource: object, view: str, method: str, /, *args: Any, **kwargs: Any
) -> Any:
    return getattr(getattr(resource, view), method)(*args, **kwargs)
