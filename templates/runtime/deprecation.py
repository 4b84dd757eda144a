"""Marking what upstream deprecates."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import functools
import sys
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from typing_extensions import deprecated as deprecated  # noqa: PLC0414
else:
    F = TypeVar("F", bound=Callable[..., Any])

    def deprecated(message: str) -> Callable[[F], F]:
        """A decorator: calls of the function warn with `message` (as PEP 702 has it)."""

        def mark(function: F) -> F:
            @functools.wraps(function)
            def marked(*args: Any, **kwargs: Any) -> Any:
                warn_caller(message)
                return function(*args, **kwargs)

            marked.__deprecated__ = message
            return marked

        return mark


def warn_parameter(
    name: str, value: object, message: str, params: object = None, wire: str = ""
) -> None:
    """Log, once, that the parameter `name` is deprecated: it was given, or `params` hold it.

    No warning: one would end programs that run with ``-W error``, and type checkers and docs
    say it. `wire` is what it is called in `params`, where that is another name.
    """
    from .omit import omit

    if (name, message) in _logged or (value is omit and not _holds(params, wire or name)):
        return
    import logging

    _logged.add((name, message))
    said = f": {message}" if message else ""
    package = __name__.rsplit(".", 2)[0]
    logging.getLogger(package).info("`%s` is deprecated%s", name, said)


_logged: set[tuple[str, str]] = set()


def warn_caller(message: str) -> None:
    """Warn of what the nearest caller outside this package does.

    By default Python shows such warnings only where the program itself is to blame.
    """
    package = __name__.rsplit(".", 2)[0]
    level, frame = 1, sys._getframe()
    while frame.f_back is not None and _is_in(
        package, frame.f_globals.get("__name__", "")
    ):
        level, frame = level + 1, frame.f_back
    warnings.warn(message, DeprecationWarning, stacklevel=level)


def _is_in(package: str, module: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def _holds(params: object, name: str) -> bool:
    from .call import members

    return params is not None and name in members(params)
