"""Methods of resources that carry their own views.

    client.models.retrieve.with_raw_response("m")

is `client.models.with_raw_response.retrieve("m")`. The attributes are there at run time; type
checkers know the views of resources and clients (a method has no place to say their types).
"""

from __future__ import annotations

# with raw_views
from functools import partial
from types import FunctionType, MethodType
# end raw_views

TYPE_CHECKING = False

if TYPE_CHECKING:
    # with raw_views
    from typing import Any
    # end raw_views
    from typing import TypeVar

    F = TypeVar("F")

# with raw_views
_VIEWS = ("with_raw_response", "with_streaming_response")
# end raw_views
_UNVIEWED = "_unviewed"


# with raw_views
class ViewedMethods:
    """A base whose public methods have the two views.

    In the class they are plain functions, so that `inspect` and `mock.patch` see what they are.
    A bound method has the attributes of its function alone, so each binding has a function of
    its own, which runs the same code.
    """


def _attribute(resource: object, name: str) -> Any:
    value = object.__getattribute__(resource, name)
    if value.__class__ is MethodType and name[:1] != "_" and has_views(value):
        return _viewed(resource, value)
    return value


# Not written in the class: type checkers would then take any name for one of its attributes.
setattr(ViewedMethods, "__getattribute__", _attribute)  # noqa: B010


def _viewed(resource: object, method: MethodType) -> MethodType:
    function: Any = method.__func__
    if not isinstance(function, FunctionType):
        return method  # put there by a test
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


class View:
    """A view of a resource or client, made when it is read; a test may put another in its place."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, viewed: object, owner: type[Any]) -> Any:
        if viewed is None:
            return self
        from . import raw_views

        return getattr(raw_views, self._name)(viewed)


# end raw_views
def unviewed(function: F) -> F:
    """Mark a method that has no views: it sends no request of its own, or several."""
    setattr(function, _UNVIEWED, True)
    return function


def has_views(function: object) -> bool:
    """Whether a method has the two views."""
    return not getattr(function, _UNVIEWED, False)


# with raw_views
def _call(
    resource: object, view: str, method: str, /, *args: Any, **kwargs: Any
) -> Any:
    return getattr(getattr(resource, view), method)(*args, **kwargs)


# end raw_views
