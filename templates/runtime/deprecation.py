"""Marking what upstream deprecates."""

from __future__ import annotations

import functools
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
                warnings.warn(message, DeprecationWarning, stacklevel=2)
                return function(*args, **kwargs)

            marked.__deprecated__ = message
            return marked

        return mark


def warn_parameter(name: str, value: object, message: str) -> None:
    """Warn that the parameter `name` is deprecated, if it was given."""
    from .omit import omit

    if value is not omit:
        warnings.warn(
            f"`{name}` is deprecated: {message}", DeprecationWarning, stacklevel=3
        )
