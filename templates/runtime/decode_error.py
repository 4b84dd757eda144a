"""Errors about the shape of data."""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any


class DecodeError(ValueError):
    """JSON that is not what the type says; raised by strict decoding only.

    ``problem`` says what is wrong, `path` where: ``$.choices[0].delta.role``.
    """

    def __init__(self, problem: str, *keys: str | int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.keys = list(keys)

    def inside(self, key: str | int) -> DecodeError:
        """The same error seen from the container that holds it under ``key``."""
        self.keys.insert(0, key)
        return self

    @property
    def path(self) -> str:
        """The place as a JSON path."""
        return "$" + "".join(map(_step, self.keys))

    def __str__(self) -> str:
        return f"{self.path}: {self.problem}"


class EncodeError(ValueError):
    """A value that cannot be written as JSON: nested too deeply, or containing itself."""


def encode_error(problem: str) -> EncodeError:
    """An `EncodeError`; where the package has a client, one of the client's errors too."""
    try:
        errors: Any = import_module(f"{__package__}.errors")
    except ModuleNotFoundError:
        return EncodeError(problem)
    error: EncodeError = errors.EncodeError(problem)
    return error


def not_json(value: Any) -> TypeError | None:
    """The error that names the first part of ``value`` that is no JSON value, and its place."""
    open_ = [("$", value)]
    while open_:
        path, part = open_.pop()
        if isinstance(part, dict):
            inner: list[tuple[Any, Any]] = [*part.items()]
            open_ += [(path + _step(key), item) for key, item in inner[::-1]]
        elif isinstance(part, (list, tuple)):
            items: list[Any] = [*part]
            open_ += [(f"{path}[{n}]", item) for n, item in enumerate(items)][::-1]
        elif part is not None and not isinstance(part, (str, int, float)):
            if isinstance(part, type):
                return TypeError(
                    f"{path}: the class {part.__qualname__} is not JSON serializable; to have"
                    " answers parsed into a class, call `parse()`"
                )
            kind: Any = part.__class__
            return TypeError(
                f"{path}: an object of type {kind.__qualname__} is not JSON serializable"
            )
    return None


def _step(key: Any) -> str:
    if not isinstance(key, (str, int)):
        return f"[{key!r}]"
    if isinstance(key, int):
        return f"[{key}]"
    if key.isidentifier() and key.isascii():
        return f".{key}"
    import json

    return f"[{json.dumps(key)}]"
